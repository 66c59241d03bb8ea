import { afterEach, describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/lib/seeded-random.ts';
import { afterChanges } from '../support/child.ts';
import { documents, expectSoundImport } from '../support/invariants.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { program } from './under-way.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const KILLS = 10;
const ORDERS = 300;
/** Twelve starts of the program, on a machine that others use too. */
const LONG_MS = 180_000;

/** Runs the program and kills it with SIGKILL when it has told so many changes. */
async function killedRun(world: World, random: SeededRandom): Promise<boolean> {
  const result = await program(world, { killAfter: afterChanges(random.between(1, 45)) });
  return result.signal === 'SIGKILL';
}

describe('kill -9 in the middle of a run', { timeout: LONG_MS }, () => {
  for (const seed of [20261124]) {
    it(`peer-21, peer-48, F4: ten kills in 300 orders (seed ${seed}): exactly 300 documents and УНП, no twin in the shop`, async () => {
      const world = await makeWorld({ orders: ORDERS, goods: 120, sold: 40 });
      open.push(world);
      const random = new SeededRandom(seed);
      let kills = 0;
      for (let attempt = 0; attempt < KILLS; attempt += 1) if (await killedRun(world, random)) kills += 1;
      expect(kills).toBe(KILLS);
      expect(documents(world).length).toBeGreaterThan(0);
      const last = await program(world, {});
      expect([last.code, last.stderr]).toEqual([0, '']);
      const ends = (await world.app.runs(PROFILE, 99)).map((run) => run.end);
      expect(ends).toEqual(['done', ...Array.from({ length: KILLS }, () => 'interrupted')]);
      expectSoundImport(world, { orders: world.sandbox.store.ids('orders') });
      expect(Object.entries(world.sandbox.requests.creates()).filter(([, count]) => count > 1)).toEqual([]);
      const codes = world.sandbox.store.list('products').map((product) => product['productCode']);
      expect(new Set(codes).size).toBe(codes.length);
      world.sandbox.requests.reset();
      expect((await world.run()).counts['import-orders']).toMatchObject({ created: 0, unchanged: ORDERS });
      expect(world.sandbox.requests.writes()).toBe(0);
      // A dozen processes one after the other: on a busy machine each takes seconds to start.
    }, 180_000);
  }

  it('peer-03: kills while products are created: each good has one product', async () => {
    const world = await makeWorld({ orders: 0, goods: 150, sold: 0 });
    open.push(world);
    const random = new SeededRandom(7);
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await killedRun(world, random)).toBe(true);
    expect((await world.run()).end).toBe('done');
    expect(Object.entries(world.sandbox.requests.creates()).filter(([, count]) => count > 1)).toEqual([]);
    expect(world.sandbox.store.count('products')).toBe(151);
  });
});
