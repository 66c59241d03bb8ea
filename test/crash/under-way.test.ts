import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runChild } from '../support/child.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const SLOW_MS = 4000;
const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

describe('killed with a create under way at a shop that takes its time', () => {
  it('E6: started again at once: what lands meanwhile is not made once more', async () => {
    const world = await makeWorld({ orders: 0, goods: 30, sold: 10 });
    open.push(world);
    const { faults, store, requests } = world.sandbox;
    const slow = { kind: 'latency', method: 'POST', path: '/api/v1/products/', next: 1 } as const;
    faults.add({ ...slow, amount: SLOW_MS });
    const args = ['run', PROFILE, '--yes', '--json', '--data', join(world.folder, 'data')];
    // It has struck when there is none left; the process waits for the answer.
    const stop = new AbortController();
    const killed = runChild({ args, signal: stop.signal });
    await expect.poll(() => faults.list().length, { timeout: 30_000, interval: 10 }).toBe(0);
    stop.abort();
    expect((await killed).signal).toBe('SIGKILL');
    expect((await world.run()).end).toBe('done');
    expect((await world.run()).end).toBe('done');
    expect(Object.entries(requests.creates()).filter(([, count]) => count > 1)).toEqual([]);
    expect(store.count('products')).toBeGreaterThan(20);
  }, 60_000);
});
