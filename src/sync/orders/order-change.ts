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

/** A good to be made for the lines of an order. */
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
