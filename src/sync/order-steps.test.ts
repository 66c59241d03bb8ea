import { describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { LedgerEntry } from '../model/ledger.ts';
import type { FetchedOrder } from '../model/order.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { mayStep, ORDER_STAGES, ORDER_TABLE, orderCell, wasRecorded } from '../model/order-stage.ts';
import type { OrderEventName, OrderStage } from '../model/order-stage.ts';
import { SyncError } from '../model/sync-error.ts';
import { eventName, firstEntry, step } from './order-steps.ts';
import type { OrderEvent } from './order-steps.ts';

const NUMBER = 7 as OrderNumber;
const AT = '2026-11-24T10:00:00Z';
const UNREADABLE: FetchedOrder = {
  number: NUMBER,
  raw: '{}',
  fault: new SyncError('order.unreadable', { order: 7, field: 'orderTotal', problem: 'много' }),
};
const REASON = {
  code: 'order.unreadable',
  facts: { order: 7, field: 'orderTotal', problem: 'много' },
} as const;
const HELD = [{ goodId: 3 as GoodId, quantity: decimal('2') }];
const OPERATION = { operationType: 19, documentNumber: 12, unp: 'DT000001-0001-0000041' } as const;

/** One of each event, by the name of its row. */
const EVENTS: Readonly<Record<OrderEventName, OrderEvent>> = {
  met: { kind: 'met', fetched: UNREADABLE, rawHash: 'new' },
  due: { kind: 'due' },
  waits: { kind: 'waits', status: 'unfinished' },
  cancelled: { kind: 'cancelled', status: 'cancelled' },
  removed: { kind: 'removed' },
  unreadable: { kind: 'unreadable', reason: REASON },
  changed: { kind: 'changed', changes: 'lines' },
  lost: { kind: 'lost', held: HELD },
  letGo: { kind: 'letGo' },
  again: { kind: 'again' },
  found: { kind: 'found', operation: OPERATION, content: 'c', at: AT },
  unfit: { kind: 'unfit', reason: { code: 'order.documentDiffers', facts: { order: 7 } }, held: HELD },
  gone: { kind: 'gone', reason: { code: 'order.documentGone', facts: { order: 7 } }, held: HELD },
  notFoundYet: { kind: 'notFoundYet' },
  'notFound, due': { kind: 'notFound', says: { kind: 'due' } },
  'notFound, waits': { kind: 'notFound', says: { kind: 'waits', status: 'unfinished' } },
  'notFound, declined': { kind: 'notFound', says: { kind: 'declined' } },
  declined: { kind: 'declined' },
  decline: { kind: 'decline', who: 'Мария', why: 'проба' },
  admit: { kind: 'admit' },
  'notFound, cancelled': { kind: 'notFound', says: { kind: 'cancelled', status: 'cancelled' } },
  'notFound, removed': { kind: 'notFound', says: { kind: 'removed' } },
  'notFound, unreadable': { kind: 'notFound', says: { kind: 'unreadable', reason: REASON } },
  refused: { kind: 'refused', reason: { code: 'order.empty', facts: { order: 7 } }, held: HELD },
  heldBack: { kind: 'heldBack', held: HELD },
  sent: { kind: 'sent', at: AT, held: HELD },
  unsent: { kind: 'unsent' },
  answerLost: { kind: 'answerLost' },
  recorded: { kind: 'recorded', operation: OPERATION, content: 'c', at: AT },
  acknowledged: { kind: 'acknowledged', at: AT },
};
const NAMES = Object.keys(ORDER_TABLE) as OrderEventName[];
const CELLS = ORDER_STAGES.flatMap((stage) =>
  NAMES.map((name) => ({ stage, name, cell: orderCell(stage, name) })),
);

function entryIn(stage: OrderStage, more: Partial<LedgerEntry> = {}): LedgerEntry {
  const document = { operationType: 19, documentNumber: 12, unp: OPERATION.unp, recordedContent: 'c' };
  return { ...firstEntry(UNREADABLE, 'old', AT), stage, ...(wasRecorded(stage) ? document : {}), ...more };
}

function noteIn(stage: OrderStage, name: OrderEventName): string {
  const { note } = step(entryIn(stage), EVENTS[name]);
  return note === null ? '–' : note.tell === 'attention' ? note.code : note.tell;
}

describe('the table of an order’s life', () => {
  it('I18: nothing leads to dismissed but that the warehouse was asked and has no document', () => {
    const leading = CELLS.filter(({ stage, cell }) => cell === 'dismissed' && stage !== 'dismissed');
    expect(new Set(leading.map(({ name }) => name))).toEqual(
      new Set(['notFound, cancelled', 'notFound, removed', 'notFound, declined']),
    );
    expect(new Set(leading.map(({ stage }) => stage))).toEqual(
      new Set(['seen', 'waiting', 'parked', 'intended', 'uncertain']),
    );
  });

  it('I4: an order with a document is never refused or sent again; Q1: only that it was lost makes it missing', () => {
    const kept = CELLS.filter(({ stage }) => ['recorded', 'acknowledged'].includes(stage));
    expect(kept.every(({ cell }) => cell === null || (cell !== 'ask' && wasRecorded(cell)))).toBe(true);
    const leading = CELLS.filter(({ stage, cell }) => cell === 'missing' && stage !== 'missing');
    expect(leading.map(({ stage, name }) => [stage, name])).toEqual([
      ['recorded', 'lost'],
      ['acknowledged', 'lost'],
    ]);
  });

  it('Q1: nothing that the shop says takes a missing order further, nor has it recorded again', () => {
    for (const name of ['met', 'due', 'waits', 'cancelled', 'removed', 'unreadable', 'changed'] as const)
      expect([name, orderCell('missing', name)]).toEqual([name, 'missing']);
  });

  it('whatever the shop says of an order that is not decided, the warehouse is asked first', () => {
    for (const stage of ['seen', 'parked', 'intended', 'uncertain'] as const)
      for (const name of ['due', 'waits', 'cancelled', 'removed', 'unreadable', 'declined'] as const)
        expect([stage, name, orderCell(stage, name)]).toEqual([stage, name, 'ask']);
  });

  it('allows exactly the steps that one of its events makes', () => {
    for (const from of ORDER_STAGES)
      for (const to of ORDER_STAGES) {
        const isInTable = CELLS.some(({ stage, cell }) => stage === from && cell === to);
        expect([from, to, mayStep(from, to)]).toEqual([from, to, from === to || isInTable]);
      }
    expect(mayStep('recorded', 'dismissed')).toBe(false);
    expect(mayStep('acknowledged', 'recorded')).toBe(false);
  });

  for (const { stage, name, cell } of CELLS) {
    it(`${stage} × ${name} → ${cell ?? 'cannot happen'}`, () => {
      const entry = entryIn(stage);
      const event = EVENTS[name];
      expect(eventName(event)).toBe(name);
      if (cell === null) {
        expect(() => step(entry, event)).toThrow('cannot happen');
        return;
      }
      const after = step(entry, event);
      expect(after.entry.stage).toBe(cell === 'ask' ? stage : cell);
      expect(after.mustAsk).toBe(cell === 'ask');
      if (after.mustAsk) expect([after.note, after.entry]).toEqual([null, entry]);
    });
  }
});

describe('what a step keeps', () => {
  it('met: what the shop says now; of a record that cannot be read only that it is another', () => {
    expect(step(entryIn('parked', { status: 'new' }), EVENTS.met).entry).toMatchObject({
      status: 'new',
      rawHash: 'new',
    });
  });

  it('found and recorded: the document, what it was made from, and nothing left open', () => {
    for (const name of ['found', 'recorded'] as const) {
      const before = entryIn('uncertain', { held: HELD, sentAt: AT, reason: REASON });
      expect(step(before, EVENTS[name]).entry).toMatchObject({
        ...OPERATION,
        recordedContent: 'c',
        recordedAt: AT,
        reason: null,
        held: [],
        sentAt: null,
      });
    }
  });

  it('I4: sent at a time; unsent: as if never sent; answer lost: the time stays', () => {
    const sent = step(entryIn('seen'), EVENTS.sent).entry;
    expect(sent).toMatchObject({ sentAt: AT, held: HELD, reason: { code: 'warehouse.record.answerLost' } });
    expect(step(sent, EVENTS.unsent).entry).toMatchObject({ sentAt: null, reason: null, held: HELD });
    expect(step(sent, EVENTS.answerLost).entry).toMatchObject({ stage: 'uncertain', sentAt: AT });
  });

  it('Q13: one that was ever sent without an answer is asked about whatever its stage', () => {
    const dismissed = entryIn('dismissed', { sentAt: AT });
    expect(step(dismissed, EVENTS.cancelled).mustAsk).toBe(true);
    expect(step(entryIn('dismissed'), EVENTS.cancelled).mustAsk).toBe(false);
  });

  it('put aside: why, with the shop’s word, and nothing held back any more', () => {
    const before = entryIn('parked', { held: HELD });
    expect(step(before, EVENTS['notFound, waits']).entry).toMatchObject({
      reason: { code: 'order.waiting', facts: { order: 7, status: 'unfinished' } },
      held: [],
    });
    expect(step(before, EVENTS['notFound, removed']).entry.reason).toEqual({
      code: 'order.removed',
      facts: { order: 7 },
    });
    expect(step(before, EVENTS['notFound, due']).entry).toEqual(before);
  });
});

describe('what a step tells', () => {
  it('I14: what became of an order after its document is told with document and УНП', () => {
    expect(noteIn('recorded', 'cancelled')).toBe('order.cancelledAfterImport');
    expect(noteIn('acknowledged', 'removed')).toBe('order.removedAfterImport');
    expect(noteIn('acknowledged', 'unreadable')).toBe('order.unreadableAfterImport');
    expect(noteIn('recorded', 'changed')).toBe('order.changedAfterImport');
    expect([noteIn('recorded', 'due'), noteIn('acknowledged', 'waits')]).toEqual(['inStep', 'inStep']);
    const { note } = step(entryIn('recorded'), EVENTS.removed);
    expect(note).toMatchObject({ facts: { order: 7, document: '19/12', unp: OPERATION.unp } });
  });

  it('what a person must look at, what is left out, what is settled', () => {
    expect(noteIn('seen', 'unfit')).toBe('order.documentDiffers');
    expect(noteIn('seen', 'gone')).toBe('order.documentGone');
    expect(noteIn('seen', 'refused')).toBe('order.empty');
    expect(noteIn('intended', 'answerLost')).toBe('warehouse.record.answerLost');
    expect(noteIn('uncertain', 'notFoundYet')).toBe('warehouse.record.answerLost');
    expect(noteIn('parked', 'notFound, unreadable')).toBe('order.unreadable');
    expect(noteIn('seen', 'notFound, cancelled')).toBe('aside');
    expect(noteIn('seen', 'recorded')).toBe('settled');
    for (const name of ['met', 'notFound, due', 'heldBack', 'sent'] as const)
      expect(noteIn('seen', name)).toBe('–');
  });

  it('Q1: a missing one keeps its document and its УНП, holds its goods, and is told until a person decides', () => {
    const lost = step(entryIn('acknowledged'), EVENTS.lost);
    expect(lost.entry).toMatchObject({
      stage: 'missing',
      unp: OPERATION.unp,
      documentNumber: 12,
      held: HELD,
    });
    const facts = { order: 7, document: '19/12', unp: OPERATION.unp };
    expect(lost.note).toEqual({ tell: 'attention', code: 'order.documentMissing', facts });
    expect(
      ['cancelled', 'removed', 'changed'].map((name) => noteIn('missing', name as OrderEventName)),
    ).toEqual(['–', '–', '–']);
    expect(step(lost.entry, EVENTS.letGo).entry).toMatchObject({ reason: { code: 'order.letGo' }, held: [] });
    const again = step(lost.entry, EVENTS.again);
    expect([again.entry.reason?.code, again.entry.held, again.note]).toEqual([
      'order.recordAgain',
      HELD,
      { tell: 'settled' },
    ]);
    expect(step(again.entry, EVENTS.heldBack).entry).toEqual(again.entry);
  });

  it('I2: one put aside is told once, and again when the reason is another', () => {
    const waiting = step(entryIn('seen'), EVENTS['notFound, waits']).entry;
    expect(step(waiting, EVENTS.waits).note).toMatchObject({ tell: 'aside', isNew: false });
    expect(step(waiting, EVENTS['notFound, cancelled']).note).toMatchObject({ tell: 'aside', isNew: true });
  });
});
