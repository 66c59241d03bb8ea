import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, decimal, multiply, ZERO } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { LocationId } from '../model/location.ts';
import type { OperationDraft, OperationLineDraft } from '../model/operation.ts';
import type { PartnerId } from '../model/partner.ts';
import { isTransient, SyncError } from '../model/sync-error.ts';
import { codeOf, contractWorkbench, never, withSetting } from './warehouse-place.contract.ts';
import type { ContractPlace, MakePlace } from './warehouse-place.contract.ts';
import { draft, LINE, NEW_PARTNER, UNP } from './warehouse-seed.contract.ts';
import type { Warehouse } from './warehouse.ts';

const WRITTEN = [
  'operations',
  'nextacct',
  'ecrreceipts',
  'partners',
  'payments',
  'cashbook',
  'store',
] as const;
/** Keys of rows, and the server's clock. */
const LEFT_OUT = new Set(['ID', 'UserRealTime', 'UserRealtime', 'ReceiptDate']);
const RUNS = 10;

const SOLD = { ...LINE, goodId: 8 as GoodId };
const SALE = { operationType: 2, lines: [SOLD] } as const;
/** Three lots of a good: the first document empties one and takes from the next. */
const WITH_LOTS = {
  ...withSetting('configkey23', '2'),
  store: [11, 12, 13].map((lot) => ({
    ObjectID: 2,
    GoodID: 8,
    Qtty: 1.5,
    Price: lot / 2,
    Lot: `L${lot}`,
    LotID: lot,
    LotOrder: lot,
  })),
};

/** Everything that documents are written to, apart from the keys of rows. */
async function written(place: ContractPlace): Promise<readonly unknown[]> {
  const tables: unknown[] = [];
  for (const table of WRITTEN) {
    const rows = (await place.rows(table)).map((row) =>
      JSON.stringify(Object.entries(row).filter(([column]) => !LEFT_OUT.has(column))),
    );
    // Reserved keys have no order; everything else stands as it was written.
    tables.push(table === 'nextacct' ? rows.toSorted() : rows);
  }
  return tables;
}

const NAMES = ['Яна', 'Борис 💡', "О'Кей ЕООД", 'я'.repeat(300)];

function lineOf(goodIds: readonly number[]): fc.Arbitrary<OperationLineDraft> {
  return fc
    .record({
      goodId: fc.constantFrom(...goodIds).map((id) => id as GoodId),
      discountPercent: fc.constantFrom('0', '12.5').map(decimal),
      // A line off is of one piece.
      quantity: fc.constantFrom('2', '-1').map(decimal),
    })
    .map((own) => ({ ...LINE, ...own }));
}

const anyPayment = fc.record({
  paymentTypeId: fc.constantFrom(1, 3),
  isCash: fc.boolean(),
  amount: fc.constantFrom('1', '2.5').map(decimal),
  date: fc.constant('2026-11-24'),
});

/** What each order of a group brings of its own. */
function ordersOf(goodIds: readonly number[]) {
  const order = fc.record({
    lines: fc.array(lineOf(goodIds), { minLength: 1, maxLength: 30 }),
    /** Null: a partner who is known. */
    buyer: fc.option(fc.constantFrom(...NAMES)),
    remark: fc.constantFrom('', 'ред 1: X-7 „Ключ“'),
    payments: fc.array(anyPayment, { maxLength: 2 }),
  });
  return fc.array(order, { minLength: 2, maxLength: 7 });
}

function totalOf(lines: readonly OperationLineDraft[]): Decimal {
  const sums = lines.map(({ quantity, unitPrice }) => multiply(quantity, unitPrice));
  return add(ZERO, ...sums);
}

function newBuyer(company: string, round: number): OperationDraft['partner'] {
  return { kind: 'new', partner: { ...NEW_PARTNER, company, email: `${company.slice(0, 5)}${round}@x.bg` } };
}

/**
 * The law of documents that are written in groups, for warehouses with transactions: the same rows as one by
 * one, all or none, and nothing where one of them stands in the way.
 */
