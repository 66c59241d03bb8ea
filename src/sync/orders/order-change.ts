import type { GoodId } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Change } from '../../model/plan.ts';
import { addGoodChange } from '../plan-goods-import.ts';
import { recordChange, unpChange } from './order-changes.ts';
import type { NewGood } from './order-new-goods.ts';
import type { OrderToRecord } from './plan-order.ts';

interface Decided {
  readonly change: Change;
  readonly heldBy: null;
}

/** A document to be made of an order. */
export interface RecordStep extends Decided, OrderToRecord {
  readonly kind: 'record';
  /** The highest sequence that orders of the shop were seen with (F14). */
  readonly lastAtShop: number;
}

/** A good that is made with the document of an order: shown beside it, carried out by it. */
export interface GoodStep extends Decided {
  readonly kind: 'good';
  readonly good: NewGood;
  /** The order that it is made for. */
  readonly entry: LedgerEntry;
}

/** A УНП that the shop is still to be given (I13). */
export interface UnpStep extends Decided {
  readonly kind: 'unp';
  readonly entry: LedgerEntry;
}

/** One change of the import of orders, whole and as data: shown in a plan, carried out in a run. */
export type OrderChange = RecordStep | GoodStep | UnpStep;

/** `isAdded`: goods that this very run has made: no plan could know their numbers, so they stand as 0. */
export function recordStep(
  record: OrderToRecord,
  facts: {
    readonly currency: string;
    readonly lastAtShop: number;
    readonly isAdded: (goodId: GoodId) => boolean;
  },
): RecordStep {
  const { draft } = record;
  const lines = draft.lines.map((line) =>
    facts.isAdded(line.goodId) ? { ...line, goodId: 0 as GoodId } : line,
  );
  const change = recordChange({ ...draft, lines }, facts.currency);
  return { kind: 'record', change, heldBy: null, ...record, lastAtShop: facts.lastAtShop };
}

/** The change that makes a good for an order. */
export function goodStep(good: NewGood, entry: LedgerEntry): GoodStep {
  const change = addGoodChange('import-orders', good.subject, good.draft);
  return { kind: 'good', change, heldBy: null, good, entry };
}

/** The change that gives the shop the УНП of an order; null where its document bears none. */
export function unpStep(entry: LedgerEntry): UnpStep | null {
  if (entry.unp === null) return null;
  return { kind: 'unp', change: unpChange(entry.orderNumber, entry.unp), heldBy: null, entry };
}

/** The order that a change belongs to. */
export function orderOf(step: OrderChange): OrderNumber {
  return step.kind === 'record' ? step.due.entry.orderNumber : step.entry.orderNumber;
}

/**
 * An order is made as a whole, its document with the goods of its transaction, or not at all: what of these
 * steps goes, and what was left without its other half.
 */
export function wholeOrders(steps: readonly OrderChange[]): {
  readonly going: readonly OrderChange[];
  readonly torn: readonly OrderChange[];
} {
  const goods = new Map<OrderNumber, number>();
  const wanted = new Map<OrderNumber, number>();
  for (const each of steps) {
    if (each.kind === 'good') goods.set(orderOf(each), (goods.get(orderOf(each)) ?? 0) + 1);
    if (each.kind === 'record') wanted.set(orderOf(each), each.goods.length);
  }
  const isWhole = (each: OrderChange): boolean =>
    each.kind === 'unp' || wanted.get(orderOf(each)) === (goods.get(orderOf(each)) ?? 0);
  return { going: steps.filter(isWhole), torn: steps.filter((each) => !isWhole(each)) };
}
