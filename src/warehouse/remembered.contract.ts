import { describe, expect } from 'vitest';
import type { LostDocument, OperationDraft } from '../model/operation.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { DocumentSight, RememberedDocument } from '../model/remembered-document.ts';
import { codeOf, contractWorkbench, lawBook, never } from './warehouse-place.contract.ts';
import type { Exceptions, MakePlace } from './warehouse-place.contract.ts';
import { DEVICE, draft, IDENTITY, line, SEED } from './warehouse-seed.contract.ts';
import type { ContractRow } from './warehouse-seed.contract.ts';

function remembered(order: number, number: number, unp: string | null = null): RememberedDocument {
  const claimKey = `ZWEB-0a1b2c3d-${order}`;
  const origin = { shopIdentity: IDENTITY, orderNumber: order as OrderNumber, claimKey };
  return { origin, operationType: 19, documentNumber: number, unp };
}

function unp(sequence: number): string {
  return `${DEVICE}-0001-${String(sequence).padStart(7, '0')}`;
}

function unpRow(operationType: number, number: number, sequence: number, text = unp(sequence)): ContractRow {
  return {
    OperType: operationType,
    Acct: number,
    ReceiptID: sequence,
    ReceiptType: 8,
    ECRID: DEVICE,
    Description: text,
    Total: 1,
    UserID: 1,
  };
}

function noted(order: number, number: number, identity = IDENTITY): ContractRow {
  return line(19, number, { Note: `Seliton №${order} ${identity}` });
}

const LOST: LostDocument = {
  claimKey: 'ZWEB-0a1b2c3d-101-Rabc',
  operationType: 19,
  documentNumber: 9,
  unp: unp(40),
};

function again(more: Partial<OperationDraft> = {}): OperationDraft {
  return draft(101, { again: LOST, ...more });
}

function seeded(
  table: string,
  ...rows: readonly ContractRow[]
): Readonly<Record<string, readonly ContractRow[]>> {
  return { [table]: [...(SEED[table] ?? []), ...rows] };
}

/**
 * The law of asking for what is remembered (Q1): a glance by claim, note and sequence, a close look, and a lost
 * document that is written again under its own УНП.
 */
