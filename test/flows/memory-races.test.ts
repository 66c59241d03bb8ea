import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppParts } from '../../src/app/app-parts.ts';
import type { App } from '../../src/app/app.ts';
import { makeApp } from '../../src/app/make-app.ts';
import type { ProfileId } from '../../src/model/profile.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import type { Shop } from '../../src/shop/shop.ts';
import type { State } from '../../src/state/state.ts';
import { expectSoundImport } from '../support/invariants.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const request = {
  tasks: null,
  isConfirmed: true,
  onEvent: () => undefined,
  signal: new AbortController().signal,
} as const;

async function world(options: Parameters<typeof makeWorld>[0]): Promise<World> {
  const made = await makeWorld(options);
  open.push({ close: async () => made.close() });
  return made;
}

/** One more program over the world's memory, some of whose parts are its own. */
async function program(made: World, own: (parts: AppParts) => Partial<AppParts>): Promise<App> {
  const parts = await openWorldParts(join(made.folder, 'data'));
  const app = makeApp({ ...parts, ...own(parts) });
  open.push({ close: async () => app.close() });
  return app;
}

/** The shop with some of its methods replaced. */
function shopWith(parts: AppParts, replace: (shop: Shop) => Partial<Shop>): AppParts['openShop'] {
  return async (...args) => {
    const shop = await parts.openShop(...args);
    const own = replace(shop);
    return new Proxy(shop, {
      get: (target, name) => {
        const value: unknown = Reflect.get(own, name) ?? Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  };
}

/** The memory, in which a ledger that was read comes back only when `until` is over, also under a lease. */
function slowLedger(state: State, until: () => Promise<void>): State {
  const { ledger } = state;
  const slow = new Proxy(ledger, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target) as (...args: readonly unknown[]) => Promise<unknown>;
      const call = value.bind(target);
      if (name !== 'find') return call;
      return async (...args: readonly unknown[]) => {
        const found = await call(...args);
        await until();
        return found;
      };
    },
  });
  return { ...state, ledger: slow, under: (fence) => slowLedger(state.under(fence), until) };
}

/** One order whose document stands, and whose УНП the shop has not taken yet. */
async function worldWithPendingUnp(): Promise<World> {
  const made = await world({ orders: 1 });
  const refusing = await program(made, (parts) => ({
    openShop: shopWith(parts, () => ({
      writeUnp: () => Promise.reject(new SyncError('shop.unreachable', { address: '', reason: '' })),
    })),
  }));
  await refusing.run(PROFILE, request);
  expect((await made.ledger()).map((entry) => entry.stage)).toEqual(['recorded']);
  return made;
}

describe('two parts of one run at the memory', () => {
  it('F1: the УНП is acknowledged after intake has read the order and before it keeps it: nothing is undone', async () => {
    const made = await worldWithPendingUnp();
    const asked = Promise.withResolvers<void>();
    const hasRead = Promise.withResolvers<void>();
    const racing = await program(made, (parts) => ({
      openShop: shopWith(parts, (shop) => ({
        writeUnp: async (...args) => {
          asked.resolve();
          await hasRead.promise;
          return shop.writeUnp(...args);
        },
      })),
      state: slowLedger(parts.state, async () => {
        await asked.promise;
        hasRead.resolve();
        await expect
          .poll(async () => (await made.ledger())[0]?.stage, { timeout: 10_000 })
          .toBe('acknowledged');
      }),
    }));
    const summary = await racing.run(PROFILE, request);
    expect([summary.end, summary.error]).toEqual(['done', null]);
    expect((await made.ledger()).map((entry) => entry.stage)).toEqual(['acknowledged']);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });
});

