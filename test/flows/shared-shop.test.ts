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

  it('a shop that says itself where it is: refused before there is an order, and read as moved where it has moved', async () => {
    const feed = { username: 'feed', domain: 'shop.example', signature: 'a'.repeat(40) };
    const settings = { interface: kind, feedUsername: feed.username, feedDomain: feed.domain } as const;
    const { made, run, tested } = await two(0, settings, { shopAddress: 'localhost' });
    Object.assign(made.sandbox.content, { exportFeed: feed });
    for (const name of kind === 'xml' ? [PROFILE, SECOND] : [])
      await made.app.setSecret(name, 'feedSignature', feed.signature);
    made.sandbox.store.put('brands', 1, { brandId: 1, brandImage: 'my pic.jpg' });
    const [id = 0] = made.sandbox.store.ids('products');
    const images = { productImages: [{ productImage: 'product_1.jpg' }] };
    made.sandbox.store.put('products', id, { ...made.sandbox.store.get('products', id), ...images });
    expect([await run(PROFILE), await run(SECOND)]).toEqual([null, 'pair.shop.toldAddress']);
    expect([await tested(SECOND), await tested(PROFILE)]).toEqual(['pair.shop.toldAddress', undefined]);
    await made.app.removeProfile(SECOND);
    // Its answers name the former address still: it is the same shop, though there is no order to tell it by.
    await made.setSettings({ shopAddress: `http://localhost:${made.sandbox.port}` });
    await made.app.setSecret(PROFILE, 'secret', ACCESS.secret);
    if (kind === 'xml') await made.app.setSecret(PROFILE, 'feedSignature', feed.signature);
    expect(await run(PROFILE)).toBe('pair.shop.looksMoved');
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
