import { describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import { codeOf, contractWorkbench, never, withSetting } from './warehouse-place.contract.ts';
import type { MakePlace } from './warehouse-place.contract.ts';
import { draft, LINE, SEED } from './warehouse-seed.contract.ts';
import type { ContractRow, ContractSeed } from './warehouse-seed.contract.ts';

const GOOD = 8 as GoodId;
const sold = { ...LINE, goodId: GOOD };
const unpaid = { operationType: 2, lines: [sold], unp: null } as const;

/** Three lots of one good: the oldest without an expiry date, the newest expires first. */
function withLots(method: number): Partial<ContractSeed> {
  const lot = (id: number, quantity: number, order: number): ContractRow => ({
    ObjectID: 2,
    GoodID: GOOD,
    Qtty: quantity,
    Price: id / 2,
    Lot: `L${id}`,
    LotID: id,
    LotOrder: order,
  });
  return {
    ...withSetting('configkey23', String(method)),
    store: [lot(11, 1.5, 1), lot(12, 1, 2), lot(13, 0.75, 3)],
    lots: [
      { ID: 11, SerialNo: 'A', EndDate: null },
      { ID: 12, SerialNo: 'B', EndDate: '2027-06-01 00:00:00' },
      { ID: 13, SerialNo: 'C', EndDate: '2027-01-01 00:00:00' },
    ],
  };
}

/**
 * The law of documents of type 2 (I15, facts section 9), for adapters that write sales: stock, payments, cash
 * book, lots, and the settings configkey12, 23 and 48.
 */
export function describeSaleContract(name: string, make: MakePlace): void {
  const { setUp } = contractWorkbench(make);

  describe(`${name}: sales`, () => {
    it('I15: a sale takes stock and owes its sum; configkey12 forbids going below what orders reserve', async () => {
      const { warehouse, place } = await setUp();
      expect(
        await warehouse.recordOperation(draft(1, { operationType: 2, lines: [sold] }), never),
      ).toMatchObject({ kind: 'recorded' });
      expect((await place.rows('store')).find((row) => row['GoodID'] === 8)?.['Qtty']).toBe(7);
      expect(await place.rows('payments')).toMatchObject([
        { Mode: -1, Sign: 1, Type: 1, Qtty: 19.98, OperType: 2 },
      ]);
      const { warehouse: strict } = await setUp(withSetting('configkey12', '0'));
      const many = { ...sold, quantity: decimal('8'), unitPrice: decimal('2.4975') };
      expect(await codeOf(strict.recordOperation(draft(1, { operationType: 2, lines: [many] }), never))).toBe(
        'warehouse.stock.notEnough',
      );
    });

    it('I15: what was paid is booked beside what is owed; cash goes into the cash book too', async () => {
      const { warehouse, place } = await setUp();
      const payments = [
        { paymentTypeId: 1, isCash: true, amount: decimal('9.98'), date: '2026-11-24' },
        { paymentTypeId: 3, isCash: false, amount: decimal('10'), date: '2026-11-25' },
      ];
      await warehouse.recordOperation(draft(1, { ...unpaid, payments }), never);
      const owed = { OperType: 2, Acct: 1, PartnerID: 2, ObjectID: 2, Sign: 1, UserID: 2 };
      expect(await place.rows('payments')).toMatchObject([
        { ...owed, Mode: -1, Type: 1, Qtty: 19.98, Date: '2026-11-20 00:00:00', TransactionNumber: ' ' },
        { ...owed, Mode: 1, Type: 1, Qtty: 9.98, Date: '2026-11-24 00:00:00' },
        { ...owed, Mode: 1, Type: 3, Qtty: 10, Date: '2026-11-25 00:00:00' },
      ]);
      expect(await place.rows('cashbook')).toMatchObject([
        {
          Date: '2026-11-24 00:00:00',
          Desc: 'Продажба № 0000000001',
          OperType: 8,
          Sign: 1,
          Profit: 9.98,
          UserID: 2,
          ObjectID: 2,
        },
      ]);
      expect((await place.rows('operations')).at(-1)).toMatchObject({ OperType: 2, Acct: 1, Sign: -1 });
      expect((await place.rows('nextacct')).map((row) => row['NextAcct'])).toContain('S1');
    });

    it('I15: proforma and offer take no stock and owe nothing', async () => {
      const { warehouse, place } = await setUp();
      await warehouse.recordOperation(draft(1, { operationType: 14, lines: [sold] }), never);
      await warehouse.recordOperation(draft(2, { operationType: 13, lines: [sold] }), never);
      expect((await place.rows('store')).map((row) => row['Qtty'])).toEqual([5.5, 2, 100, -3, 9]);
      expect([await place.rows('payments'), await place.rows('cashbook')]).toEqual([[], []]);
      const keys = (await place.rows('nextacct')).map((row) => row['NextAcct']);
      expect(keys).toEqual(expect.arrayContaining(['P3', 'OF1']));
    });

    it('I15: sales and consignment sales draw from one series; a good without a Store row is refused', async () => {
      const consignment = { OperType: 16, Acct: 40, GoodID: 2, PartnerID: 2, ObjectID: 2, Qtty: 1, Sign: 0 };
      const { warehouse, place } = await setUp({
        operations: [...(SEED['operations'] ?? []), consignment],
      });
      expect(await warehouse.recordOperation(draft(1, unpaid), never)).toMatchObject({
        operation: { operationType: 2, documentNumber: 41 },
      });
      const before = await place.rows('store');
      const missing = { ...sold, goodId: 7 as GoodId };
      expect(
        await codeOf(warehouse.recordOperation(draft(2, { ...unpaid, lines: [sold, missing] }), never)),
      ).toBe('warehouse.stock.rowMissing');
      expect(await place.rows('store')).toEqual(before);
    });

    it('I15: a service that keeps no stock is sold without a Store row', async () => {
      const { warehouse } = await setUp();
      const service = { ...LINE, goodId: 4 as GoodId, isService: true };
      expect(await warehouse.recordOperation(draft(1, { ...unpaid, lines: [service] }), never)).toMatchObject(
        { kind: 'recorded' },
      );
    });

    it('a lot whose name is longer than a line has room for is cut for the line, and stays whole in the stock', async () => {
      const { store = [], ...lots } = withLots(2);
      const named = store.map((row) => ({ ...row, Lot: 'Л'.repeat(49) + ' дълго име', Qtty: 9 }));
      const { warehouse, place } = await setUp({ ...lots, store: named });
      await warehouse.recordOperation(draft(1, unpaid), never);
      const written = (await place.rows('operations')).filter((row) => row['OperType'] === 2);
      expect(written.map((row) => row['Lot'])).toEqual(['Л'.repeat(49)]);
      expect((await place.rows('store'))[0]?.['Lot']).toBe('Л'.repeat(49) + ' дълго име');
    });

    const methods: readonly (readonly [string, number, readonly unknown[], readonly number[]])[] = [
      [
        'FIFO takes the oldest lot first',
        2,
        [
          [1.5, 'L11', 11],
          [0.5, 'L12', 12],
        ],
        [0.5, 0.75],
      ],
      [
        'LIFO takes the newest lot first',
        3,
        [
          [0.75, 'L13', 13],
          [1, 'L12', 12],
          [0.25, 'L11', 11],
        ],
        [1.25],
      ],
      [
        'FEFO takes what expires first',
        5,
        [
          [0.75, 'L13', 13],
          [1, 'L12', 12],
          [0.25, 'L11', 11],
        ],
        [1.25],
      ],
    ];
    for (const [title, method, lines, left] of methods) {
      it(`configkey23, ${method}: ${title}; an empty lot goes, no lot goes below zero`, async () => {
        const { warehouse, place } = await setUp(withLots(method));
        await warehouse.recordOperation(draft(1, unpaid), never);
        const written = (await place.rows('operations')).filter((row) => row['OperType'] === 2);
        expect(written.map((row) => [row['Qtty'], row['Lot'], row['LotID']])).toEqual(lines);
        // The cost of a line is what its lot was bought for, with the VAT inside.
        const costs = written.map((row) => [Number(row['PriceIn']), Number(row['VATIn']).toFixed(4)]);
        const bought = written.map((row) => Number(row['LotID']) / 2);
        expect(costs).toEqual(bought.map((price) => [price, ((price * 20) / 120).toFixed(4)]));
        expect((await place.rows('store')).map((row) => row['Qtty'])).toEqual(left);
        const more = { ...sold, quantity: decimal('2'), unitPrice: decimal('9.99') };
        expect(await codeOf(warehouse.recordOperation(draft(2, { ...unpaid, lines: [more] }), never))).toBe(
          'warehouse.stock.notEnough',
        );
        expect((await place.rows('store')).map((row) => row['Qtty'])).toEqual(left);
      });
    }
  });
}
