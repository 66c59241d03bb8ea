import type { Decimal } from './decimal.ts';
import type { GoodId } from './good.ts';
import type { LocationId } from './location.ts';

/**
 * What the warehouse knows of one good's quantity over the chosen locations; units of the good's first
 * measure.
 */
export interface StockLevel {
  readonly goodId: GoodId;
  /** Sum of the Store rows; may be negative or fractional; zero when there is no row (E8). */
  readonly physical: Decimal;
  /** Lines of open customers' orders (type 19), those already turned into another document left out. */
  readonly openOrders: Decimal;
  /** Lines of our own open proformas and offers (types 14 and 13), found by their note. */
  readonly ownOpenDocuments: Decimal;
}

/** Whose stock is asked for, and what reserves of it. */
export interface StockQuery {
  readonly locationIds: readonly LocationId[];
  /** Whose open documents of types 14 and 13 are counted as our own, those of every series (Q6). */
  readonly shopIdentity: string;
  /** `YYYY-MM-DD`: open orders of earlier days reserve nothing any more; null: all do. */
  readonly ordersSince: string | null;
  /** Only these goods, both ends included; others may come too. */
  readonly goods?: { readonly from: number; readonly to: number };
}