describe('a run that was frozen while another took its profile over', () => {
  const HOUR_MS = 3_600_000;

  /** Freezes a first run where `hold` lets it wait, has a second one do everything, and lets the first go on. */
  async function freezeRun(made: World, hold: (shop: Shop, freeze: () => Promise<void>) => Partial<Shop>) {
    const holds = Promise.withResolvers<void>();
    const wakes = Promise.withResolvers<void>();
    let slept = 0;
    const sleeper = await program(made, (parts) => ({
      holder: 'frozen:1:1',
      clock: { now: () => Date.now() + slept },
      openShop: shopWith(parts, (shop) =>
        hold(shop, async () => {
          holds.resolve();
          await wakes.promise;
        }),
      ),
    }));
    const first = sleeper.run(PROFILE, request);
    await holds.promise;
    const other = await program(made, () => ({ isAlive: () => false, landingMs: 0 }));
    expect((await other.run(PROFILE, request)).end).toBe('done');
    const writes = made.sandbox.requests.writes();
    slept = HOUR_MS;
    wakes.resolve();
    const summary = await first.catch((error: { code?: string }) => ({ error }));
    expect(summary.error?.code).toBe('run.leaseLost');
    expect(made.sandbox.requests.writes()).toBe(writes);
  }

  async function expectNoTwins(hold: Parameters<typeof freezeRun>[1]): Promise<void> {
    const made = await world({ orders: 0, goods: 40, sold: 0, settings: { import: false } });
    await freezeRun(made, hold);
    const creates = Object.values(made.sandbox.requests.creates());
    expect(creates.length).toBeGreaterThan(20);
    expect(creates.every((count) => count === 1)).toBe(true);
  }

  it('between reading and sending: nothing goes out', async () => {
    await expectNoTwins((shop, freeze) => ({
      fetchProducts: async function* fetchProducts(signal) {
        await freeze();
        yield* shop.fetchProducts(signal);
      },
    }));
  });

  it('when it is about to send: what is about to go out is stopped', async () => {
    await expectNoTwins((shop, freeze) => ({
      writeProducts: async function* writeProducts(writes, signal) {
        await freeze();
        yield* shop.writeProducts(writes, signal);
      },
    }));
  });

  it('before an УНП goes back: the lease is asked for first, and the shop is not', async () => {
    const made = await worldWithPendingUnp();
    let asked = 0;
    await freezeRun(made, (shop, freeze) => ({
      fetchFacts: async (signal) => {
        await freeze();
        return shop.fetchFacts(signal);
      },
      writeUnp: async (...args) => {
        asked += 1;
        return shop.writeUnp(...args);
      },
    }));
    expect(asked).toBe(0);
    expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
  });

  it('while a request waits to be repeated: it is not sent again', async () => {
    const made = await worldWithPendingUnp();
    let slept = 0;
    const taken: Promise<unknown>[] = [];
    const waiting = await program(made, ({ state, openShop }) => ({
      holder: 'frozen:1:1',
      clock: { now: () => Date.now() + slept },
      openShop: async (settings, secrets, watch) =>
        openShop(settings, secrets, {
          ...watch,
          onRetry: () => {
            slept = HOUR_MS;
            const next = { holder: 'next:2:2', ttlMs: 60_000, isAlive: () => false, landingMs: 0 };
            taken.push(state.leases.acquire({ id: 1 as ProfileId, name: PROFILE }, next));
          },
        }),
    }));
    const writes = made.sandbox.requests.writes();
    made.sandbox.faults.add({ kind: 'tooMany', method: 'PUT' });
    const summary = await waiting.run(PROFILE, request).catch((error: { code?: string }) => ({ error }));
    expect(await Promise.all(taken)).toMatchObject([{ taken: true }]);
    expect([summary.error?.code, made.sandbox.requests.writes() - writes]).toEqual(['run.leaseLost', 1]);
  });
});

describe('a run in which nothing happens', () => {
  it('F6: leaves its row with the counts, no events, and is read like any other', async () => {
    const made = await world({ orders: 3, goods: 20 });
    await made.run();
    await made.run();
    const quiet = await made.run();
    expect(quiet.end).toBe('done');
    const { state } = await openWorldParts(join(made.folder, 'data'));
    open.push({ close: async () => state.close() });
    const stored = async (run: number) =>
      (await state.runs.page(run, { search: '', kind: '', page: 1, size: 9 })).found;
    expect([(await stored(1)) > 10, await stored(quiet.runId)]).toEqual([true, 0]);
    const [last] = await made.app.runs(PROFILE, 1);
    expect(last).toMatchObject({ id: quiet.runId, end: 'done', counts: quiet.counts });
    const told = [];
    for await (const events of made.app.runEvents(PROFILE, quiet.runId))
      told.push(...events.map(({ event }) => event.type));
    expect(told).toEqual(['runStarted', ...Object.keys(quiet.counts).map(() => 'taskEnded'), 'runEnded']);
    const page = await made.app.runPage(PROFILE, quiet.runId, { search: '', kind: '', page: 2, size: 2 });
    expect([page.found, page.rows.map(({ event }) => event.type)]).toEqual([told.length, told.slice(2, 4)]);
  });

  it('F6: whatever is worth finding again brings the whole report with it', async () => {
    const made = await world({ orders: 0, goods: 20 });
    for (const _ of [1, 2]) await made.run();
    made.change(
      'UPDATE goods SET PriceOut2 = PriceOut2 + 1 WHERE ID = (SELECT min(ID) FROM goods WHERE ID > 10)',
    );
    const run = await made.run();
    const told = [];
    for await (const events of made.app.runEvents(PROFILE, run.runId))
      told.push(...events.map(({ event }) => event.type));
    expect([told[0], told.at(-1), told.includes('change')]).toEqual(['runStarted', 'runEnded', true]);
    made.sandbox.faults.add({ kind: 'cutBefore' });
    const broken = await made.run();
    made.sandbox.faults.clear();
    const page = await made.app.runPage(PROFILE, broken.runId, { search: '', kind: '', page: 1, size: 99 });
    expect(page.rows.at(-1)?.event).toMatchObject({ type: 'runEnded', end: 'interrupted' });
  });
});
