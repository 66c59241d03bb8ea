import { afterEach, describe, expect, it } from 'vitest';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: World[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** What stands where the number should; undefined: nothing at all. XML has neither truths nor lists. */
const SHAPES: readonly unknown[] = [undefined, '', 'няма', -1205, '12.5', { id: 7 }, null];
const REST_SHAPES: readonly unknown[] = [...SHAPES, true, [1203]];

async function makeShop(face: 'rest' | 'xml', orders: number): Promise<World> {
  const world = await makeWorld({
    orders,
    goods: 20,
    sold: 10,
    settings: { interface: face, apiCurrency: 'EUR' },
  });
  open.push(world);
  return world;
}

function spoil({ sandbox: { store } }: World, number: number, shape: unknown): void {
  const { orderId: _, ...order } = store.get('orders', number) ?? {};
  store.put('orders', number, shape === undefined ? order : { ...order, orderId: shape });
}

function mend({ sandbox: { store } }: World, number: number): void {
  store.put('orders', number, { ...store.get('orders', number), orderId: number });
}

async function told(world: World) {
  return (await world.app.attention(PROFILE)).filter(({ code }) => code === 'order.numberless');
}

async function stages(world: World): Promise<ReadonlyMap<number, string>> {
  return new Map((await world.ledger()).map(({ orderNumber, stage }) => [orderNumber, stage]));
}

describe.each(['rest', 'xml'] as const)('Q10: orders without a number that can be read, over %s', (face) => {
  it('each is told where it stands, all others come in, and it goes when it is mended or deleted', async () => {
    const world = await makeShop(face, 30);
    const { store } = world.sandbox;
    const numbers = [...store.ids('orders')];
    const shapes = face === 'rest' ? REST_SHAPES : SHAPES;
    const bad = shapes.map((_, index) => numbers[3 * index] ?? 0);
    shapes.forEach((shape, index) => spoil(world, bad[index] ?? 0, shape));
    const shown = bad.map((number) => store.get('orders', number)?.['orderCreatedAt']);
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
    const known = await stages(world);
    expect([...known.keys()].toSorted((one, other) => one - other)).toEqual(
      numbers.filter((each) => !bad.includes(each)),
    );
    const items = await told(world);
    expect(items.map(({ facts }) => String(facts['day'])).toSorted(byText)).toEqual(
      shown.map(String).toSorted(byText),
    );
    const third = items.find(
      ({ facts }) => facts['day'] === store.get('orders', bad[2] ?? 0)?.['orderCreatedAt'],
    );
    expect(third?.facts).toMatchObject({
      written: 'няма',
      above: (bad[2] ?? 0) - 1,
      below: (bad[2] ?? 0) + 1,
    });

    await world.run(['import-orders']);
    expect((await told(world)).map(({ id, since }) => [id, since])).toEqual(
      items.map(({ id, since }) => [id, since]),
    );

    const [deleted = 0, ...mended] = bad;
    store.delete('orders', deleted);
    for (const number of mended) mend(world, number);
    await world.run(['import-orders']);
    expect(await told(world)).toEqual([]);
    expect([...(await stages(world)).keys()].toSorted((one, other) => one - other)).toEqual(
      numbers.filter((each) => each !== deleted),
    );
  });

  it('among 500 good ones, at the head, in the middle and at the end, none is lost and the cursor goes on', async () => {
    const world = await makeShop(face, 503);
    const { store } = world.sandbox;
    const numbers = [...store.ids('orders')];
    const bad = [numbers[0] ?? 0, numbers[251] ?? 0, numbers[502] ?? 0];
    bad.forEach((number, index) => spoil(world, number, ['', 'x', -3][index]));
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect((await stages(world)).size).toBe(500);
    expect(await told(world)).toHaveLength(3);
    await world.setSettings({ recheckDays: 0 });
    const placed = world.sandbox.placeOrder({
      lines: [{ code: String(store.list('products')[0]?.['productCode']), quantity: '1' }],
    });
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect((await stages(world)).size).toBe(501);
    expect(placed).toBeDefined();
    // Those below the cursor are not read any more: nothing tells that they are gone.
    expect(await told(world)).toHaveLength(3);
  });

  it('are told by whoever reads the shop’s orders for another end: rebuild, and the look before a new series', async () => {
    const world = await makeShop(face, 12);
    const { store } = world.sandbox;
    const numbers = [...store.ids('orders')];
    await world.run(['import-orders']);
    spoil(world, numbers[4] ?? 0, 'няма');
    const following = { signal: new AbortController().signal, onEvent: () => undefined };
    const { orders } = await world.app.upkeep.rebuild(PROFILE, following);
    expect(orders.numberless.map(({ facts }) => facts['written'])).toEqual(['няма']);
    expect(await told(world)).toMatchObject([{ facts: { above: numbers[3], below: numbers[5] } }]);
    const [first = 0] = numbers;
    store.put('orders', first, { ...store.get('orders', first), orderCreatedAt: '2026-01-02 10:00:00' });
    const look = await world.app.upkeep.importFromHere(PROFILE, { ...following, isConfirmed: false });
    expect(look.numberless.map(({ facts }) => facts['written'])).toEqual(['няма']);
  });

  it('an order that waits and loses its number is unreadable, not gone', async () => {
    const world = await makeShop(face, 6);
    const { store } = world.sandbox;
    const numbers = [...store.ids('orders')];
    const waiting = numbers[2] ?? 0;
    store.put('orders', waiting, { ...store.get('orders', waiting), orderStatus: 'unfinished' });
    await world.run(['import-orders']);
    expect((await stages(world)).get(waiting)).toBe('waiting');
    for (const shape of ['', 'x', -1]) {
      spoil(world, waiting, shape);
      expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
      expect((await stages(world)).get(waiting)).toBe('parked');
      mend(world, waiting);
      await world.run(['import-orders']);
      expect((await stages(world)).get(waiting)).toBe('waiting');
    }
  });

  it('pages that hold nothing else are passed over, and shorter ones than asked end nothing', async () => {
    const world = await makeShop(face, 40);
    const { store } = world.sandbox;
    const numbers = [...store.ids('orders')];
    const bad = numbers.slice(10, 24);
    for (const number of bad) spoil(world, number, 'x');
    world.sandbox.faults.add({ kind: 'smallPages', amount: 4 });
    expect(await world.run(['import-orders'])).toMatchObject({ end: 'done' });
    expect([...(await stages(world)).keys()].toSorted((one, other) => one - other)).toEqual(
      numbers.filter((each) => !bad.includes(each)),
    );
    expect(await told(world)).toHaveLength(bad.length);
  });
});
