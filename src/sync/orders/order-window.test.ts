import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, ORIGIN, surroundings } from '../../../test/support/builders.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { SyncError } from '../../model/sync-error.ts';
import { firstEntry } from '../order-steps.ts';
import { recordStep } from './order-change.ts';
import { OrderDraft } from './order-window.ts';
import { planDue } from './plan-order.ts';

const AT = '2026-01-10T10:00:00.000Z';
const order = anOrder([aLine('A', '18.50', '2', { productId: 7 as never })]);
const fetched = { number: order.number, raw: '<order/>', order };

function entry(stage: OrderStage, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...firstEntry(fetched, 'h1', AT), stage, ...more };
}

function stepOf(of: LedgerEntry) {
  const around = surroundings([aGood(10, { code: 'A' })]);
  const facts = { around, import: null, asked: new Set<string>(), doubt: null, now: Date.parse(AT) };
  const planned = planDue({ entry: of, says: { kind: 'due' }, order }, ORIGIN, facts);
  if (planned.kind !== 'record') throw new Error(planned.kind);
  return recordStep(planned.record, { currency: 'EUR', lastAtShop: 0, isAdded: () => false });
}

describe('what a step of an order means to people', () => {
  const reason = { code: 'order.good.unknown', facts: { order: 101 } } as const;
  const told = (note: Parameters<OrderDraft['tell']>[1]) => {
    const draft = new OrderDraft();
    draft.tell(entry('seen'), note);
    const { notes, settled, skipped, counts } = draft.takeOrders();
    return { notes: notes.length, settled, skipped: skipped.length, counts };
  };

  it('nothing where there is nothing to tell', () => {
    expect(told(null)).toEqual({ notes: 0, settled: [], skipped: 0, counts: {} });
  });

  it('a person must look: on the attention list, and not settled', () => {
    expect(told({ tell: 'attention', ...reason })).toEqual({ notes: 1, settled: [], skipped: 0, counts: {} });
  });

  it('its cause for attention is gone: settled, and not counted', () => {
    expect(told({ tell: 'settled' })).toEqual({ notes: 0, settled: ['order:101'], skipped: 0, counts: {} });
  });

  it('put aside: told by name when it is new, as unchanged afterwards', () => {
    const aside = { tell: 'aside', reason: 'order.waiting' } as const;
    expect(told({ ...aside, isNew: true })).toEqual({
      notes: 0,
      settled: ['order:101'],
      skipped: 1,
      counts: {},
    });
    const before = { notes: 0, settled: ['order:101'], skipped: 0, counts: { unchanged: 1 } };
    expect(told({ ...aside, isNew: false })).toEqual(before);
    expect(told({ tell: 'inStep' })).toEqual(before);
  });
});

describe('a window of orders', () => {
  it('keeps an order together with its notices', () => {
    const draft = new OrderDraft();
    const notice = { code: 'notice.order.becameSale', facts: {} } as const;
    const kept = { entry: entry('recorded'), note: null, notices: [notice], isAdopted: true, putBack: [] };
    draft.keep(kept);
    expect(draft.takeOrders()).toMatchObject({ kept: [kept], notices: [notice] });
  });

  it('Q10: keeps an order with a fault of ours as parked, and only tells of one whose document stands', () => {
    const fault = new SyncError('bug.unexpected', { message: 'undefined' });
    const draft = new OrderDraft();
    draft.keepFaulty(entry('seen'), fault);
    expect(draft.takeOrders()).toMatchObject({
      kept: [{ entry: { stage: 'parked' } }],
      notes: [{ code: fault.code }],
    });
    draft.keepFaulty(entry('recorded'), fault);
    expect(draft.takeOrders()).toMatchObject({ kept: [], notes: [{ code: fault.code }] });
  });

  it('an order that was put aside is kept as taken up before its document is made', () => {
    const draft = new OrderDraft();
    const [fresh, again] = [entry('seen'), entry('waiting')];
    draft.record(fresh, stepOf(fresh));
    expect(draft.takeOrders()).toMatchObject({ takenUp: [], heldBack: [{ stage: 'seen' }] });
    draft.record(again, stepOf(again));
    const window = draft.takeOrders();
    expect(window).toMatchObject({ takenUp: [{ stage: 'seen' }], heldBack: [{ stage: 'seen' }] });
    expect(window.steps).toHaveLength(1);
  });

  it('I16, E8: names the versions for the archive and the products that moved; begins anew once taken', () => {
    const draft = new OrderDraft();
    const met = { fetched, entry: entry('seen'), hasChanged: true, movesStock: true };
    const same = { ...met, hasChanged: false, movesStock: false };
    draft.meet(met, same);
    draft.readTo(order.number);
    expect(draft.takeOrders()).toMatchObject({
      archived: [met],
      movedProducts: [7],
      readTo: order.number,
    });
    expect(draft.takeOrders()).toEqual(new OrderDraft().takeOrders());
  });
});
