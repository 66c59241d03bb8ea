import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import type { RunSummary } from '../../src/app/app.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { RunEvent } from '../../src/model/run.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import type { State } from '../../src/state/state.ts';
import { GROUP_ORDERS } from '../../src/sync/orders/order-groups.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** How the two rooms between which a group lies are watched, or fail. */
interface Watch {
  readonly recordOperations?: (
    write: () => ReturnType<Warehouse['recordOperations']>,
  ) => ReturnType<Warehouse['recordOperations']>;
  readonly save?: (...args: Parameters<State['ledger']['save']>) => void;
  readonly onEvent?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

function withMethod<T extends object>(target: T, name: keyof T, method: unknown): T {
  return new Proxy(target, {
    get: (whole, key) => {
      if (key === name) return method;
      const value: unknown = Reflect.get(whole, key, whole);
      return typeof value === 'function' ? (value as () => unknown).bind(whole) : value;
    },
  });
}

function watchedState(state: State, save: NonNullable<Watch['save']>): State {
  const { ledger } = state;
  const kept = withMethod(ledger, 'save', (...args: Parameters<State['ledger']['save']>) => {
    save(...args);
    return ledger.save(...args);
  });
  return {
    ...state,
    ledger: kept,
    under: (fence) => watchedState(state.under(fence), save),
    close: () => state.close(),
  };
}

/** One import by another process of the same folder. */
async function runWatched(world: World, watch: Watch): Promise<RunSummary> {
  const parts = await openWorldParts(join(world.folder, 'data'));
  const app = makeApp({
    ...parts,
    clock: watch.clock ?? parts.clock,
    state: watchedState(parts.state, watch.save ?? (() => undefined)),
    openWarehouse: async (settings, secrets) => {
      const warehouse = await parts.openWarehouse(settings, secrets);
      return withMethod(
        warehouse,
        'recordOperations',
        (...args: Parameters<Warehouse['recordOperations']>) => {
          const write = () => warehouse.recordOperations(...args);
          return watch.recordOperations?.(write) ?? write();
        },
      );
    },
  });
  try {
    return await app.run(PROFILE, {
      tasks: ['import-orders'],
      isConfirmed: true,
      onEvent: watch.onEvent ?? (() => undefined),
      signal: watch.signal ?? new AbortController().signal,
    });
  } finally {
    await app.close();
  }
}

async function makePlace(orders: number, more: WorldOptions = {}): Promise<World> {
  const world = await makeWorld({ orders: 0, goods: 12, sold: 4, ...more });
  open.push(() => world.close());
  const code = String(world.sandbox.store.list('products')[0]?.['productCode']);
  for (let index = 0; index < orders; index += 1) {
    const email = `b${index}@example.bg`;
    const phone = `08880${10_000 + index}`;
    const lines = [{ code, quantity: '1' }];
    world.sandbox.placeOrder({ lines, firstName: 'Яна', lastName: `Бояна ${index}`, email, phone });
  }
  return world;
}

function expectAll(world: World): void {
  expectSoundImport(world, { orders: world.sandbox.store.ids('orders') });
  for (const { order, unp } of documents(world))
    expect(world.sandbox.store.get('orders', order)?.['orderUniqueSaleNumber']).toBe(unp);
}

describe('orders in groups', () => {
  it('so many are one transaction, some are one commit of the memory; each is told by itself, in order', async () => {
    const count = 2 * GROUP_ORDERS + 3;
    const world = await makePlace(count);
    const [groups, commits, changes, progress]: [number[], number[], string[], number[]] = [[], [], [], []];
    // Each group takes a second: so long at most the memory waits for what stands.
    let passed = 0;
    const summary = await runWatched(world, {
      clock: { now: () => systemClock.now() + passed },
      recordOperations: async (write) => {
        const outcomes = await write();
        passed += 1000;
        groups.push(outcomes?.length ?? 0);
        return outcomes;
      },
      save: (_id, entries) => {
        if (entries[0]?.stage === 'recorded') commits.push(entries.length);
      },
      onEvent: (event) => {
        if (event.type === 'change') changes.push(event.change.key);
        if (event.type === 'progress' && event.phase === 'write') progress.push(event.done);
      },
    });
    expect(summary).toMatchObject({ end: 'done', parked: 0 });
    expect([groups, commits]).toEqual([
      [GROUP_ORDERS, GROUP_ORDERS, 3],
      [2 * GROUP_ORDERS, 3],
    ]);
    expect(changes.map((key) => Number(/\d+/.exec(key)?.[0]))).toEqual([
      ...world.sandbox.store.ids('orders'),
    ]);
    expect(progress).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expectAll(world);
  });

  it('Q10: one that the database refuses costs the others nothing, and no number', async () => {
    const world = await makePlace(7);
    const numbers = world.sandbox.store.ids('orders');
    const bad = numbers[3] ?? 0;
    world.change(`CREATE TRIGGER refuse BEFORE INSERT ON operations WHEN NEW.Note LIKE '%№${bad} %'
      BEGIN SELECT RAISE(ABORT, 'not this one'); END`);
    expect(await runWatched(world, {})).toMatchObject({ end: 'done', parked: 1 });
    expectSoundImport(world, { orders: numbers.filter((number) => number !== bad) });
    expect(documents(world).map(({ unp }) => unp?.slice(-7))).toEqual(
      Array.from({ length: 6 }, (_, index) => String(index + 1).padStart(7, '0')),
    );
    world.change('DROP TRIGGER refuse');
    expect(await runWatched(world, {})).toMatchObject({ end: 'done', parked: 0 });
    expectAll(world);
  });

  it('a stop between two groups loses nothing: what is written is kept and told, the rest comes later', async () => {
    const world = await makePlace(GROUP_ORDERS + 3);
    const stop = new AbortController();
    const stopped = await runWatched(world, {
      signal: stop.signal,
      recordOperations: async (write) => {
        const outcomes = await write();
        stop.abort(new SyncError('run.cancelled'));
        return outcomes;
      },
    });
    expect(stopped.end).toBe('stopped');
    const kept = (await world.ledger()).filter(({ documentNumber }) => documentNumber !== null);
    expect(kept).toHaveLength(GROUP_ORDERS);
    expect(documents(world)).toHaveLength(GROUP_ORDERS);
    expect(await runWatched(world, {})).toMatchObject({ end: 'done', parked: 0 });
    expectAll(world);
  });

  it('I4, I18: a group whose answer is lost is found by its claims in the same run', async () => {
    const world = await makePlace(5);
    const lost = await runWatched(world, {
      recordOperations: async (write) => {
        await write();
        throw new SyncError('warehouse.record.answerLost', { order: '1–5' });
      },
    });
    expect(lost).toMatchObject({ error: null, end: 'done', parked: 0 });
    expect(documents(world)).toHaveLength(5);
    expectAll(world);
    expect(await runWatched(world, {})).toMatchObject({ end: 'done', parked: 0 });
    expect(documents(world)).toHaveLength(5);
  });

  it('I4, Q10: a group that stands and that the memory does not take is found by its claims, each by itself', async () => {
    const world = await makePlace(5);
    const summary = await runWatched(world, {
      save: (_id, entries) => {
        if (entries.length > 1 && entries[0]?.stage === 'recorded') throw new TypeError('no such memory');
      },
    });
    expect(summary).toMatchObject({ end: 'done', parked: 0 });
    expect(documents(world)).toHaveLength(5);
    expectAll(world);
  });

  it('I4: groups that stand when the memory fails are found by their claims in the next run, each once', async () => {
    const count = GROUP_ORDERS + 3;
    const world = await makePlace(count);
    const failed = await runWatched(world, {
      save: (_id, entries) => {
        if (entries[0]?.stage === 'recorded') throw new SyncError('state.full', { folder: 'data' });
      },
    });
    expect(failed).toMatchObject({ end: 'interrupted', error: { code: 'state.full' } });
    expect(documents(world)).toHaveLength(count);
    expect((await world.ledger()).every(({ documentNumber }) => documentNumber === null)).toBe(true);
    expect(await runWatched(world, {})).toMatchObject({ end: 'done', parked: 0 });
    expect(documents(world)).toHaveLength(count);
    expectAll(world);
  });
});
