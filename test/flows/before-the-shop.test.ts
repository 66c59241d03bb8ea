import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { sleep } from '../../src/lib/sleep.ts';
import { encodeWindows1251 } from '../../src/lib/windows-1251.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { GoodId } from '../../src/model/good.ts';
import type { OrderNumber } from '../../src/model/order-origin.ts';
import type { ProductId, ProductOutcome, ProductWrite } from '../../src/model/product.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { generateContent } from '../../src/sandbox/content/generate-content.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { RunningSandbox } from '../../src/sandbox/sandbox.ts';
import { openRestShop } from '../../src/shop/seliton-rest/rest-shop.ts';
import { openXmlShop } from '../../src/shop/seliton-xml/xml-shop.ts';
import type { Shop } from '../../src/shop/shop.ts';
import { startFront } from '../support/front.ts';
import type { Front, FrontAnswer, FrontRequest } from '../support/front.ts';

// "What stands before the shop": the real shop of this machine behind caches, firewalls
// and PHP that does as it likes, over both interfaces.

const NOW = new Date('2026-11-24T10:00:00Z');
const INTERFACES = ['rest', 'xml'] as const;
const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

interface Place {
  readonly sandbox: RunningSandbox;
  readonly shop: Shop;
  readonly asked: readonly FrontRequest[];
}

async function place(way: (typeof INTERFACES)[number], front: Front): Promise<Place> {
  const content = generateContent({ products: 3, orders: 4, seed: 7, currency: 'EUR', now: NOW });
  const sandbox = await startSandbox({ content });
  const before = await startFront(() => sandbox.url, front);
  const common = {
    address: before.url,
    language: 'bg',
    rateLimit: { atOnce: 4, perSecond: 10_000 },
    clock: systemClock,
    sleep: (ms: number, signal?: AbortSignal) => sleep(Math.min(ms, 2), signal),
    random: () => 0.5,
  };
  const access = { username: 'sklad', secret: 'sandbox-secret' };
  const shop =
    way === 'rest'
      ? openRestShop({ ...common, credentials: { kind: 'client', ...access } })
      : openXmlShop({ ...common, ...access, feed: null });
  open.push(sandbox, before, shop);
  return { sandbox, shop, asked: before.asked };
}

async function orders(shop: Shop): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of shop.fetchOrders(0 as OrderNumber, never))
    for (const { number, order } of page) found.push(`${number} ${order?.buyer.firstName ?? 'fault'}`);
  return found;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof SyncError ? error.code : String(error);
}

function packed(coding: string, pack: (bytes: Buffer) => Uint8Array): Front {
  return {
    change: (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'content-encoding': coding },
      body: Buffer.from(pack(answer.body)),
    }),
  };
}

const changed = (change: (body: Buffer) => Buffer, headers: FrontAnswer['headers'] = {}): Front => ({
  change: (answer) => ({ ...answer, headers: { ...answer.headers, ...headers }, body: change(answer.body) }),
});

const WARNING = Buffer.from(
  '<br />\n<b>Warning</b>:  Undefined array key "x" in <b>/home/shop/lib.php</b> on line <b>110</b><br />\n',
);

const ODD: readonly (readonly [string, Front])[] = [
  ['a byte order mark', changed((body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]))],
  ['gzip', packed('gzip', gzipSync)],
  ['br', packed('br', brotliCompressSync)],
  ['deflate', packed('deflate', deflateSync)],
  ['zstd', packed('zstd', zstdCompressSync)],
  ['gzip that does not say so', changed((body) => gzipSync(body))],
  ['a warning of PHP before the answer', changed((body) => Buffer.concat([WARNING, body]))],
  ['a wrong Content-Type', changed((body) => body, { 'content-type': 'image/png' })],
  [
    'windows-1251 by declaration',
    changed(
      (body) =>
        Buffer.from(
          encodeWindows1251(body.toString().replace('encoding="UTF-8"', 'encoding="windows-1251"')),
        ),
      { 'content-type': 'text/plain; charset=windows-1251' },
    ),
  ],
];

