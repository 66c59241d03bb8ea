import { afterEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/app/app.ts';
import { firstOfPlan } from '../../src/model/plan.ts';
import type { RunEvent } from '../../src/model/run.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Over XML one feed may carry the whole catalogue, and nothing public says what a shop makes of one. The very
// first is one product, chosen by a person, read back with the count of products before and after (E9).

const FEED = { feedUsername: 'feed', feedDomain: 'example.bg' } as const;
const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

async function place(settings: Parameters<World['setSettings']>[0] = FEED): Promise<World> {
  const world = await makeWorld({
    goods: 30,
    sold: 10,
    orders: 4,
    settings: { interface: 'xml', sendVisible: true, guardCreated: 100, ...settings },
  });
  open.push(world);
  await world.app.setSecret(PROFILE, 'feedSignature', '0123456789abcdef0123456789abcdef01234567');
  return world;
}

interface Asked {
  readonly first?: string;
  readonly isConfirmed?: boolean;
  readonly plan?: Awaited<ReturnType<World['app']['plan']>>;
}

async function run(world: World, asked: Asked = {}, events: RunEvent[] = []): Promise<RunSummary> {
  return world.app.run(PROFILE, {
    tasks: null,
    isConfirmed: false,
    onEvent: (event) => void events.push(event),
    signal: new AbortController().signal,
    ...asked,
  });
}

const makePlan = async (world: World, first?: string) =>
  world.app.plan(PROFILE, {
    tasks: null,
    signal: new AbortController().signal,
    ...(first === undefined ? {} : { first }),
  });

const asking = async (world: World) =>
  (await world.app.attention(PROFILE)).filter(({ code }) => code.startsWith('shop.feed.'));
const feeds = ({ sandbox }: World): number => sandbox.requests.all()['XML postxmlfeed'] ?? 0;
const productOf = ({ sandbox: { store } }: World, code: string) =>
  store.get('products', store.productsByCode(code)[0] ?? 0);
/** Codes of products of which the shop has taken anything since. */
function touched(world: World, before: ReadonlyMap<unknown, string>): readonly unknown[] {
  return world.sandbox.store
    .list('products')
    .filter((product) => before.get(product['productId']) !== JSON.stringify(product))
    .map((product) => product['productCode']);
}
const snapshot = (world: World): ReadonlyMap<unknown, string> =>
  new Map(world.sandbox.store.list('products').map((each) => [each['productId'], JSON.stringify(each)]));
/** A good that the shop sells already, at another price by now. */
function knownCode(world: World): string {
  const code = String(world.sandbox.store.get('products', 3)?.['productCode']);
  world.change('UPDATE goods SET priceout2 = round(priceout2 * 1.1 + 0.01, 2) WHERE code = ?', code);
  return code;
}

describe('the first feed over XML', () => {
  it('asks which product, and sends nothing until a person has agreed; orders come in meanwhile', async () => {
    const world = await place();
    const plan = await makePlan(world);
    const proposed = firstOfPlan(plan);
    expect(proposed).not.toBe(null);
    expect(world.sandbox.store.productsByCode(proposed ?? '')).toEqual([]);
    const summary = await run(world);
    expect(summary).toMatchObject({ end: 'done' });
    expect([feeds(world), (await asking(world)).map(({ code }) => code)]).toEqual([
      0,
      ['shop.feed.firstAsked'],
    ]);
    expect((await asking(world))[0]?.facts).toMatchObject({ good: proposed });
    expect(summary.counts['import-orders']?.created).toBeGreaterThan(0);
    expect((await run(world)).parked).toBe(0);
    await world.app.release(PROFILE, (await asking(world))[0]?.id ?? 0);
    expect(await run(world)).toMatchObject({ end: 'done' });
    expect(productOf(world, proposed ?? '')).not.toBe(null);
    expect([feeds(world) > 1, await asking(world)]).toEqual([true, []]);
    expect((await world.app.showProfile(PROFILE)).profile.firstFedAt).not.toBe(null);
  });

  it('applying the plan that shows it agrees, and so does --yes', async () => {
    for (const way of ['plan', 'yes'] as const) {
      const world = await place();
      const plan = await makePlan(world);
      await run(world, way === 'plan' ? { plan } : { isConfirmed: true });
      expect([feeds(world) > 1, await asking(world)]).toEqual([true, []]);
      expect(productOf(world, firstOfPlan(plan) ?? '')).not.toBe(null);
    }
  });

  it('is the product that a person has named, by the request or by the setting, alone', async () => {
    for (const way of ['request', 'setting'] as const) {
      const world = await place();
      const code = knownCode(world);
      if (way === 'setting') await world.setSettings({ firstProduct: code });
      const asked = way === 'setting' ? {} : { first: code };
      await makePlan(world);
      world.sandbox.faults.add({ kind: 'feedReplaces' });
      expect(await run(world, asked)).toMatchObject({
        end: 'failed',
        error: { code: 'shop.feed.replaces', facts: { before: 10, after: 1, lost: 9 } },
      });
      expect(world.sandbox.store.list('products').map((each) => each['productCode'])).toEqual([code]);
    }
  });

  it('waits for another name where the good is not among those that are sent', async () => {
    const world = await place();
    await makePlan(world);
    expect(await run(world, { first: 'няма такъв' })).toMatchObject({ end: 'done' });
    expect([feeds(world), (await asking(world)).map(({ code, facts }) => [code, facts['good']])]).toEqual([
      0,
      [['shop.feed.firstNotFound', 'няма такъв']],
    ]);
    await run(world, { first: knownCode(world) });
    expect([feeds(world) > 1, await asking(world)]).toEqual([true, []]);
  });

  it('a shop that empties what is left out is told after one product, in this run and the next', async () => {
    const world = await place();
    const code = knownCode(world);
    await world.setSettings({ sendName: 'never' });
    await makePlan(world);
    world.sandbox.faults.add({ kind: 'feedEmpties' });
    const before = snapshot(world);
    const first = await run(world, { first: code });
    expect(first.error).toMatchObject({ code: 'shop.feed.emptied', facts: { field: 'name', found: '' } });
    const second = await run(world, { first: code });
    expect([first.end, second.error?.code]).toEqual(['failed', 'shop.feed.emptied']);
    expect(touched(world, before)).toEqual([code]);
  });

  it('a shop that does not keep what it is sent is told after one product, and once it does the rest follow', async () => {
    const world = await place();
    const code = knownCode(world);
    await makePlan(world);
    world.sandbox.faults.add({ kind: 'ignoredField', field: 'productPrice' });
    const before = snapshot(world);
    const { error } = await run(world, { first: code });
    expect(error).toMatchObject({ code: 'shop.write.notKept', facts: { field: 'price' } });
    expect(touched(world, before)).toEqual([]);
    expect(feeds(world)).toBe(1);
    world.sandbox.faults.clear();
    expect(await run(world, { first: code })).toMatchObject({ end: 'done' });
    expect(world.sandbox.store.count('products')).toBeGreaterThan(10);
  });

  it('without an export feed a person agrees in words to what cannot be seen', async () => {
    const world = await place({});
    await makePlan(world);
    await run(world);
    expect([feeds(world), (await asking(world)).map(({ code }) => code)]).toEqual([
      0,
      ['shop.feed.firstAskedBlind'],
    ]);
    await world.app.release(PROFILE, (await asking(world))[0]?.id ?? 0);
    await run(world);
    expect([feeds(world) > 1, await asking(world)]).toEqual([true, []]);
  });

  it('is asked once: never again, not by quantities either, and never over REST', async () => {
    const world = await place();
    await run(world, { isConfirmed: true });
    world.change('UPDATE store SET qtty = qtty + 3');
    const events: RunEvent[] = [];
    expect(await run(world, {}, events)).toMatchObject({ end: 'done' });
    expect(events.filter((event) => event.type === 'notice' && event.code.startsWith('notice.feed'))).toEqual(
      [],
    );
    const rest = await place({ interface: 'rest' });
    expect(firstOfPlan(await makePlan(rest))).toBe(null);
    await run(rest);
    expect(await asking(rest)).toEqual([]);
  });
});
