import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Good } from '../../../src/model/good.ts';
import { engineOf } from '../../support/hosted/engine-of.ts';
import { until } from '../../support/hosted/many-shops.ts';
import { expectSoundImport } from '../../support/invariants.ts';
import { askMemory } from '../../support/memory/memory-place.ts';
import { contentOf, DEVICE, makeWorld, PROFILE } from '../../support/world.ts';

const MINUTE = 60_000;
const EVERY = 10;
/** So many goods the shop sells already; the others are created in it, one after the other. */
const SOLD = 15;
const LATENCY_MS = 30;

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

describe('a shop that is filled for the first time by a worker', () => {
  it('gets its orders when their schedule is due, and not once more at its end (I1, S24)', async () => {
    const settings = { schedule: String(EVERY), requestsAtOnce: 1 };
    const content = (_: unknown, goods: readonly Good[]) => contentOf(goods.slice(-SOLD), { orders: 0 });
    const world = await makeWorld({ orders: 0, goods: 30, settings, content });
    open.push(world);
    world.sandbox.faults.add({ kind: 'latency', amount: LATENCY_MS });
    // By the worker's clock the run begins ten minutes ago, until it is set right.
    let behindMs = EVERY * MINUTE;
    const clock = { now: () => Date.now() - behindMs };
    const leaseTimes = { ttlMs: MINUTE, renewMs: 15_000, retryMs: 1000, freshMs: Number.MAX_SAFE_INTEGER };
    const pace = { writes: 4, ms: Number.MAX_SAFE_INTEGER };
    const worker = await engineOf(world, 'worker', { parts: { clock, pace, leaseTimes } });
    open.push(worker);
    const page = await engineOf(world, 'page');
    open.push(page);
    const data = join(world.folder, 'data');
    await askMemory(data, 'update profiles set confirmed_at = created_at');
    await askMemory(
      data,
      `insert into hosted_due (profile_id, version, full_ms, look_ms)
       select id, version, extract(epoch from now()) * 1000, 9e15 from profiles
       on conflict (profile_id) do update set full_ms = excluded.full_ms, version = excluded.version`,
    );
    await until(() => Object.keys(world.sandbox.requests.creates()).length >= 4);
    const [code = ''] = world.sandbox.store
      .ids('products')
      .map((id) => String(world.sandbox.store.get('products', id)?.['productCode']));
    world.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
    behindMs = 0;
    const documents = (): unknown =>
      world.rows("SELECT count(DISTINCT Acct) AS n FROM operations WHERE Note LIKE 'Seliton №%'")[0]?.['n'];
    await until(() => documents() === 1);
    const { live } = page.engine;
    expect(await live.isBusy(PROFILE)).toBe(true);
    await until(async () => !(await live.isBusy(PROFILE)));
    const work = await live.work(PROFILE);
    expect(work?.error).toBe(null);
    expect(new Set(work?.progress.map(({ task }) => task))).toEqual(
      new Set(['import-orders', 'export-goods', 'export-stock']),
    );
    expectSoundImport(world, { orders: world.sandbox.store.ids('orders'), device: DEVICE });
    const due = `select d.full_ms - extract(epoch from now()) * 1000 as left_ms, count(r.id) as runs
      from hosted_due d join profiles p on p.id = d.profile_id and p.version = d.version
      join runs r on r.profile_id = p.id group by d.full_ms`;
    await until(async () => (await askMemory(data, due)).length === 1);
    const [row] = await askMemory(data, due);
    expect([Number(row?.['left_ms']) > (EVERY - 2) * MINUTE, Number(row?.['runs'])]).toEqual([true, 1]);
    expect([...worker.faults, ...page.faults]).toEqual([]);
  });
});
