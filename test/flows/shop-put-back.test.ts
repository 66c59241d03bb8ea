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
      for (const product of [0, 1]) buy(made, product);
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
      expect((await made.run()).counts['import-orders']).toMatchObject({ created: 1, attention: 0 });
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
