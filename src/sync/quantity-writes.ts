import { compare, decimal, isPositive } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import type { FieldChange } from '../model/plan.ts';
import type { ProductChange } from './product-change.ts';

/** Quantities or availabilities are set by it. */
export function setsQuantity({ write }: ProductChange): boolean {
  return write !== null && (write.fields.quantity !== undefined || write.fields.isAvailable !== undefined);
}

/**
 * More of the product would be offered afterwards. `atShop`: what the shop has now, where it was asked; what
 * was last sent may be more than that, since the shop sells meanwhile.
 */
export function raisesQuantity(change: ProductChange, atShop: Decimal | null): boolean {
  if (!setsQuantity(change) || change.write === null) return false;
  const { quantity, isAvailable } = change.write.fields;
  if (quantity === undefined) return isAvailable === true;
  const before = atShop ?? knownBefore(change.change.fields);
  return before === null ? isPositive(quantity) : compare(quantity, before) > 0;
}

function knownBefore(fields: readonly FieldChange[]): Decimal | null {
  const before = fields.find(({ field }) => field === 'quantity')?.before ?? null;
  return before === null ? null : decimal(before);
}

/**
 * The change with nothing known of its product's stock: what the memory has forgotten of it meanwhile
 * (`Links.forgetStock`) does not come back with what is remembered of the change.
 */
export function withoutStock(change: ProductChange): ProductChange {
  const { link } = change;
  return { ...change, link: { ...link, stockHash: '', sent: { ...link.sent, quantity: null } } };
}

/** What is known about the newest orders right before quantities go out (Q2). */
export interface SendingFacts {
  /** An order for it has come since the quantity was decided. */
  readonly isTouched: (goodId: GoodId) => boolean;
  /** The orders could not be read. */
  readonly isBlind: boolean;
  /** What the shop has of these goods' products now, where it was asked. */
  readonly atShop: ReadonlyMap<GoodId, Decimal>;
}

/**
 * May it go out? Not where an order has come meanwhile: its quantity is decided anew. And where the orders
 * cannot be read nothing is raised; lowering may go (Q2).
 */
export function mayGo(change: ProductChange, facts: SendingFacts): boolean {
  if (change.write === null || !setsQuantity(change)) return true;
  const { goodId } = change.write;
  if (facts.isTouched(goodId)) return false;
  return !facts.isBlind || !raisesQuantity(change, facts.atShop.get(goodId) ?? null);
}
