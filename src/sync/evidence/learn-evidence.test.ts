import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine, SILENT_WAREHOUSE } from '../../../test/support/builders.ts';
import { ASSUMPTIONS } from '../../model/assumptions.ts';
import { decimal } from '../../model/decimal.ts';
import { EVIDENCE_FORMAT } from '../../model/evidence.ts';
import type { Evidence, WarehouseEvidence } from '../../model/evidence.ts';
import type { Order } from '../../model/order.ts';
import { learnEvidence } from './learn-evidence.ts';
import type { Lesson } from './lesson.ts';

function evidence(more: Partial<Evidence> = {}): Evidence {
  return {
    format: EVIDENCE_FORMAT,
    takenAt: '2026-11-24T08:00:00.000Z',
    holds: '',
    interface: 'xml',
    answers: [],
    orders: [],
    words: [],
    faults: [],
    warehouse: null,
    catalogue: null,
    profile: null,
    ...more,
  };
}

function lesson(id: Lesson['id'], more: Partial<Evidence>, orders: readonly Order[] = []): unknown {
  const { verdict, seen } = learnEvidence(evidence(more), orders).find((each) => each.id === id) ?? {};
  return [verdict, seen];
}

const ofWarehouse = (id: Lesson['id'], more: Partial<WarehouseEvidence>): unknown =>
  lesson(id, { warehouse: { ...SILENT_WAREHOUSE, ...more } });

const receipts = (receiptType: number): WarehouseEvidence['receipts'] => [
  { operationType: 19, receiptType, count: 12, lowest: 1, highest: 12 },
];

describe('what a file does not tell of', () => {
  it('is untold, never guessed, and no setting follows from it', () => {
    const lessons = learnEvidence(evidence({ warehouse: SILENT_WAREHOUSE }), []);
    const told = lessons.filter(({ verdict }) => ['confirmed', 'contradicted'].includes(verdict));
    // A database whose structure was read and is without oddities has told so.
    expect(told.map(({ id, verdict, seen }) => [id, verdict, seen])).toEqual([['N9', 'confirmed', '']]);
    expect(lessons.filter(({ setting }) => setting !== null)).toEqual([]);
  });

  it('every assumption is judged, in the order of the table; of what no file tells a person must look', () => {
    const lessons = learnEvidence(evidence(), []);
    expect(lessons.map(({ id }) => id)).toEqual(ASSUMPTIONS.map(({ id }) => id));
    expect(lessons.filter(({ verdict }) => verdict === 'person').map(({ id }) => id)).toEqual([
      'N15',
      'N18',
      'J2',
      'J3',
    ]);
  });
});

