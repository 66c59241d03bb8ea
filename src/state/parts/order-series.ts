import type { ArchivedOrder, LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { SeriesRange } from '../../model/order-series.ts';
import type { ProfileId } from '../../model/profile.ts';

/**
 * An order whose number was taken over by a later series: it stays on record, and nothing is done with it.
 */
export interface PastOrder {
  readonly series: number;
  readonly entry: LedgerEntry;
}

/** Which past order: its number alone may be that of several. */
export type PastKey = Pick<PastOrder, 'series'> & { readonly orderNumber: OrderNumber };

/** What a new series begins with. */
export interface SeriesOpening {
  /** The greatest number that the shop has as we know it. */
  readonly beginsAfter: OrderNumber;
  /** Greater numbers that the shop has as we know them, too: they stay what they are. */
  readonly kept: readonly OrderNumber[];
  /** Orders of past series that the shop has again, ascending: they come back into the ledger. */
  readonly takenBack: readonly PastKey[];
  readonly nowIso: string;
}

/** Order numbers that begin again (Q6): the ledger holds the orders that the shop has, this the others. */
export interface OrderSeries {
  /** In the order in which they were opened. Repeatable. */
  ranges(id: ProfileId): Promise<readonly SeriesRange[]>;
  /**
   * Opens a series: orders above its beginning that are not kept leave the ledger with their archive and
   * their attention items, and hold nothing any more, and so do those whose number is taken back; what is
   * taken back comes with its archive and is of its own series again; the cursor goes to the new one's
   * beginning. One transaction. Answers how many orders left. Not repeatable: a second call opens another
   * series.
   */
  open(id: ProfileId, opening: SeriesOpening): Promise<number>;
  /** By series and number. Repeatable. */
  past(
    id: ProfileId,
    query: { readonly after: PastKey; readonly limit: number },
  ): Promise<readonly PastOrder[]>;
  /** Past orders that had one of these numbers, of every series; by series and number. Repeatable. */
  findPast(id: ProfileId, numbers: readonly OrderNumber[]): Promise<readonly PastOrder[]>;
  /** The greatest number that was imported in each past series. Repeatable. */
  lastPast(id: ProfileId): Promise<readonly OrderNumber[]>;
  /** All versions of a past order, oldest first. Repeatable. */
  pastVersions(id: ProfileId, key: PastKey): Promise<readonly ArchivedOrder[]>;
  /**
   * The shop has none of the orders above this number any more: the cursor goes back to it, and never
   * forward. Repeatable.
   */
  turnBack(id: ProfileId, to: OrderNumber): Promise<void>;
  /** How many orders the shop had when it was last asked; null = never told. Repeatable. */
  ordersAtShop(id: ProfileId): Promise<number | null>;
  /** Repeatable. */
  keepOrdersAtShop(id: ProfileId, count: number): Promise<void>;
}
