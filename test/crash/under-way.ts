import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { LANDING_MS } from '../../src/app/landing.ts';
import { makeApp } from '../../src/app/make-app.ts';
import { afterChanges, runChild } from '../support/child.ts';
import type { ChildResult } from '../support/child.ts';
import { IS_ON_FILE } from '../support/memory/on-file.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Longer than two processes need to start, and less than `LANDING_MS`. */
const SLOW_MS = 7000;
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
function program(made: World, how: Omit<Parameters<typeof runChild>[0], 'args'>): Promise<ChildResult> {
  const here = IS_ON_FILE ? [] : ['--here'];
  return runChild({
    ...how,
    args: ['run', PROFILE, '--yes', '--json', ...here, '--data', join(made.folder, 'data')],
  });
}

/** The next product that is made is under way for so long: resolves when its request has come. */
async function slowCreate(made: World, amount: number): Promise<() => Promise<void>> {
  const { faults } = made.sandbox;
  faults.add({ kind: 'latency', method: 'POST', path: '/api/v1/products/', next: 1, amount });
  // It has struck when there is none left; whoever sent it waits for the answer.
  return async () => {
    await expect.poll(() => faults.list().length, { timeout: 30_000, interval: 10 }).toBe(0);
  };
}

function expectNoTwin({ sandbox }: World): void {
  expect(Object.entries(sandbox.requests.creates()).filter(([, count]) => count > 1)).toEqual([]);
  expect(sandbox.store.count('products')).toBeGreaterThan(20);
}

/** What a process that ends with a product under way leaves to the next; over whatever memory the tests have. */
export function describeUnderWay(name: string): void {
  describe(`a run that ends with a create under way at a shop that takes its time, ${name}`, () => {
    it('E6: killed, and whoever took over ended without making anything: the third waits for what the first had sent', async () => {
      const made = await world({ orders: 3, goods: 30, sold: 10 });
      const isUnderWay = await slowCreate(made, SLOW_MS);
      const stop = new AbortController();
      const first = program(made, { signal: stop.signal });
      await isUnderWay();
      const lands = delay(SLOW_MS + 500);
      const sentMs = performance.now();
      stop.abort();
      expect((await first).signal).toBe('SIGKILL');
      expect((await made.run(['import-orders'])).end).toBe('done');
      // Whoever comes third comes before the first one's product.
      expect(performance.now() - sentMs).toBeLessThan(SLOW_MS);
      expect((await made.run()).end).toBe('done');
      await lands;
      expect((await made.run()).end).toBe('done');
      const ends = (await made.app.runs(PROFILE, 9)).map(({ end }) => end);
      expect(ends).toEqual(['done', 'done', 'done', 'interrupted']);
      expectNoTwin(made);
    }, 60_000);

    it('E6: stopped by a person and started again at once: what lands meanwhile is not made once more', async () => {
      const made = await world({ orders: 0, goods: 30, sold: 10 });
      const isUnderWay = await slowCreate(made, 1500);
      const parts = { ...(await openWorldParts(join(made.folder, 'data'))), landingMs: 3000 };
      const app = makeApp(parts);
      const stop = new AbortController();
      const request = { tasks: null, isConfirmed: true, onEvent: () => undefined };
      const first = app.run(PROFILE, { ...request, signal: stop.signal });
      await isUnderWay();
      const lands = delay(2000);
      stop.abort();
      expect((await first).end).toBe('stopped');
      const { signal } = new AbortController();
      expect((await app.run(PROFILE, { ...request, signal })).end).toBe('done');
      await lands;
      await app.close();
      expectNoTwin(made);
    }, 60_000);

    it('one that was killed while it imported orders alone is not waited for', async () => {
      const made = await world({ orders: 40, goods: 40, sold: 10, settings: { export: false } });
      expect((await program(made, { killAfter: afterChanges(5) })).signal).toBe('SIGKILL');
      await made.setSettings({ export: true });
      const startedMs = performance.now();
      expect((await made.run()).end).toBe('done');
      expect(performance.now() - startedMs).toBeLessThan(LANDING_MS);
      expect((await made.app.runs(PROFILE, 9)).map(({ end }) => end)).toEqual(['done', 'interrupted']);
      expectNoTwin(made);
    }, 60_000);
  });
}
