import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ManyShops, until } from '../../support/hosted/many-shops.ts';
import { openRelay } from '../../support/network/relay.ts';
import type { Relay } from '../../support/network/relay.ts';

/** Less than `LANDING_MS`, and longer than another worker needs to come to its first product. */
const SLOW_MS = 8500;
/** So slow that the other worker is there before all products are. */
const BUSY_MS = 700;
const AWAY_MS = 60_000;
const PRODUCTS = '/api/v1/products/';
let many: ManyShops | null = null;
let line: Relay | null = null;

afterEach(async () => {
  await many?.close();
  await line?.close();
  [many, line] = [null, null];
});

describe('a job that comes again at once, with a product of its first attempt under way at a slow shop', () => {
  it('E6: its worker is alive, and the database away from it: what it has sent is waited for', async () => {
    const made = await ManyShops.open(1, { size: { goods: 60, orders: 0 } });
    many = made;
    const memory = new URL(made.memory);
    const at = await openRelay({ host: memory.hostname, port: Number(memory.port) });
    line = at;
    memory.port = String(at.port);
    const { faults } = made.shops[0]?.sandbox ?? expect.unreachable();
    const slow = { kind: 'latency', method: 'POST', path: PRODUCTS } as const;
    faults.clear();
    faults.add({ ...slow, amount: BUSY_MS });
    const first = await made.serve('worker', 1, { SKLADBRIDGE_DATABASE: memory.href });
    await made.makeDue();
    await until(() => made.creates > 0);
    await made.serve('worker', 1);
    faults.clear();
    faults.add({ ...slow, next: 1, amount: SLOW_MS });
    await until(() => faults.list().length === 0);
    const lands = delay(SLOW_MS + 500);
    at.goDown(AWAY_MS);
    // The queue gives it out as it does where a job has failed: nobody has been silent for a heartbeat.
    await made.silence();
    await until(async () => (await made.holders()).some((holder) => holder.endsWith(':1')));
    await made.untilDone();
    await lands;
    made.expectSound();
    expect(first.isAlive).toBe(true);
  });
});
