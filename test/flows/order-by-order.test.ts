import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeApp } from '../../src/app/make-app.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { makeWorld, openWorldParts, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

interface Broken {
  readonly world: World;
  /** Runs the import with a warehouse in which something of ours breaks for some orders. */
  readonly run: () => Promise<{ readonly end: string; readonly code: string | undefined }>;
}

/** A world whose warehouse meets a fault that nobody has foreseen, at the orders that are named. */
async function broken(isBroken: (order: number) => boolean, at: 'asking' | 'writing'): Promise<Broken> {
  const world = await makeWorld({ orders: 12, goods: 20, sold: 10 });
  open.push(() => world.close());
  const parts = await openWorldParts(join(world.folder, 'data'));
  const app = makeApp({
    ...parts,
    openWarehouse: async (settings, secrets) => breaking(await parts.openWarehouse(settings, secrets)),
  });
  open.push(() => app.close());
  const fail = (): never => {
    throw new TypeError('cannot read properties of undefined');
  };
  const breaking = (warehouse: Warehouse): Warehouse =>
    new Proxy(warehouse, {
      get: (target, name) => {
        if (name === 'recordOperation' && at === 'writing')
          return (...[draft, signal]: Parameters<Warehouse['recordOperation']>) =>
            isBroken(draft.origin.orderNumber) ? fail() : target.recordOperation(draft, signal);
        if (name === 'recordOperations' && at === 'writing')
          return (...[drafts, signal]: Parameters<Warehouse['recordOperations']>) =>
            drafts.some(({ origin }) => isBroken(origin.orderNumber))
              ? fail()
              : target.recordOperations(drafts, signal);
        if (name === 'findTraces' && at === 'asking')
          return (...[origins, signal]: Parameters<Warehouse['findTraces']>) =>
            origins.some(({ orderNumber }) => isBroken(orderNumber))
              ? fail()
              : target.findTraces(origins, signal);
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
  return {
    world,
    run: async () => {
      const signal = new AbortController().signal;
      const request = { tasks: ['import-orders'] as const, isConfirmed: true, signal };
      const { end, error } = await app.run(PROFILE, { ...request, onEvent: () => undefined });
      return { end, code: error?.code };
    },
  };
}

/** Orders that come in where nothing breaks. */
async function numbers(): Promise<readonly number[]> {
  const made = await makeWorld({ orders: 12, goods: 20, sold: 10 });
  open.push(() => made.close());
  await made.run(['import-orders']);
  const imported = (await made.ledger()).filter(({ stage }) => ['recorded', 'acknowledged'].includes(stage));
  return imported.map((entry) => entry.orderNumber);
}

describe('Q10: one order never stops the others', () => {
  it.each(['asking', 'writing'] as const)(
    'a fault of ours while %s parks that order with the text for us; the others come in, and it does later',
    async (at) => {
      let bad = 0;
      const { world, run } = await broken((order) => order === bad, at);
      const all = await numbers();
      bad = all[Math.floor(all.length / 2)] ?? 0;
      expect(await run()).toEqual({ end: 'done', code: undefined });
      const whole = await world.ledger();
      expect(whole.find((entry) => entry.orderNumber === bad)).toMatchObject({
        stage: 'parked',
        reason: {
          code: 'bug.unexpected',
          facts: { message: expect.stringContaining('undefined') as string },
        },
      });
      expect(whole.filter(({ stage, orderNumber }) => stage === 'seen' && orderNumber !== bad)).toEqual([]);
      const attention = await world.app.attention(PROFILE);
      expect(attention.map(({ subject }) => subject)).toContain(`order:${bad}`);
      bad = 0;
      expect(await run()).toEqual({ end: 'done', code: undefined });
      const later = await world.ledger();
      const imported = later.filter((entry) => ['recorded', 'acknowledged'].includes(entry.stage));
      expect(imported.map((entry) => entry.orderNumber)).toEqual(all);
      expect(later.filter(({ reason }) => reason?.code === 'bug.unexpected')).toEqual([]);
    },
  );

  it('so it is with orders that the shop no longer has: one at fault is told, the others are put aside', async () => {
    let bad = 0;
    const { world, run } = await broken((order) => order === bad, 'asking');
    const numbers = [...world.sandbox.store.ids('orders')].slice(0, 3);
    for (const number of numbers) {
      const order = world.sandbox.store.get('orders', number);
      world.sandbox.store.put('orders', number, { ...order, orderStatus: 'unfinished' });
    }
    await run();
    for (const number of numbers) world.sandbox.store.delete('orders', number);
    bad = numbers[1] ?? 0;
    expect(await run()).toEqual({ end: 'done', code: undefined });
    const stages = (await world.ledger()).filter(({ orderNumber }) => numbers.includes(orderNumber));
    expect(stages.map(({ stage }) => stage)).toEqual(
      numbers.map((n) => (n === bad ? 'parked' : 'dismissed')),
    );
    bad = 0;
    await run();
    expect((await world.ledger()).filter(({ stage }) => stage === 'parked')).toEqual([]);
  });

  it('three in a row are no matter of theirs: the run stops, and nothing is passed over', async () => {
    const { world, run } = await broken(() => true, 'writing');
    const { end, code } = await run();
    expect([end, code]).toEqual(['failed', 'bug.unexpected']);
    const parked = (await world.ledger()).filter(({ reason }) => reason?.code === 'bug.unexpected');
    expect(parked.length).toBeLessThan(3);
    const healthy = await world.run(['import-orders']);
    expect(healthy.end).toBe('done');
    expect((await world.ledger()).filter(({ stage }) => stage === 'seen')).toEqual([]);
  });
});