describe('what a warehouse shows of itself', () => {
  it('W8: keys of NextAcct are like OR17; others are shown, three of them', () => {
    expect(ofWarehouse('W8', { lastKeys: ['X', 'OR17'] })).toEqual(['confirmed', 'OR17']);
    expect(ofWarehouse('W8', { lastKeys: ['ORD', 'S-1', '12', '13'] })).toEqual([
      'contradicted',
      'ORD, S-1, 12',
    ]);
  });

  it('W5: rows of type 8 hold the УНП, each on one document', () => {
    expect(ofWarehouse('W5', { receipts: receipts(8) })).toEqual(['confirmed', '19: 12']);
    expect(ofWarehouse('W5', { receipts: receipts(8), doubledUnp: 2 })).toEqual([
      'contradicted',
      '19: 12; ×2: 2',
    ]);
    expect(ofWarehouse('W5', { receipts: receipts(1) })).toEqual(['untold', '']);
  });

  it('W9: the operator’s part of every УНП is the code of a user', () => {
    const unpOperators = { '0001': 3, ABCD: 1 };
    expect(ofWarehouse('W9', { unpOperators, operatorCodes: ['0001', 'ABCD'] })).toEqual([
      'confirmed',
      '0001, ABCD',
    ]);
    expect(ofWarehouse('W9', { unpOperators, operatorCodes: ['0001'] })).toEqual(['contradicted', 'ABCD']);
  });

  it('W11: row 1 of Currencies is EUR or BGN in any letter case; another row tells nothing', () => {
    const named = (currency: string, id = 1) => ({ currencies: [{ id, currency }] });
    expect(ofWarehouse('W11', named(' eur '))).toEqual(['confirmed', ' eur ']);
    expect(ofWarehouse('W11', named('BGN'))).toEqual(['confirmed', 'BGN']);
    expect(ofWarehouse('W11', named('лева'))).toEqual(['contradicted', 'лева']);
    expect(ofWarehouse('W11', named('EUR', 2))).toEqual(['untold', '']);
  });

  it('W12: open orders of this year are no oversight, and of earlier years not up to twenty', () => {
    expect(ofWarehouse('W12', { openOrders: { 2025: 20, 2026: 500 } })).toEqual([
      'confirmed',
      '2025: 20, 2026: 500',
    ]);
    expect(ofWarehouse('W12', { openOrders: { 2024: 11, 2025: 10 } })).toEqual([
      'contradicted',
      '2024: 11, 2025: 10',
    ]);
  });

  it('N9: only what would refuse a document contradicts, and it alone is named then', () => {
    const trigger = { kind: 'trigger', table: 'Operations', name: 'log' };
    const needed = { kind: 'neededColumn', table: 'Operations', name: 'Till' };
    const noKey = { kind: 'noUniqueKey', table: 'NextAcct', name: 'NextAcct' };
    expect(ofWarehouse('N9', { oddities: [trigger] })).toEqual(['confirmed', 'Operations.log']);
    expect(ofWarehouse('N9', { oddities: [trigger, needed, noKey] })).toEqual([
      'contradicted',
      'Operations.Till, NextAcct.NextAcct',
    ]);
  });

  it('a setting follows only from what is contradicted', () => {
    const warehouse = {
      ...SILENT_WAREHOUSE,
      currencies: [{ id: 1, currency: 'лв' }],
      openOrders: { 2026: 3 },
    };
    const settings = learnEvidence(evidence({ warehouse }), []).flatMap(({ setting }) => setting ?? []);
    expect(settings).toEqual([{ key: 'warehouseCurrency', value: 'EUR' }]);
  });
});

describe('what a shop shows of itself', () => {
  const discounted = (discount: string, total: string, paid: string): Order =>
    anOrder([aLine('A', '10', '3', { discount: decimal(discount), total: decimal(total) })], {
      total: decimal(paid),
    });

  it('W1: one order whose discount is written in another way contradicts', () => {
    const [perLine, perUnit] = [discounted('1', '29', '29'), discounted('1', '27', '27')];
    expect(lesson('W1', {}, [perLine, anOrder([aLine('A', '10')])])).toEqual(['confirmed', 'perLine']);
    expect(lesson('W1', {}, [perLine, perUnit])).toEqual(['contradicted', 'perLine, perUnit']);
  });

  it('W3: an order that adds up only with its tax on top contradicts; one that does not add up tells nothing', () => {
    const withVat = anOrder([aLine('A', '12')]);
    const onTop = anOrder([aLine('A', '10')], { totalLines: [aTotalLine('tax', '2')], total: decimal('12') });
    const wrong = anOrder([aLine('A', '10')], { total: decimal('11') });
    expect(lesson('W3', {}, [withVat, wrong])).toEqual(['confirmed', '1 / 0']);
    expect(lesson('W3', {}, [withVat, onTop])).toEqual(['contradicted', '1 / 1']);
    expect(lesson('W3', {}, [wrong])).toEqual(['untold', '0 / 0']);
  });

  it('W2, W4: a word that is on no list contradicts, and only such words are shown', () => {
    const word = (kind: string, text: string, isKnown: boolean) => ({ kind, word: text, count: 1, isKnown });
    const words = [
      word('totalLine', 'shipping', true),
      word('totalLine', 'tax', true),
      word('orderStatus', 'new', true),
      word('orderStatus', 'Наш статус', false),
    ];
    expect(lesson('W2', { words })).toEqual(['confirmed', 'shipping, tax']);
    expect(lesson('W4', { words })).toEqual(['contradicted', 'Наш статус']);
  });

  it('W10: limit=1 is obeyed by an answer of one order; a refused question tells nothing', () => {
    const answer = (orders: number[], fault: string | null = null) => ({
      answers: [{ question: 'getorders limit=1', text: '', fault, orders }],
    });
    expect(lesson('W10', answer([7]))).toEqual(['confirmed', 'limit=1: 7']);
    expect(lesson('W10', answer([7, 8]))).toEqual(['contradicted', 'limit=1: 7, 8']);
    expect(lesson('W10', answer([], 'shop.busy'))).toEqual(['untold', 'limit=1: ']);
  });
});
