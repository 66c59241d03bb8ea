import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, surroundings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { LedgerEntry, RecordedOrder } from '../../model/ledger.ts';
import type { StandingDocument } from '../../model/operation.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { DocumentSight, UnpRow } from '../../model/remembered-document.ts';
import { SyncError } from '../../model/sync-error.ts';
import { firstEntry } from '../order-steps.ts';
import {
  doubledNote,
  isLost,
  judgeSight,
  missingNote,
  olderWarehouse,
  turnLength,
  unpChangedNote,
  unpGoneNote,
} from './recorded-orders.ts';
import type { Evidence, MissingOrder } from './recorded-orders.ts';

const HOUR = 3_600_000;
const UNP = 'DT000001-0001-0000041';
const AROUND = surroundings([aGood(10, { code: 'A' }), aGood(11, { code: 'B' })]);
const ORDER = anOrder([aLine('A', '10', '2')]);
const RECORDED: RecordedOrder = {
  orderNumber: 7 as OrderNumber,
  stage: 'acknowledged',
  operationType: 19,
  documentNumber: 12,
  unp: UNP,
};

function entry(order: number, unp: string | null = null): LedgerEntry {
  const fault = new SyncError('order.unreadable', {});
  const fetched = { number: order as OrderNumber, raw: '', fault };
  return { ...firstEntry(fetched, '', ''), stage: 'missing', operationType: 19, documentNumber: 12, unp };
}

function sight(more: Partial<DocumentSight> = {}): DocumentSight {
  return { orderNumber: RECORDED.orderNumber, isClaimed: true, isNoted: true, unpRows: [], ...more };
}

function document(operationType: 2 | 19, number: number, goodId: number, quantity = '2'): StandingDocument {
  return {
    operation: { operationType, documentNumber: number, unp: null },
    date: '2026-11-20',
    total: decimal('20'),
    lines: [{ goodId: goodId as GoodId, quantity: decimal(quantity), total: decimal('20'), vatRate: null }],
  };
}

function row(operationType: number, documentNumber: number, unp = UNP): UnpRow {
  return { unp, operationType, documentNumber };
}

describe('Q1: whose turn it is', () => {
  it('all the first time; then a share of the time that has passed, once it is worth a statement', () => {
    expect([turnLength(9500, null), turnLength(0, null)]).toEqual([9500, 0]);
    expect([turnLength(9500, 60_000), turnLength(9500, HOUR / 2), turnLength(9500, HOUR)]).toEqual([
      0, 0, 791,
    ]);
    expect([turnLength(9500, 30 * HOUR), turnLength(100, 11 * HOUR), turnLength(100, 12 * HOUR)]).toEqual([
      9500, 0, 100,
    ]);
  });

  it('Q7: a last time in the future, by a clock that was ahead, keeps nobody from being asked for', () => {
    expect([turnLength(9500, -HOUR), turnLength(0, -HOUR)]).toEqual([9500, 0]);
  });

  it('however runs fall, nobody waits for longer than a day', () => {
    for (const gap of [1 / 60, 0.5, 1, 7, 11.9, 12, 23.9]) {
      let [since, left, passed] = [0, 9500, 0];
      while (left > 0 && passed <= 100) {
        passed += gap;
        since += gap;
        const asked = turnLength(9500, since * HOUR);
        if (asked > 0) since = 0;
        left -= asked;
      }
      expect([gap, passed <= 24]).toEqual([gap, true]);
    }
  });
});

describe('Q1: a glance', () => {
  it('only the document with the order’s own note stands without another look', () => {
    expect(judgeSight(RECORDED, sight()).document).toBe('stands');
    expect(judgeSight(RECORDED, sight({ isNoted: false })).document).toBe('unsure');
  });

  it('its УНП: right on its document, gone, or not sure; without УНП, or where there are no rows, it is right', () => {
    const unp = (rows: readonly UnpRow[] | null, order = RECORDED) =>
      judgeSight(order, sight({ unpRows: rows })).unp;
    expect([unp([row(19, 12)]), unp([row(2, 12)]), unp([])]).toEqual(['right', 'right', 'gone']);
    expect([unp([row(19, 13)]), unp([row(19, 12, 'x')])]).toEqual(['unsure', 'unsure']);
    expect([unp(null), unp([], { ...RECORDED, unp: null })]).toEqual(['right', 'right']);
  });
});