describe.each(INTERFACES)('before the shop, over %s', (way) => {
  it.each(ODD)('%s changes nothing', async (_, front) => {
    const plain = await place(way, {});
    const odd = await place(way, front);
    const expected = await orders(plain.shop);
    expect(expected).toHaveLength(4);
    expect(await orders(odd.shop)).toEqual(expected);
  });

  it('an address that leads elsewhere is told with the one to enter, and no key goes there', async () => {
    const { shop } = await place(way, {
      instead: ({ url }) => ({
        status: 301,
        headers: { location: `https://www.shop.example${url}` },
        body: Buffer.from('<html><title>301 Moved Permanently</title></html>'),
      }),
    });
    await expect(shop.fetchFacts(never)).rejects.toMatchObject({
      code: 'shop.address.leadsElsewhere',
      facts: { leadsTo: 'https://www.shop.example' },
    });
  });

  it.each<[string, number, Record<string, string>, string]>([
    ['a firewall', 403, {}, '<html><title>403 Forbidden</title></html>'],
    ['a bot wall', 403, { 'cf-mitigated': 'challenge' }, '<!DOCTYPE html><title>Just a moment...</title>'],
    ['a bot wall that is busy', 503, { 'cf-mitigated': 'challenge' }, ''],
  ])('%s is named, never a wrong key, and not knocked at again', async (_, status, headers, body) => {
    const { shop, asked } = await place(way, {
      instead: () => ({
        status,
        headers: { 'content-type': 'text/html', ...headers },
        body: Buffer.from(body),
      }),
    });
    expect(await codeOf(shop.fetchFacts(never))).toBe('shop.wall');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers['user-agent']).toMatch(/^Skladbridge\/\d/);
  });
});

describe('a list without an end ends', () => {
  it.each(['asc', 'desc'] as const)('that promises ever more records, in %s order', async (direction) => {
    const { shop, asked } = await place('rest', {
      change: (answer, { method, url }) => {
        if (method !== 'GET' || !url.includes('/orders/')) return answer;
        const { orders: records } = JSON.parse(answer.body.toString()) as {
          readonly orders: readonly unknown[];
        };
        const page = direction === 'asc' ? records : records.toReversed();
        return { ...answer, body: Buffer.from(JSON.stringify({ orders: page, _metadata: { count: 1e12 } })) };
      },
    });
    await orders(shop).catch(() => undefined);
    expect(asked.length).toBeLessThan(200);
  });
});

describe('a module that is not active', () => {
  it.each([
    [
      'by an error element',
      200,
      '<Response><Status>error</Status><ErrorCode>module</ErrorCode><ErrorMessage>Module is not active</ErrorMessage></Response>',
    ],
    ['by a sentence', 200, 'The module is not enabled.'],
    ['by a page', 404, '<html><body>Модулът не е активиран</body></html>'],
  ])('is told apart from a wrong key: %s', async (_, status, body) => {
    const { shop } = await place('xml', {
      instead: () => ({ status, headers: {}, body: Buffer.from(body) }),
    });
    expect(await codeOf(shop.fetchFacts(never))).toBe('shop.module.inactive');
  });

  it('an order in which a module is spoken of is an order', async () => {
    const { shop } = await place('xml', {
      change: (answer) => ({
        ...answer,
        body: Buffer.from(
          answer.body.toString().replaceAll('<OrderItems>', '<Note>module is disabled</Note><OrderItems>'),
        ),
      }),
    });
    expect(await orders(shop)).toHaveLength(4);
  });
});

describe('an update counts when its confirmation was seen', () => {
  async function update(front: Front, more: ProductWrite | null = null) {
    const made = await place('rest', front);
    const [id = 0] = made.sandbox.store.ids('products');
    const write: ProductWrite = more ?? {
      kind: 'update',
      goodId: 7 as GoodId,
      productId: id as ProductId,
      code: 'x',
      fields: { price: decimal('77.7') },
    };
    const outcomes: ProductOutcome[] = [];
    for await (const outcome of made.shop.writeProducts([write], never)) outcomes.push(outcome);
    return {
      kinds: outcomes.map((outcome) => outcome.kind),
      price: made.sandbox.store.get('products', id)?.['productPrice'],
    };
  }

  const isUpdate = ({ method }: FrontRequest): boolean => method === 'PUT';
  const empty: FrontAnswer = { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.alloc(0) };

  it.each<[string, FrontAnswer]>([
    ['an empty 200', empty],
    ['an odd 200', { ...empty, body: Buffer.from('{"ok":true}') }],
    ['a redirect to the front page', { ...empty, status: 302, headers: { location: '/' } }],
  ])('%s in place of a change that was not made is no success', async (_, answer) => {
    const { kinds } = await update({ instead: (request) => (isUpdate(request) ? answer : null) });
    expect(kinds).toEqual(['failed']);
  });

  it('an empty 200 behind a change that was made is read back', async () => {
    const { kinds, price } = await update({
      change: (answer, request) => (isUpdate(request) ? empty : answer),
    });
    expect([kinds, Number(price)]).toEqual([['updated'], 77.7]);
  });

  it('E6: a success of a create without its record is unknown, never a refusal', async () => {
    const write: ProductWrite = {
      kind: 'create',
      goodId: 7 as GoodId,
      code: 'N-1',
      fields: { code: 'N-1', name: 'x' },
    };
    for (const body of ['', '{"ok":true}']) {
      const { kinds } = await update(
        {
          change: (answer, { method, url }) =>
            method === 'POST' && url.includes('/products/') ? { ...empty, body: Buffer.from(body) } : answer,
        },
        write,
      );
      expect(kinds).toEqual(['uncertain']);
    }
  });
});
