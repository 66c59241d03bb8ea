import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { App, RunSummary } from '../../src/app/app.ts';
import type { Pace } from '../../src/app/between/between.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { Scheduler } from '../../src/app/scheduler.ts';
import { LocalWork } from '../../src/app/work/local-work.ts';
import type { Good } from '../../src/model/good.ts';
import type { RunEvent, TaskName } from '../../src/model/run.ts';
import type { Settings } from '../../src/model/settings.ts';
import { expectSoundImport } from '../support/invariants.ts';
import { contentOf, DEVICE, makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// A long export lets due orders of its own shop in (spec 3, S24): I1–I4, Q2.

const MINUTE = 60_000;
const SOLD = 15;
/** The clock jumps in the middle of a run: for a lease that would be a machine that slept. */
const LEASE = { ttlMs: 60_000, renewMs: 15_000, retryMs: 1000, freshMs: Number.MAX_SAFE_INTEGER };
const BY_WRITES: Pace = { writes: 4, ms: Number.MAX_SAFE_INTEGER };
const BY_TIME: Pace = { writes: Number.MAX_SAFE_INTEGER, ms: MINUTE };

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

/** A shop whose orders are due every ten minutes, and a program by a clock of the test's own. */
async function longExport(how: { readonly settings?: Partial<Settings>; readonly pace?: Pace } = {}) {
  const settings = { schedule: '10', requestsAtOnce: 2, guardRepriced: 100, ...how.settings };
  // The shop sells the last of them, so that what it is sent of these goes out last.
  const content = (_: unknown, goods: readonly Good[]) => contentOf(goods.slice(-SOLD), { orders: 0 });
  const made = await makeWorld({ orders: 0, goods: 40, settings, content });
  open.push(made);
  const parts = await openWorldParts(join(made.folder, 'data'));
  let aheadMs = 0;
  const clock = { now: () => Date.now() + aheadMs };
  const app = makeApp({ ...parts, clock, leaseTimes: LEASE, pace: how.pace ?? BY_WRITES });
  open.push(app);
  const codes = made.rows('SELECT ID, Code FROM goods WHERE Deleted = 0 AND Type = 0 AND ID > 5 ORDER BY ID');
  const good = codes.at(-1);
  const [id, code] = [Number(good?.['ID']), String(good?.['Code'])];
  made.change('DELETE FROM operations WHERE GoodID = ? AND OperType = 19', id);
  made.change('UPDATE store SET Qtty = CASE ObjectID WHEN 5 THEN 5 ELSE 0 END WHERE GoodID = ?', id);
  setOffered(made, code, 4);
  return { made, app, clock, id, code, pass: (ms: number) => (aheadMs += ms) };
}

function productOf(made: World, code: string) {
  const [id = 0] = made.sandbox.store.productsByCode(code);
  return { id, record: made.sandbox.store.get('products', id) };
}

const offered = (made: World, code: string): number =>
  Number(productOf(made, code).record?.['productQuantity']);

function setOffered(made: World, code: string, pieces: number): void {
  const { id, record } = productOf(made, code);
  made.sandbox.store.put('products', id, { ...record, productQuantity: pieces });
}

async function run(
  app: App,
  how: {
    readonly tasks?: readonly TaskName[];
    readonly onEvent?: (event: RunEvent) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<RunSummary> {
  const { tasks = null, onEvent = () => undefined, signal = new AbortController().signal } = how;
  return app.run(PROFILE, { tasks, isConfirmed: true, onEvent, signal });
}

/** Does something once, when so many of a task's changes have gone out. */
function after(task: TaskName, count: number, what: () => void): (event: RunEvent) => void {
  let isDone = false;
  return (event) => {
    if (isDone || event.type !== 'progress' || event.task !== task || event.phase !== 'write') return;
    if (event.done < count) return;
    isDone = true;
    what();
  };
}

function documents(made: World): number {
  return Number(
    made.rows("SELECT count(DISTINCT Acct) AS n FROM operations WHERE Note LIKE 'Seliton №%'")[0]?.['n'],
  );
}

describe('a long export lets due orders of its own shop in', () => {
  it.each([
    ['after so many changes', BY_WRITES],
    ['after so much time', BY_TIME],
  ])(
    '%s: they come in between, told as such, and no quantity of before goes out after them',
    async (_, pace) => {
      const { made, app, clock, code, pass } = await longExport({ pace });
      const told: RunEvent[] = [];
      let most = 0;
      const place = after('export-goods', 8, () => {
        made.sandbox.placeOrder({ lines: [{ code, quantity: '2' }] });
        pass(11 * MINUTE);
      });
      const summary = await run(app, {
        onEvent: (event) => {
          told.push(event);
          if (documents(made) > 0) most = Math.max(most, offered(made, code));
          place(event);
        },
      });
      expect([summary.end, summary.counts['import-orders']?.created]).toEqual(['done', 1]);
      const imported = told.findIndex((event) => event.type === 'change' && event.task === 'import-orders');
      const last = told.findLastIndex((event) => event.type === 'change' && event.task === 'export-goods');
      expect([imported > 0, imported < last]).toEqual([true, true]);
      expect(
        told.filter((event) => event.type === 'notice' && event.code === 'notice.orders.between'),
      ).toHaveLength(1);
      expect([most, offered(made, code)]).toEqual([3, 3]);
      expectSoundImport(made, { orders: made.sandbox.store.ids('orders'), device: DEVICE });
      const again = await run(app);
      expect(Object.values(again.counts).map(({ created, updated }) => created + updated)).toEqual([0, 0, 0]);
      // The schedule counts from the import, not from the run's beginning.
      const { profile } = await app.showProfile(PROFILE);
      expect(Date.parse(profile.ordersBetweenAt ?? '')).toBeGreaterThan(Date.now() + 10 * MINUTE);
      const live = new LocalWork(app, clock);
      const scheduler = new Scheduler(app, live, clock);
      await scheduler.look();
      pass(8 * MINUTE);
      expect((await scheduler.look()).started).toEqual([]);
      pass(2 * MINUTE);
      expect((await scheduler.look()).started).toEqual([PROFILE]);
      await live.close();
    },
  );

  it('of quantities alone, too: the good that was sold is sent as it is after the import, never as before (Q2)', async () => {
    const { made, app, code, pass } = await longExport();
    await run(app);
    made.change('UPDATE store SET Qtty = Qtty + 1 WHERE ObjectID = 5');
    let most = 0;
    const sell = after('export-stock', 8, () => {
      made.sandbox.placeOrder({ lines: [{ code, quantity: '2' }] });
      pass(11 * MINUTE);
    });
    const { counts } = await run(app, {
      tasks: ['export-stock'],
      onEvent: (event) => {
        if (documents(made) > 0) most = Math.max(most, offered(made, code));
        sell(event);
      },
    });
    expect([counts['import-orders']?.created, most, offered(made, code)]).toEqual([1, 4, 4]);
  });

  it('a person’s export alone, too, where the schedule would import; its report counts both', async () => {
    const { made, app, code, pass } = await longExport();
    const place = after('export-goods', 8, () => {
      made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
      pass(11 * MINUTE);
    });
    const { runId, counts } = await run(app, { tasks: ['export-goods'], onEvent: place });
    expect([documents(made), counts['import-orders']?.created]).toEqual([1, 1]);
    const [row] = await app.runs(PROFILE, 1);
    expect(row).toMatchObject({ id: runId, tasks: ['import-orders', 'export-goods'], counts });
  });

  it('never: what no schedule asks for, what is not due, what settings or a person have taken away', async () => {
    const { made, app, code, pass } = await longExport();
    const { profile } = await app.showProfile(PROFILE);
    const save = async (settings: Partial<Settings>): Promise<void> => {
      const now = (await app.showProfile(PROFILE)).profile;
      await app.saveProfile({ ...now, settings: { ...now.settings, ...settings } });
    };
    await run(app);
    made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
    const exported = async (ms: number, meanwhile: () => void = () => undefined): Promise<number> => {
      made.change('UPDATE goods SET PriceOut2 = round(PriceOut2 + 0.01, 2)');
      const onEvent = after('export-goods', 8, () => {
        meanwhile();
        pass(ms);
      });
      const { counts } = await run(app, { tasks: ['export-goods'], onEvent });
      expect(counts['export-goods']?.updated).toBeGreaterThan(20);
      return documents(made);
    };
    expect(await exported(5 * MINUTE)).toBe(0);
    await save({ schedule: '' });
    expect(await exported(11 * MINUTE)).toBe(0);
    await save({ schedule: profile.settings.schedule, import: false });
    expect(await exported(11 * MINUTE)).toBe(0);
    await save({ import: true });
    made.change('UPDATE goods SET PriceOut2 = round(PriceOut2 + 0.01, 2)');
    const plan = await app.plan(PROFILE, { tasks: ['export-goods'], signal: new AbortController().signal });
    const signal = new AbortController().signal;
    const applied = { tasks: null, plan, isConfirmed: true, signal };
    const { counts } = await app.run(PROFILE, {
      ...applied,
      onEvent: after('export-goods', 8, () => pass(11 * MINUTE)),
    });
    expect([counts['export-goods']?.failed, documents(made)]).toEqual([0, 0]);
    expect(await exported(11 * MINUTE)).toBe(1);
  });

  it('what the shop has put back meanwhile is not remembered as it was before (Q2)', async () => {
    const { made, app, id, code, pass } = await longExport();
    await run(app);
    const number = made.sandbox.placeOrder({ lines: [{ code, quantity: '2' }] });
    await run(app);
    expect([documents(made), offered(made, code)]).toEqual([1, 3]);
    made.change('UPDATE goods SET PriceOut2 = round(PriceOut2 + 0.01, 2)');
    const cancel = after('export-goods', 8, () => {
      const order = made.sandbox.store.get('orders', number);
      made.sandbox.store.put('orders', number, { ...order, orderStatus: 'cancelled' });
      setOffered(made, code, 5);
      pass(11 * MINUTE);
    });
    const { counts } = await run(app, { tasks: ['export-goods', 'export-stock'], onEvent: cancel });
    expect(counts['import-orders']?.attention).toBe(1);
    expect(
      Number(made.rows('SELECT Qtty FROM store WHERE GoodID = ? AND ObjectID = 5', id)[0]?.['Qtty']),
    ).toBe(5);
    expect(offered(made, code)).toBe(3);
  });

  it('a shop that refuses its orders keeps nothing from going out; the run ends with that, the next brings them', async () => {
    const { made, app, code, pass } = await longExport();
    const fault = after('export-goods', 8, () => {
      made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
      made.sandbox.faults.add({ kind: 'firewall', method: 'GET', path: '/api/v1/orders', next: 1 });
      pass(11 * MINUTE);
    });
    const told: RunEvent[] = [];
    const summary = await run(app, {
      tasks: ['export-goods'],
      onEvent: (event) => {
        told.push(event);
        fault(event);
      },
    });
    expect([summary.end, summary.error?.code]).toEqual(['interrupted', 'shop.wall']);
    expect(summary.counts['export-goods']).toMatchObject({ skipped: 0, failed: 0 });
    expect(
      told.some((event) => event.type === 'notice' && event.code === 'notice.orders.betweenFailed'),
    ).toBe(true);
    made.sandbox.faults.clear();
    expect([(await run(app)).end, documents(made)]).toEqual(['done', 1]);
  });

  it.each(['before', 'after'])('a stop %s the first document leaves nothing half', async (moment) => {
    const { made, app, code, pass } = await longExport();
    const place = after('export-goods', 8, () => {
      for (const quantity of ['1', '2']) made.sandbox.placeOrder({ lines: [{ code, quantity }] });
      pass(11 * MINUTE);
    });
    const stop = new AbortController();
    const seen = moment === 'before' ? 'taskStarted' : 'change';
    const summary = await run(app, {
      tasks: ['export-goods', 'export-stock'],
      signal: stop.signal,
      onEvent: (event) => {
        place(event);
        if (event.type === seen && event.task === 'import-orders') stop.abort();
      },
    });
    expect(summary.end).toBe('stopped');
    expect((await run(app)).end).toBe('done');
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders'), device: DEVICE });
    expect([documents(made), offered(made, code)]).toEqual([2, 2]);
    const twice = Object.entries(made.sandbox.requests.creates()).filter(([, count]) => count > 1);
    expect(twice).toEqual([]);
  });
});