describe('Q1: is it lost', () => {
  const evidence = (more: Partial<Evidence>): Evidence => ({
    sight: sight({ isNoted: false }),
    noted: [],
    fate: { orderNumber: RECORDED.orderNumber, standing: null, successors: [] },
    versions: [ORDER],
    ...more,
  });
  const fate = (standing: StandingDocument | null, ...successors: readonly StandingDocument[]) => ({
    fate: { orderNumber: RECORDED.orderNumber, standing, successors },
  });
  const unclaimed = { sight: sight({ isNoted: false, isClaimed: false }) };

  it('nothing stands of it', () => {
    expect(isLost(evidence({}), AROUND)).toBe(true);
    expect(isLost(evidence(unclaimed), AROUND)).toBe(true);
  });

  it('its note stands on another document: it became one', () => {
    expect(isLost(evidence({ noted: [document(2, 9, 11)] }), AROUND)).toBe(false);
  });

  it('its note was rewritten: day, sum and lines tell; a number that was used again tells nothing', () => {
    expect(isLost(evidence(fate(document(19, 12, 10))), AROUND)).toBe(false);
    expect(isLost(evidence({ ...fate(document(19, 12, 10)), ...unclaimed }), AROUND)).toBe(false);
    expect(isLost(evidence(fate(document(19, 12, 10, '3'))), AROUND)).toBe(true);
    expect(isLost(evidence(fate(document(19, 12, 11))), AROUND)).toBe(true);
  });

  it('database 8: made into a sale with something of the order; only where its own claim stands', () => {
    expect(isLost(evidence(fate(null, document(2, 9, 10, '1'))), AROUND)).toBe(false);
    expect(isLost(evidence(fate(null, document(2, 9, 11))), AROUND)).toBe(true);
    expect(isLost(evidence({ ...fate(null, document(2, 9, 10)), ...unclaimed }), AROUND)).toBe(true);
    const unknown = { sight: sight({ isNoted: false, isClaimed: null }) };
    expect(isLost(evidence({ ...fate(null, document(2, 9, 10)), ...unknown }), AROUND)).toBe(false);
  });

  it('an order of which no version can be read is not called lost while its claim and a document stand', () => {
    const unread = { versions: [] };
    expect(isLost(evidence({ ...unread, ...fate(document(19, 12, 11)) }), AROUND)).toBe(false);
    expect(isLost(evidence({ ...unread, ...fate(null, document(2, 9, 11)) }), AROUND)).toBe(false);
    expect(isLost(evidence({ ...unread, ...fate(document(19, 12, 11)), ...unclaimed }), AROUND)).toBe(true);
  });
});

describe('Q1, F14: a warehouse that is older than the memory', () => {
  const missing = (isClaimed: boolean | null, ...orders: readonly number[]): readonly MissingOrder[] =>
    orders.map((order) => ({ entry: entry(order, order === 7 ? UNP : null), isClaimed }));

  it('three orders lost with their claims; fewer, or documents deleted alone, are single cases', () => {
    const older = olderWarehouse(missing(false, 7, 8, 9), 9 as OrderNumber);
    expect(older).toMatchObject({
      code: 'warehouse.olderThanMemory',
      facts: { count: 3, orders: `№ 7 (УНП ${UNP}), № 8, № 9` },
    });
    expect(olderWarehouse(missing(false, 7, 8), 9 as OrderNumber)).toBe(null);
    expect(olderWarehouse(missing(true, 7, 8, 9, 10), 10 as OrderNumber)).toBe(null);
    expect(olderWarehouse([], null)).toBe(null);
  });

  it('without claims the newest order must be among them', () => {
    expect(olderWarehouse(missing(null, 7, 8, 9), 9 as OrderNumber)).not.toBe(null);
    expect(olderWarehouse(missing(null, 7, 8, 9), 12 as OrderNumber)).toBe(null);
  });

  it('names thirty at most', () => {
    const many = Array.from({ length: 40 }, (_, index) => 100 + index);
    const older = olderWarehouse(missing(false, ...many), null);
    expect(older?.facts['count']).toBe(40);
    expect(String(older?.facts['orders']).split(', ')).toHaveLength(31);
    expect(String(older?.facts['orders']).endsWith(', …')).toBe(true);
  });
});

describe('what is told', () => {
  it('order, document and УНП', () => {
    const facts = { order: 7, document: '19/12', unp: UNP };
    expect(missingNote(entry(7, UNP))).toEqual({ subject: 'order:7', code: 'order.documentMissing', facts });
    expect(missingNote(entry(7)).facts['unp']).toBe('–');
    expect(unpGoneNote(RECORDED)).toEqual({ subject: 'unp:7', code: 'unp.rowGone', facts });
  });

  it('12.3: a УНП on two documents, both named', () => {
    expect(doubledNote({ deviceSerial: 'DT000001', sequence: 41, rows: [row(19, 12), row(2, 31)] })).toEqual({
      subject: 'unpTwice:DT000001-41',
      code: 'unp.doubled',
      facts: { unp: UNP, documents: '19/12, 2/31' },
    });
  });

  it('12.3: another’s row in its place; not one that went along with the order, or outlived its document', () => {
    const none = { standing: [], noted: [], successors: [] };
    const sale = document(2, 31, 10);
    expect(unpChangedNote(RECORDED, [row(2, 31)], none)).toBe(null);
    expect(unpChangedNote(RECORDED, [row(2, 31)], { ...none, standing: [sale], noted: [sale] })).toBe(null);
    expect(unpChangedNote(RECORDED, [row(2, 31)], { ...none, standing: [sale], successors: [sale] })).toBe(
      null,
    );
    expect(unpChangedNote(RECORDED, [row(2, 31)], { ...none, standing: [sale] })).toEqual({
      subject: 'unp:7',
      code: 'unp.rowChanged',
      facts: { order: 7, document: '19/12', unp: UNP, found: `2/31 ${UNP}` },
    });
    expect(unpChangedNote(RECORDED, [row(19, 12, 'друго')], none)?.facts['found']).toBe('19/12 друго');
  });
});
