import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/model/settings.ts';
import { documents } from '../support/invariants.ts';
import { makeWorld, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

// Q6: a shop that is put back to a backup, as its hosting would do it: orders, products and counters.

const open: World[] = [];
const following = { onEvent: () => undefined, signal: new AbortController().signal };

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(settings: Partial<Settings>): Promise<World> {
  const prepare = settings.warehouseBuild === undefined ? [] : ['DELETE FROM ecrreceipts'];
  const made = await makeWorld({ orders: 6, goods: 40, sold: 20, settings, prepare });
  open.push(made);
  expect(await made.run()).toMatchObject({ end: 'done' });
  return made;
}

/** The shop is set up anew at the same address: no order is left, and its numbers begin at 1. */
function setUpAnew({ sandbox: { store } }: World): void {
  store.putBack(new Map([...store.copy(), ['orders', { records: [], lastId: 0 }]]));
}

const fromHere = (made: World) =>
  made.app.upkeep.importFromHere(PROFILE, { ...following, isConfirmed: true });

function buy({ sandbox }: World, product: number): number {
  const code = String(sandbox.store.list('products')[product]?.['productCode']);
  return sandbox.placeOrder({ lines: [{ code, quantity: '1' }] });
}

/** The edition without УНП: no УНП at the shop tells that an order was imported. */
const PLAIN = { warehouseBuild: '3.07.056', deviceSerial: '' } as const;

describe.each([
  ['rest', {}],
  ['rest', PLAIN],
  ['xml', PLAIN],
] as const)(
  'Q6: a shop that was set up anew and is put back to the former one, over %s %o',
  (kind, edition) => {
    it('has its orders under their documents again; those of the meantime stay on record', async () => {
      const made = await world({ interface: kind, ...edition });
      const copy = made.sandbox.store.copy();
      const former = made.sandbox.store.ids('orders').length;
      setUpAnew(made);
      // Sold while the new shop was tried, and its numbers were taken up.
      const meantime = [0, 1].map((product) => buy(made, product));
      expect((await made.run()).error?.code).toBe('orders.numbersBeganAgain');
      await fromHere(made);
      expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
      const recorded = documents(made);
      expect(recorded).toHaveLength(former + 2);
      made.sandbox.store.putBack(copy);
      const late = buy(made, 2);
      for (let time = 0; time < 2; time += 1)
        expect(await made.run()).toMatchObject({ end: 'failed', error: { code: 'orders.pastCameBack' } });
      expect(documents(made)).toEqual(recorded);
      expect(await fromHere(made)).toMatchObject({ beginsAfter: late - 1, toImport: 1, same: former });
      expect((await made.run()).counts['import-orders']).toMatchObject({ created: 1 });
      // Their documents stand, and the shop has them no more: a person decides (I14).
      expect((await made.app.attention(PROFILE)).map(({ subject, code }) => [subject, code])).toEqual(
        meantime.map((number) => [`order:${number}`, 'order.removedAfterImport']),
      );
      expect(documents(made).map(({ order }) => order)).toEqual([
        ...recorded.map(({ order }) => order),
        late,
      ]);
      expect(await made.run()).toMatchObject({ end: 'done', parked: 0 });
      // What came back is asked for as ever (Q1), under the number and the series that its document has.
      const [first] = recorded;
      made.change('DELETE FROM operations WHERE OperType = 19 AND Acct = ?', first?.number ?? 0);
      await made.run();
      const missing = await made.app.upkeep.missing(PROFILE);
      expect(missing.map(({ documentNumber, unp }) => [documentNumber, unp])).toEqual([
        [first?.number, first?.unp],
      ]);
    });
  },
);

/** What the shop has of each product. */
function quantities({ sandbox }: World): readonly unknown[] {
  return sandbox.store
    .list('products')
    .map((product) => [product['productCode'], product['productQuantity']]);
}

const RESTORED = 'notice.shop.restored';

/** A run, with the notices that it tells. */
async function noticesOf(made: World): Promise<readonly string[]> {
  const told: string[] = [];
  const summary = await made.run(undefined, (event) => {
    if (event.type === 'notice') told.push(event.code);
  });
  expect(summary).toMatchObject({ end: 'done', error: null });
  return told;
}

describe.each(['rest', 'xml'] as const)('Q6: a restored shop whose numbers go on, over %s', (kind) => {
  const sell = (made: World) =>
    made.change(
      'UPDATE store SET Qtty = 3 WHERE ObjectID = 5 AND GoodID IN (SELECT ID FROM goods WHERE Type <> 8)',
    );

  it('without its newest orders: what it has is compared once, and no more is offered than there is', async () => {
    const made = await world({ interface: kind });
    const copy = made.sandbox.store.copy();
    buy(made, 0);
    sell(made);
    expect(await noticesOf(made)).not.toContain(RESTORED);
    const right = quantities(made);
    made.sandbox.store.putBack(copy);
    expect(quantities(made)).not.toEqual(right);
    expect(await noticesOf(made)).toContain(RESTORED);
    expect(quantities(made)).toEqual(right);
    made.sandbox.requests.reset();
    expect(await noticesOf(made)).not.toContain(RESTORED);
    expect(made.sandbox.requests.writes()).toBe(0);
    // The number that it gives again is another order's.
    buy(made, 1);
    made.sandbox.store.put('orders', made.sandbox.store.ids('orders').at(-1) ?? 0, {
      ...made.sandbox.store.list('orders').at(-1),
      orderCreatedAt: '2026-11-25 10:07:00',
    });
    expect((await made.run()).error?.code).toBe('orders.numberUsedAgain');
  });

  it('without УНП that it has shown: they are given to it again, and the rest is compared', async () => {
    const made = await world({ interface: kind });
    await made.run();
    const order = buy(made, 0);
    const copy = made.sandbox.store.copy();
    sell(made);
    for (let time = 0; time < 2; time += 1) expect(await noticesOf(made)).not.toContain(RESTORED);
    const [right, record] = [quantities(made), made.sandbox.store.get('orders', order)];
    made.sandbox.store.putBack(copy);
    expect(made.sandbox.store.get('orders', order)?.['orderUniqueSaleNumber']).not.toBe(
      record?.['orderUniqueSaleNumber'],
    );
    expect(await noticesOf(made)).toContain(RESTORED);
    expect(made.sandbox.store.get('orders', order)).toEqual(record);
    expect(quantities(made)).toEqual(right);
    expect(await noticesOf(made)).not.toContain(RESTORED);
  });
});

describe.each(['rest', 'xml'] as const)('Q6: a number that is used again, over %s', (kind) => {
  /** Another buyer's order under a number that an imported one has had. */
  function useAgain({ sandbox: { store } }: World, number: number): void {
    const more = { orderCreatedAt: '2026-11-20 09:07:31', orderUniqueSaleNumber: '', orderTotal: '1.00' };
    store.put('orders', number, { ...store.get('orders', number), ...more });
  }

  it('is met in the list of the newest, however short its pages are: the run asks', async () => {
    const made = await world({ interface: kind });
    for (let order = 0; order < 24; order += 1) buy(made, order % 10);
    await made.run();
    if (kind === 'rest') made.sandbox.faults.add({ kind: 'smallPages', amount: 7 });
    useAgain(made, made.sandbox.store.ids('orders').at(-1) ?? 0);
    const before = [documents(made), await made.ledger()];
    for (let time = 0; time < 2; time += 1)
      expect(await made.run()).toMatchObject({ end: 'failed', error: { code: 'orders.numberUsedAgain' } });
    expect([documents(made), await made.ledger()]).toEqual(before);
  });

  it('is met where that list does not reach: told, and nothing of the imported one is taken for it', async () => {
    const made = await world({ interface: kind });
    for (let order = 0; order < 24; order += 1) buy(made, order % 10);
    await made.run();
    const number = made.sandbox.store.ids('orders').at(-24) ?? 0;
    const ofNumber = async () => (await made.ledger()).find((entry) => entry.orderNumber === number);
    const before = [documents(made), await ofNumber()];
    useAgain(made, number);
    const late = buy(made, 1);
    expect((await made.run()).counts['import-orders']).toMatchObject({ created: 1, attention: 1 });
    const told = await made.app.attention(PROFILE);
    expect(told).toMatchObject([{ subject: `order:${number}`, code: 'orders.numberUsedAgain' }]);
    expect([documents(made).filter(({ order }) => order !== late), await ofNumber()]).toEqual(before);
    expect(made.sandbox.store.get('orders', number)?.['orderUniqueSaleNumber']).toBe('');
  });
});
