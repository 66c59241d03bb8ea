import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/model/settings.ts';
import { documents } from '../support/invariants.ts';
import { ACCESS, makeWorld, PROFILE, readGoodsOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Q4: one shop, one identity. Two profiles of one memory that would import the orders of one shop.

const SECOND = 'Втори';
const never = new AbortController().signal;
const open: World[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

interface Two {
  readonly made: World;
  readonly run: (name: string) => Promise<string | null>;
  readonly tested: (name: string) => Promise<string | undefined>;
  readonly change: (settings: Partial<Settings>) => Promise<void>;
}

/** A world with a second profile over the same warehouse, which numbers on its own device. */
async function two(
  orders: number,
  settings: Partial<Settings>,
  second: Partial<Settings> = {},
): Promise<Two> {
  const made = await makeWorld({ orders, settings });
  open.push(made);
  const { profile } = await made.app.showProfile(PROFILE);
  const shopAddress =
    second.shopAddress === 'localhost' ? `http://localhost:${made.sandbox.port}` : made.sandbox.url;
  await made.app.addProfile(SECOND, {
    ...profile.settings,
    ...second,
    shopAddress,
    deviceSerial: 'DT900002',
  });
  await made.app.setSecret(SECOND, 'secret', ACCESS.secret);
  return {
    made,
    run: async (name) => {
      const following = { onEvent: () => undefined, signal: never };
      return (await made.app.run(name, { tasks: null, isConfirmed: true, ...following })).error?.code ?? null;
    },
    tested: async (name) => {
      const { points } = await made.app.testProfile(name, never);
      return points.find(({ point }) => point === 'pair')?.error?.code;
    },
    change: async (changed) => {
      const { profile: now } = await made.app.showProfile(SECOND);
      await made.app.saveProfile({ ...now, settings: { ...now.settings, ...changed } });
    },
  };
}

describe.each(['rest', 'xml'] as const)('Q4: two profiles of one shop, over %s', (kind) => {
  it('of one identity: the second one is refused by name before it writes, and exports once it imports no more', async () => {
    const { made, run, tested, change } = await two(4, { interface: kind });
    expect(await run(PROFILE)).toBe(null);
    const before = [documents(made), made.rows('SELECT * FROM nextacct')];
    expect(await run(SECOND)).toBe('pair.shop.sharedImport');
    expect([await tested(SECOND), await tested(PROFILE)]).toEqual(['pair.shop.sharedImport', undefined]);
    expect([documents(made), made.rows('SELECT * FROM nextacct')]).toEqual(before);
    expect(await run(PROFILE)).toBe(null);
    await change({ import: false });
    expect(await run(SECOND)).toBe(null);
    expect(documents(made)).toEqual(before[0]);
  });

  it('at two addresses of a shop that had no orders yet: the first order comes in once', async () => {
    const { made, run } = await two(0, { interface: kind }, { shopAddress: 'localhost' });
    expect([await run(PROFILE), await run(SECOND)]).toEqual([null, null]);
    const [good] = await readGoodsOf(made.warehousePath);
    made.sandbox.placeOrder({ lines: [{ code: good?.code ?? '', quantity: '1' }] });
    expect([await run(PROFILE), await run(SECOND)]).toEqual([null, 'pair.shop.otherProfile']);
    expect(documents(made)).toHaveLength(1);
    // Whichever has the order goes on, and so it does when more have come than are looked at.
    for (let more = 0; more < 21; more += 1)
      made.sandbox.placeOrder({ lines: [{ code: good?.code ?? '', quantity: '1' }] });
    expect([await run(SECOND), await run(PROFILE)]).toEqual(['pair.shop.otherProfile', null]);
    expect(documents(made)).toHaveLength(22);
  });
});
