import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { sleep } from '../../src/lib/sleep.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import { openRestShop } from '../../src/shop/seliton-rest/rest-shop.ts';
import type { Shop } from '../../src/shop/shop.ts';

const never = new AbortController().signal;
const servers: Server[] = [];
const shops: Shop[] = [];

afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** How a shop answers a list; what is absent is as the official client relies on it. */
interface Manner {
  readonly ignoresOrder?: 'newestFirst' | 'shuffled';
  readonly ignoresOffset?: boolean;
  readonly ignoresLimit?: boolean;
  readonly most?: number;
  readonly withoutCount?: boolean;
  readonly asObject?: boolean;
}

const MANNERS: Readonly<Record<string, Manner>> = {
  'as documented': {},
  'newest first': { ignoresOrder: 'newestFirst' },
  'newest first, at most 40 at once': { ignoresOrder: 'newestFirst', most: 40 },
  'newest first, one at a time': { ignoresOrder: 'newestFirst', most: 1 },
  'in no order': { ignoresOrder: 'shuffled' },
  'the limit ignored': { ignoresLimit: true },
  'the same page again': { ignoresOffset: true },
  'the same page again, newest first': { ignoresOffset: true, ignoresOrder: 'newestFirst' },
  'no count told': { withoutCount: true },
  'no count told, newest first': { withoutCount: true, ignoresOrder: 'newestFirst' },
  'lists as objects': { asObject: true },
};

/** Lists as PHP writes arrays whose rows it has filtered: an object, one row by itself, or null. */
function asPhp(records: readonly unknown[]): unknown {
  if (records.length === 0) return null;
  return records.length === 1
    ? records[0]
    : Object.fromEntries(records.map((each, index) => [2 * index, each]));
}

function answer(numbers: readonly number[], query: URLSearchParams, manner: Manner): unknown {
  const sorted = numbers.toSorted((one, other) => {
    if (manner.ignoresOrder === 'shuffled') return ((one * 37) % 101) - ((other * 37) % 101) || one - other;
    return manner.ignoresOrder === 'newestFirst' ? other - one : one - other;
  });
  const offset = manner.ignoresOffset === true ? 0 : Number(query.get('offset'));
  const asked = manner.ignoresLimit === true ? 1e9 : Number(query.get('limit'));
  const limit = Math.min(asked, manner.most ?? 1e9);
  const records = sorted.slice(offset, offset + limit).map((orderId) => ({ orderId }));
  return {
    orders: manner.asObject === true ? asPhp(records) : records,
    ...(manner.withoutCount === true ? {} : { _metadata: { count: numbers.length } }),
  };
}

async function openOn(numbers: readonly number[], manner: Manner): Promise<Shop> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(numbers, url.searchParams, manner)));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shop = openRestShop({
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { kind: 'token', token: 'a.b.c' },
    language: 'bg',
    rateLimit: { atOnce: 4, perSecond: 10_000 },
    clock: systemClock,
    sleep: (ms, signal) => sleep(Math.min(ms, 5), signal),
    random: () => 0.5,
  });
  shops.push(shop);
  return shop;
}

async function read(shop: Shop, after: number): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const page of shop.fetchOrders(after as OrderNumber, never))
    found.push(...page.map((order) => order.number));
  return found;
}

describe('orders over REST from a shop that lists them otherwise', () => {
  it.each(Object.entries(MANNERS))('I1, S26: all, ascending, each once: %s', async (_, manner) => {
    for (const count of [0, 1, 2, 99, 100, 101, 230]) {
      const numbers = Array.from({ length: count }, (__, index) => 1000 + 3 * index);
      const shop = await openOn(numbers, manner);
      expect(await read(shop, 0)).toEqual(numbers);
      expect(await read(shop, (numbers.at(-1) ?? 1) - 1)).toEqual(numbers.slice(-1));
      expect(await read(shop, 1100)).toEqual(numbers.filter((number) => number > 1100));
    }
  });

  it('I1: pages that never go on are told, not half read', async () => {
    const numbers = Array.from({ length: 230 }, (_, index) => index + 1);
    const shop = await openOn(numbers, { ignoresOffset: true, most: 50 });
    await expect(read(shop, 0)).rejects.toMatchObject({ code: 'shop.paging.unsteady' });
  });
});
