import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { LANDING_MS } from '../../src/app/tasks/turn/landing.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { SyncError } from '../../src/model/sync-error.ts';
import { afterChanges, runChild } from '../support/child.ts';
import type { ChildResult } from '../support/child.ts';
import { HERE } from '../support/memory/on-file.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Longer than two processes need to start, and less than `LANDING_MS`. */
const SLOW_MS = 7000;
const REQUEST = { tasks: null, isConfirmed: true, onEvent: () => undefined } as const;
const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function world(what: Parameters<typeof makeWorld>[0]): Promise<World> {
  const made = await makeWorld(what);
  open.push(made);
  return made;
}

/** The program in a process of its own; one beside a database does the work itself. */
export function program(
  made: World,
  { data = 'data', ...how }: Omit<Parameters<typeof runChild>[0], 'args'> & { readonly data?: string },
): Promise<ChildResult> {
  return runChild({
    ...how,
    args: ['run', PROFILE, '--yes', '--json', ...HERE, '--data', join(made.folder, data)],
  });
}

/** The next product that is made is under way for so long: resolves when its request has come. */
export async function slowCreate(made: World, amount: number): Promise<() => Promise<void>> {
  const { faults } = made.sandbox;
  faults.add({ kind: 'latency', method: 'POST', path: '/api/v1/products/', next: 1, amount });
  // It has struck when there is none left; whoever sent it waits for the answer.
  return async () => {
    await expect.poll(() => faults.list().length, { timeout: 30_000, interval: 10 }).toBe(0);
  };
}

/** None was made twice, and those that were to be made stand. */
export function expectNoTwin({ sandbox }: World): void {
  expect(Object.entries(sandbox.requests.creates()).filter(([, count]) => count > 1)).toEqual([]);
  expect(sandbox.store.count('products')).toBeGreaterThan(20);
}

/** What a process that ends with a product under way leaves to the next; over whatever memory the tests have. */
export function describeUnderWay(name: string): void {
  describe(`a run that ends with a create under way at a shop that takes its time, ${name}`, () => {
    it('E6: killed, and whoever took over ended without making anything: the third waits for what the first had sent', async () => {
      const made = await world({ orders: 0, goods: 30, sold: 10 });
      const isUnderWay = await slowCreate(made, SLOW_MS);
      const stop = new AbortController();
      const first = program(made, { signal: stop.signal });
      await isUnderWay();
      const lands = delay(SLOW_MS + 500);
      const sentMs = performance.now();
      stop.abort();
      expect((await first).signal).toBe('SIGKILL');
      const over = AbortSignal.abort(new SyncError('run.cancelled'));
      expect((await made.app.run(PROFILE, { ...REQUEST, signal: over })).end).toBe('stopped');
      // Whoever comes third comes before the first one's product.
      expect(performance.now() - sentMs).toBeLessThan(SLOW_MS);
      expect((await made.run()).end).toBe('done');
      await lands;
      expect((await made.run()).end).toBe('done');
      const ends = (await made.app.runs(PROFILE, 9)).map(({ end }) => end);
      expect(ends).toEqual(['done', 'done', 'stopped', 'interrupted']);
      expectNoTwin(made);
    }, 120_000);

    it('E6: stopped by a person and started again at once: what lands meanwhile is not made once more', async () => {
      const made = await world({ orders: 0, goods: 30, sold: 10 });
      const isUnderWay = await slowCreate(made, 1500);
      const parts = { ...(await openWorldParts(join(made.folder, 'data'))), landingMs: 3000 };
      const app = makeApp(parts);
      const stop = new AbortController();
      const first = app.run(PROFILE, { ...REQUEST, signal: stop.signal });
      await isUnderWay();
      const lands = delay(2000);
      stop.abort();
      expect((await first).end).toBe('stopped');
      const { signal } = new AbortController();
      expect((await app.run(PROFILE, { ...REQUEST, signal })).end).toBe('done');
      await lands;
      await app.close();
      expectNoTwin(made);
    }, 120_000);

    it('one that was killed while it imported orders, or when its products were answered for, is not waited for', async () => {
      const made = await world({ orders: 15, goods: 30, sold: 10, settings: { export: false } });
      const { state } = await openWorldParts(join(made.folder, 'data'));
      const { id } = (await made.app.showProfile(PROFILE)).profile;
      const taker = { holder: 'taker', ttlMs: 1, isAlive: () => false, landingMs: LANDING_MS };
      const killed = async (killAfter: (line: string) => boolean): Promise<void> => {
        expect((await program(made, { killAfter })).signal).toBe('SIGKILL');
        const answer = await state.leases.acquire({ id, name: PROFILE }, taker);
        expect(answer).toMatchObject({ taken: true, landsInMs: 0 });
        expect(answer.taken ? answer.tookOver : null).not.toBe(null);
      };
      await killed(afterChanges(5));
      await made.setSettings({ export: true });
      await killed((line) => line.includes('"taskStarted"') && line.includes('"export-stock"'));
      await state.close();
      expect((await made.run()).end).toBe('done');
      expect((await made.app.runs(PROFILE, 9)).map(({ end }) => end)).toEqual([
        'done',
        'interrupted',
        'interrupted',
      ]);
      expectNoTwin(made);
    }, 120_000);
  });
}
