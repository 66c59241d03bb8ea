import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LOOK_PACE, OverdueWatch } from '../../src/app/overdue-watch.ts';
import { startFront } from '../support/front.ts';
import { documents } from '../support/invariants.ts';
import { ACCESS, makeWorld, openWorldApp, PROFILE, worldSettings } from '../support/world.ts';
import { itOnFile } from '../support/memory/on-file.ts';
import type { World, WorldOptions } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

const never = new AbortController().signal;
const codes = async (made: World): Promise<readonly string[]> =>
  (await made.app.attention(PROFILE)).map((item) => item.code);

describe('two installations on one shop', () => {
  it('notice each other, double nothing, and are quiet when a person says that it is meant', async () => {
    const made = await world({ orders: 6 });
    await made.run(['import-orders']);
    expect(await codes(made)).toEqual([]);
    const other = await openWorldApp(join(made.folder, 'other'));
    open.push(other);
    await other.addProfile(PROFILE, worldSettings(made.warehousePath, made.sandbox.url));
    await other.setSecret(PROFILE, 'secret', ACCESS.secret);
    const request = {
      tasks: ['import-orders'],
      isConfirmed: true,
      onEvent: () => undefined,
      signal: never,
    } as const;
    expect(await other.run(PROFILE, request)).toMatchObject({ end: 'done', parked: 1 });
    expect((await other.attention(PROFILE)).map((item) => item.code)).toEqual(['installation.other']);
    expect(documents(made)).toHaveLength(6);
    await made.run(['import-orders']);
    expect(await codes(made)).toEqual(['installation.other']);
    await made.app.release(PROFILE, 'all');
    expect(await made.run(['import-orders'])).toMatchObject({ parked: 0 });
  });

  itOnFile('a backup restored elsewhere is another installation', async () => {
    const made = await world({ orders: 1 });
    await made.run();
    const file = join(made.folder, 'kept.backup');
    await made.app.upkeep.backup(file);
    const other = await openWorldApp(join(made.folder, 'other'));
    open.push(other);
    await other.upkeep.restore(file);
    await other.setSecret(PROFILE, 'secret', ACCESS.secret);
    const request = { tasks: null, isConfirmed: true, onEvent: () => undefined, signal: never } as const;
    await other.run(PROFILE, request);
    expect((await other.attention(PROFILE)).map((item) => item.code)).toEqual(['installation.other']);
  });
});

describe('orders that do not come in', () => {
  const watch = (made: World, minutesFromNow: number, told: string[]): OverdueWatch =>
    new OverdueWatch(made.app, {
      clock: { now: () => Date.now() + minutesFromNow * 60_000 },
      onOverdue: async (name) => {
        told.push(name);
      },
      pace: LOOK_PACE,
      limitMs: 1500,
    });

  it('peer-12: raise an alarm measured from the shop’s own list, once; it ends when they are in', async () => {
    const made = await world({ orders: 3, settings: { schedule: '5' } });
    await made.run();
    const told: string[] = [];
    const order = made.sandbox.placeOrder({ lines: [{ code: codeOf(made), quantity: '1' }] });
    const record = made.sandbox.store.get('orders', order);
    await watch(made, 0, told).look(never);
    expect([told, await codes(made)]).toEqual([[], []]);
    made.sandbox.store.put('orders', order, { ...record, orderCreatedAt: '2026-11-24 00:00:01' });
    await watch(made, 0, told).look(never);
    await watch(made, 0, told).look(never);
    expect([told, await codes(made)]).toEqual([[PROFILE], ['orders.overdue']]);
    const { numbers } = await made.app.upkeep.findOverdue(PROFILE, { minutes: 5, signal: never });
    expect(numbers).toEqual([order]);
    await made.run();
    expect(await codes(made)).toEqual([]);
    await watch(made, 0, told).look(never);
    expect([told.length, await codes(made)]).toEqual([1, []]);
  });

  it('a shop that does not answer delays nobody else’s alarm, and no look for ever', async () => {
    const made = await world({ orders: 2, settings: { schedule: '5' } });
    let isSilent = false;
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const front = await startFront(() => (isSilent ? silentUrl : made.sandbox.url), {});
    open.push(front, {
      close: async () => {
        silent.closeAllConnections();
        silent.close();
      },
    });
    const settings = { ...worldSettings(made.warehousePath, front.url), schedule: '5' };
    await made.app.addProfile('Аптека', settings);
    await made.app.setSecret('Аптека', 'secret', ACCESS.secret);
    const request = { tasks: null, isConfirmed: true, onEvent: () => undefined, signal: never } as const;
    await made.app.run('Аптека', request);
    await made.run();
    const order = made.sandbox.placeOrder({ lines: [{ code: codeOf(made), quantity: '1' }] });
    const record = made.sandbox.store.get('orders', order);
    made.sandbox.store.put('orders', order, { ...record, orderCreatedAt: '2026-11-24 00:00:01' });
    isSilent = true;
    const told: string[] = [];
    const started = performance.now();
    await watch(made, 0, told).look(never);
    expect(told).toEqual([PROFILE]);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('what waits for a person, is unfinished or cancelled is no alarm; a profile without a schedule is not watched', async () => {
    const made = await world({ orders: 2, settings: { schedule: '5', feeGood: null } });
    await made.run();
    const code = codeOf(made);
    const parked = made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }], fee: '0.01' });
    await made.run();
    const others = (['unfinished', 'cancelled'] as const).map((status) =>
      made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }], status }),
    );
    for (const order of [parked, ...others])
      made.sandbox.store.put('orders', order, {
        ...made.sandbox.store.get('orders', order),
        orderCreatedAt: '2026-11-24 00:00:01',
      });
    const found = await made.app.upkeep.findOverdue(PROFILE, { minutes: 5, signal: never });
    expect(found).toEqual({ numbers: [], oldest: null });
    const late = made.sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
    made.sandbox.store.put('orders', late, {
      ...made.sandbox.store.get('orders', late),
      orderCreatedAt: '2026-11-24 00:00:01',
    });
    await made.setSettings({ schedule: '' });
    const told: string[] = [];
    await watch(made, 0, told).look(never);
    expect(told).toEqual([]);
  });
});

function codeOf(made: World): string {
  return String(made.sandbox.store.list('products')[0]?.['productCode']);
}
