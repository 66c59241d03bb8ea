import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, ORIGIN, surroundings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import { firstEntry } from '../order-steps.ts';
import { recordStep, unpStep } from './order-change.ts';
import { movedStock } from './moved-stock.ts';
import { OrderDraft } from './order-window.ts';
import { planDue } from './plan-order.ts';

const AT = '2026-01-10T10:00:00.000Z';
const order = anOrder([aLine('A', '18.50', '2', { productId: 7 as never })]);
const fetched = { number: order.number, raw: '<order/>', order };

function entry(more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...firstEntry(fetched, 'h1', AT), ...more };
}

const holding = (goodId: number) => [{ goodId: goodId as GoodId, quantity: decimal('1') }];

describe('Q2: whose stock a window of orders moves', () => {
  it('of documents that are made, of what orders hold or held, of what the shop has put back or taken', () => {
    const around = surroundings([aGood(10, { code: 'A' })]);
    const facts = { around, import: null, asked: new Set<string>(), doubt: null, now: Date.parse(AT) };
    const planned = planDue({ entry: entry(), says: { kind: 'due' }, order }, ORIGIN, facts);
    if (planned.kind !== 'record') throw new Error(planned.kind);
    const draft = new OrderDraft();
    const asked = { ...planned.record, held: holding(11), heldBack: entry({ held: holding(12) }) };
    draft.record(entry(), recordStep(asked, { currency: 'EUR', lastAtShop: 0, isAdded: () => false }));
    const quiet = { note: null, notices: [], isAdopted: false } as const;
    draft.keep({ entry: entry({ held: holding(13) }), putBack: [14 as GoodId], ...quiet });
    draft.meet({ fetched, entry: entry(), hasChanged: false, movesStock: true });
    const recorded = entry({ stage: 'recorded', unp: 'DT900001-0001-0000001' });
    draft.add(...[unpStep(recorded)].flatMap((step) => step ?? []));
    const { goodIds, productIds } = movedStock(draft.takeOrders());
    expect([[...goodIds].toSorted((left, right) => left - right), productIds]).toEqual([
      [10, 11, 12, 13, 14],
      [7],
    ]);
  });

  it('nothing, where nothing is met', () => {
    const { goodIds, productIds } = movedStock(new OrderDraft().takeOrders());
    expect([goodIds.size, productIds]).toEqual([0, []]);
  });
});