export function describeRememberedContract(
  name: string,
  make: MakePlace,
  options: { readonly exceptions?: Exceptions; readonly hasKeys?: boolean } = {},
): void {
  const { setUp } = contractWorkbench(make);
  const { law, refuseUnknown } = lawBook(options.exceptions ?? {});
  const { hasKeys = true } = options;

  describe(`${name}: what is remembered`, () => {
    law('Q1: a glance tells claim and note of each, in their order, however many are asked for', async () => {
      const { warehouse } = await setUp({
        ...seeded(
          'operations',
          noted(101, 10),
          noted(102, 11),
          line(19, 12),
          noted(999, 13),
          noted(105, 14, 'x.bg'),
        ),
        ...seeded('nextacct', { NextAcct: 'ZWEB-0a1b2c3d-101' }, { NextAcct: 'ZWEB-0a1b2c3d-103' }),
      });
      const asked = [101, 102, 103, 104, 105].map((order, index) => remembered(order, 10 + index));
      const many = Array.from({ length: 900 }, (_, index) => remembered(2000 + index, 3000 + index));
      const sights = await warehouse.sightDocuments([...asked, ...many], never);
      const shown = ({ orderNumber, isClaimed, isNoted }: DocumentSight) => [orderNumber, isClaimed, isNoted];
      const claim = (is: boolean) => (hasKeys ? is : null);
      expect(sights.slice(0, 5).map(shown)).toEqual([
        [101, claim(true), true],
        [102, claim(false), true],
        [103, claim(true), false],
        [104, claim(false), false],
        [105, claim(false), false],
      ]);
      expect(sights.slice(5).map(({ orderNumber }) => orderNumber)).toEqual(
        many.map(({ origin }) => origin.orderNumber),
      );
      expect(sights.slice(5).some(({ isNoted }) => isNoted)).toBe(false);
      expect(await warehouse.sightDocuments([], never)).toEqual([]);
    });

    law('Q1: a glance tells the rows of its УНП, whosever they are', async () => {
      const { warehouse } = await setUp(
        seeded('ecrreceipts', unpRow(19, 10, 50), unpRow(2, 31, 51), {
          ...unpRow(19, 12, 52),
          ECRID: 'XX000009',
        }),
      );
      const asked = [
        remembered(101, 10, unp(50)),
        remembered(102, 11, unp(51)),
        remembered(103, 12, unp(52)),
      ];
      const sights = await warehouse.sightDocuments([...asked, remembered(104, 13)], never);
      const row = (operationType: number, documentNumber: number, sequence: number) => [
        { unp: unp(sequence), operationType, documentNumber },
      ];
      expect(sights.map((each) => each.unpRows)).toEqual([row(19, 10, 50), row(2, 31, 51), [], []]);
    });

    law('Q1: a close look tells what stands under the number, with day, sum and lines', async () => {
      const { warehouse } = await setUp(
        seeded('operations', line(19, 10, { Qtty: 3, Date: '2026-11-20 00:00:00' })),
      );
      const fates = await warehouse.traceDocuments([remembered(101, 10), remembered(102, 99)], never);
      expect(fates).toMatchObject([
        {
          orderNumber: 101,
          standing: { date: '2026-11-20', total: '30', lines: [{ goodId: 2, quantity: '3' }] },
          successors: [],
        },
        { orderNumber: 102, standing: null, successors: [] },
      ]);
    });

    law(
      'database 8: a close look tells what a document was made into, whether or not it stayed',
      async () => {
        const { warehouse } = await setUp(seeded('operations', line(2, 1, { Qtty: 4 })));
        const [kept] = await warehouse.traceDocuments([remembered(101, 4)], never);
        expect(kept?.standing?.operation).toMatchObject({ operationType: 19, documentNumber: 4 });
        const { warehouse: other } = await setUp({ operations: [line(2, 1, { Qtty: 4 })] });
        const [gone] = await other.traceDocuments([remembered(101, 4)], never);
        expect(gone?.standing).toBe(null);
        for (const fate of [kept, gone])
          expect(fate?.successors).toMatchObject([
            { operation: { operationType: 2, documentNumber: 1 }, lines: [{ goodId: 2, quantity: '4' }] },
          ]);
      },
    );

    law('A3: a number on two documents is found; an order, its sale and their variants are one', async () => {
      const { warehouse } = await setUp(
        seeded(
          'ecrreceipts',
          unpRow(19, 20, 50),
          unpRow(2, 31, 50),
          unpRow(19, 4, 51),
          unpRow(2, 1, 51),
          unpRow(2, 5, 52),
          unpRow(1002, 5, 52),
          { ...unpRow(2, 32, 41), ReceiptType: 1 },
        ),
      );
      const rows = [
        { unp: unp(50), operationType: 19, documentNumber: 20 },
        { unp: unp(50), operationType: 2, documentNumber: 31 },
      ];
      expect(await warehouse.findDoubledUnp(DEVICE, never)).toEqual([
        { deviceSerial: DEVICE, sequence: 50, rows },
      ]);
      expect(await warehouse.findDoubledUnp('XX000009', never)).toEqual([]);
    });
  });

  describe(`${name}: written again`, () => {
    law(
      'Q1, A9: a lost document comes back once, with a number of its own and the УНП that it had',
      async () => {
        const { warehouse, connect, place } = await setUp();
        const operation = { operationType: 19, documentNumber: 7, unp: unp(40) };
        expect(await warehouse.recordOperation(again(), never)).toMatchObject({
          kind: 'recorded',
          operation,
        });
        const other = await connect();
        for (const draftOfIt of [again(), draft(101)])
          expect(await other.recordOperation(draftOfIt, never)).toEqual({
            kind: 'alreadyRecorded',
            operation,
          });
        const keys = (await place.rows('nextacct')).map((row) => row['NextAcct']);
        const own = ['ZWEB-0a1b2c3d-101', LOST.claimKey, 'OR7', `ZUNP-${DEVICE}-0000040`];
        expect(keys).toEqual(expect.arrayContaining(own));
        const rows = (await place.rows('ecrreceipts')).filter((row) => row['ReceiptID'] === 40);
        expect(rows).toMatchObject([{ Acct: 7, Description: unp(40) }]);
        // The counter goes on where it was.
        expect(await other.recordOperation(draft(102), never)).toMatchObject({ operation: { unp: unp(42) } });
      },
    );

    law('Q1: a claim, and the row of a УНП, that have outlived their document stop nothing', async () => {
      const { warehouse, place } = await setUp({
        ...seeded('nextacct', { NextAcct: 'ZWEB-0a1b2c3d-101' }, { NextAcct: `ZUNP-${DEVICE}-0000040` }),
        ...seeded('ecrreceipts', unpRow(19, 9, 40)),
      });
      expect(await warehouse.recordOperation(again(), never)).toMatchObject({
        kind: 'recorded',
        operation: { unp: unp(40) },
      });
      const rows = (await place.rows('ecrreceipts')).filter((row) => row['ReceiptID'] === 40);
      expect(rows).toHaveLength(1);
      expect(await warehouse.recordOperation(again(), never)).toMatchObject({ kind: 'alreadyRecorded' });
    });

    law('Q1: an order whose document stands after all is not written again', async () => {
      const { warehouse, place } = await setUp(seeded('operations', noted(101, 15)));
      const outcome = await warehouse.recordOperation(again(), never);
      expect(outcome).toMatchObject({ kind: 'alreadyRecorded', operation: { documentNumber: 15 } });
      expect(await place.rows('nextacct')).toHaveLength(3);
    });

    law('A3: a УНП that another document bears by now is refused, and nothing is written', async () => {
      for (const [table, rows] of [
        ['stands', [line(2, 31)]],
        ['other text', []],
      ] as const) {
        const text = table === 'stands' ? unp(40) : `${DEVICE}-0009-0000040`;
        const { warehouse, place } = await setUp({
          ...seeded('operations', ...rows),
          ...seeded('ecrreceipts', unpRow(2, 31, 40, text)),
        });
        const before = await place.rows('nextacct');
        expect([table, await codeOf(warehouse.recordOperation(again(), never))]).toEqual([
          table,
          'unp.taken',
        ]);
        expect(await place.rows('nextacct')).toEqual(before);
      }
    });

    law('F2: two that write a lost document again at once make one', async () => {
      const { warehouse, connect, place } = await setUp();
      const other = await connect();
      const outcomes = await Promise.all([
        warehouse.recordOperation(again(), never),
        other.recordOperation(again(), never),
      ]);
      expect(outcomes.map(({ kind }) => kind).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
        'alreadyRecorded',
        'recorded',
      ]);
      const own = (await place.rows('operations')).filter((row) => String(row['Note']).includes('№101 '));
      expect(own).toHaveLength(1);
    });

    law('Q1: an order that had no УНП is written again without one', async () => {
      const { warehouse } = await setUp();
      const bare = again({ unp: null, again: { ...LOST, unp: null } });
      expect(await warehouse.recordOperation(bare, never)).toMatchObject({ operation: { unp: null } });
    });
  });

  describe(`${name}: exceptions of what is remembered`, refuseUnknown);
}