export function describeGroupContract(name: string, make: MakePlace): void {
  const { setUp } = contractWorkbench(make);

  describe(`${name}: groups`, () => {
    it.each([
      [19, [2, 3, 8]],
      [14, [2, 3, 8]],
      [2, [3, 8]],
    ] as const)(
      'I3..I12, I15, Q8: random orders of type %i leave the same rows in groups as one by one',
      async (operationType, goodIds) => {
        const [together, alone] = [await setUp(), await setUp()];
        // The seed holds a key that somebody has reserved: the first number goes past it.
        for (const { warehouse } of [together, alone])
          await warehouse.recordOperation(draft(100, { operationType, lines: [SOLD] }), never);
        let [number, round] = [100, 0];
        const property = fc.asyncProperty(ordersOf(goodIds), async (orders) => {
          round += 1;
          const drafts = orders.map(({ buyer, ...own }): OperationDraft => {
            number += 1;
            const partner = buyer === null ? {} : { partner: newBuyer(buyer, round) };
            return draft(number, { operationType, total: totalOf(own.lines), ...own, ...partner });
          });
          const outcomes = [];
          for (const each of drafts) outcomes.push(await alone.warehouse.recordOperation(each, never));
          expect(await together.warehouse.recordOperations(drafts, never)).toEqual(outcomes);
          expect(await written(together.place)).toEqual(await written(alone.place));
        });
        await fc.assert(property, { numRuns: RUNS, seed: operationType });
      },
      60_000,
    );

    it('configkey23: what a lot gives to one document of a group, the next one does not get', async () => {
      const [together, alone] = [await setUp(WITH_LOTS), await setUp(WITH_LOTS)];
      const drafts = [1, 2].map((order) => draft(order, { ...SALE, unp: null }));
      for (const each of drafts) await alone.warehouse.recordOperation(each, never);
      expect(await together.warehouse.recordOperations(drafts, never)).toMatchObject([
        { kind: 'recorded' },
        { kind: 'recorded' },
      ]);
      expect(await written(together.place)).toEqual(await written(alone.place));
    });

    it('I15, configkey12: goods of a group leave the stock together; too little of one leaves nothing of it', async () => {
      // Open orders reserve 52 of them.
      const row = { ObjectID: 2, GoodID: 8, Qtty: 57, Price: 1, Lot: ' ', LotID: 1, LotOrder: 1 };
      const { warehouse, place } = await setUp({ ...withSetting('configkey12', '0'), store: [row] });
      const sell = async (...orders: readonly number[]) =>
        warehouse.recordOperations(
          orders.map((order) => draft(order, { ...SALE, unp: null })),
          never,
        );
      const left = async () => (await place.rows('store')).map(({ Qtty }) => Number(Qtty));
      expect([(await sell(1, 2))?.length, await left()]).toEqual([2, [53]]);
      const before = await written(place);
      expect([await sell(3, 4), await written(place)]).toEqual([null, before]);
    });

    it('Q8: orders of one new buyer make one partner', async () => {
      const { warehouse, place } = await setUp();
      await warehouse.recordOperation(draft(1), never);
      const drafts = ['Яна', 'Борис', 'Яна'].map((buyer, index) =>
        draft(2 + index, { partner: newBuyer(buyer, 1) }),
      );
      const outcomes = (await warehouse.recordOperations(drafts, never)) ?? [];
      const [first, second, third] = outcomes.map(({ partnerId }) => partnerId);
      expect([first === third, first === second]).toEqual([true, false]);
      expect((await place.rows('partners')).slice(3).map((row) => row['Company'])).toEqual(['Яна', 'Борис']);
    });

    it('I4, I3, I5, I8, A6, F14: one that stands in the way leaves nothing of its group', async () => {
      const good = draft(2);
      const bad: readonly (readonly OperationDraft[])[] = [
        // Claimed by an order that came in before.
        [draft(2), draft(1)],
        [good, draft(3, { total: decimal('20') })],
        [good, draft(3, { lines: [{ ...LINE, goodId: 777 as GoodId }] })],
        [good, draft(3, { partner: { kind: 'existing', id: 999 as PartnerId, company: '' } })],
        [good, draft(3, { operationType: 14 })],
        [good, draft(3, { locationId: 1 as LocationId })],
        [good, draft(3, { unp: null })],
        [good, draft(3, { newGoods: [] })],
        [good, good],
        [good, draft(3)].map((each) => ({ ...each, unp: { ...UNP, rangeTo: 43 } })),
        [good, draft(3)].map((each) => ({ ...each, unp: { ...UNP, lastKnownSequence: 90 } })),
        [],
      ];
      const { warehouse, place } = await setUp();
      await warehouse.recordOperation(draft(1), never);
      const before = await written(place);
      for (const drafts of bad) expect(await warehouse.recordOperations(drafts, never)).toBe(null);
      expect(await written(place)).toEqual(before);
      // The numbers that were drawn meanwhile are drawn again: none is missing.
      const outcomes = await warehouse.recordOperations([draft(2), draft(3)], never);
      expect(outcomes?.map(({ operation }) => [operation.documentNumber, operation.unp?.slice(-7)])).toEqual([
        [8, '0000043'],
        [9, '0000044'],
      ]);
    });

    it('I5, F13, Q8: a number that somebody has reserved, a device of others and a buyer met before leave nothing', async () => {
      const { warehouse, place } = await setUp();
      const group = [draft(1), draft(2)];
      const unp = { ...UNP, isShared: false };
      const foreign = group.map((each) => ({ ...each, operationType: 14 as const, unp }));
      const before = await written(place);
      for (const drafts of [group, foreign])
        expect(await warehouse.recordOperations(drafts, never)).toBe(null);
      expect(await written(place)).toEqual(before);
      await warehouse.recordOperation(draft(1, { partner: newBuyer('Яна', 1) }), never);
      const after = await written(place);
      const met = [draft(2), draft(3, { partner: newBuyer('Яна', 1) })];
      expect(await warehouse.recordOperations(met, never)).toBe(null);
      expect(await written(place)).toEqual(after);
    });

    it('F1, A1: groups on two connections at once: each order once, numbers and УНП without gap', async () => {
      const { warehouse, connect, place } = await setUp();
      const other = await connect();
      await warehouse.recordOperation(draft(100), never);
      const groups = [101, 104, 107, 110, 101].map((first) =>
        [0, 1, 2].map((index) => draft(first + index, { partner: newBuyer(`Б${index}`, 1) })),
      );
      await Promise.all(
        groups.map(async (group, index) => {
          const connection = index % 2 === 0 ? warehouse : other;
          if ((await connection.recordOperations(group, never)) !== null) return;
          for (const each of group) await recordPatiently(connection, each);
        }),
      );
      const numbers = new Set((await place.rows('operations')).map((row) => row['Acct']));
      expect([...numbers].filter((number) => Number(number) >= 7)).toHaveLength(13);
      const sequences = (await place.rows('ecrreceipts')).map((row) => Number(row['ReceiptID']));
      expect(sequences.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: 14 }, (_, index) => 41 + index),
      );
      expect((await place.rows('partners')).slice(3)).toHaveLength(3);
    });

    it('stops by the signal with its reason, and rejects after close', async () => {
      const { warehouse, place } = await setUp();
      const before = await written(place);
      const stop = new AbortController();
      stop.abort(new SyncError('run.cancelled'));
      expect(await codeOf(warehouse.recordOperations([draft(1), draft(2)], stop.signal))).toBe(
        'run.cancelled',
      );
      await warehouse.close();
      expect(await codeOf(warehouse.recordOperations([draft(1), draft(2)], never))).toBe('warehouse.closed');
      expect(await written(place)).toEqual(before);
    });
  });
}

/** As `withRetry` does: a database that is busy, or has chosen a victim, is asked again. */
async function recordPatiently(warehouse: Warehouse, order: OperationDraft): Promise<void> {
  for (let tries = 0; ; tries += 1)
    try {
      await warehouse.recordOperation(order, never);
      return;
    } catch (error) {
      if (!isTransient(error) || tries > 20) throw error;
    }
}
