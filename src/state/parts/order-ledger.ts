import type {
  ArchivedOrder,
  AskedPlace,
  HeldQuantity,
  LedgerEntry,
  RecordedOrder,
} from '../../model/ledger.ts';
import type { ListPage, OrderPageQuery } from '../../model/list-page.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { PastKey } from './order-series.ts';
import type { OrderSight } from '../../model/order-sight.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { RefundWay, WrittenDocument } from '../../model/written-document.ts';
import type { ProfileId } from '../../model/profile.ts';

/** An order as it came in, for the archive. */
export interface OrderToKeep extends Omit<ArchivedOrder, 'version' | 'erasedAt'> {
  /** The record without its buyer's contact data. */
  readonly withoutContacts: () => string;
  /** What lists show of it and people look it up by. */
  readonly sight: OrderSight;
}

/** Orders: archive, stages, cursor (I1, I2, I16). Every save is durable (fsync) before it resolves. */
export interface OrderLedger {
  /** Of these orders; those never seen are absent. Repeatable. */
  find(id: ProfileId, numbers: readonly OrderNumber[]): Promise<readonly LedgerEntry[]>;
  /** By number ascending; `stages` null = all. Repeatable. */
  list(
    id: ProfileId,
    query: {
      readonly stages: readonly OrderStage[] | null;
      readonly after: OrderNumber;
      readonly limit: number;
    },
  ): Promise<readonly LedgerEntry[]>;
  /**
   * Orders that have a document or had one, by number ascending, above `after` and up to `upTo`, which is
   * null for no end. Repeatable.
   */
  recorded(
    id: ProfileId,
    query: { readonly after: OrderNumber; readonly upTo: OrderNumber | null; readonly limit: number },
  ): Promise<readonly RecordedOrder[]>;
  /** The lowest number among so many newest of them; null when there are fewer. Repeatable. */
  newestRecorded(id: ProfileId, count: number): Promise<OrderNumber | null>;
  /** How far they have been asked for in turn (Q1). Repeatable. */
  asked(id: ProfileId): Promise<AskedPlace>;
  /** The last call counts. Repeatable. */
  saveAsked(id: ProfileId, asked: AskedPlace): Promise<void>;
  /** For people: newest first, a page at a time, over 100,000 orders within 200 ms. Repeatable. */
  page(id: ProfileId, query: OrderPageQuery): Promise<ListPage<LedgerEntry>>;
  /**
   * Keeps the record as received unless the newest version has the same hash, and saves the entries, in one
   * transaction. Where a customer's data were erased from an earlier version, they are left out of this one.
   * Entries are as they were when the order was read: one that has a document, or has gone further meanwhile,
   * gets the columns that were received and keeps all others. Never puts an order behind, so it is
   * repeatable.
   */
  keep(id: ProfileId, orders: readonly OrderToKeep[], entries: readonly LedgerEntry[]): Promise<void>;
  /**
   * Saves what was decided of orders in one transaction, and with it moves the cursor and keeps what was
   * written for orders, where that is asked for; of each order what was written first stays. What was
   * received of an order that is known stays as `keep` has left it: an entry may have been read long before.
   * A step that `mayStep` forbids is refused as `bug.assertion`. Repeatable.
   */
  save(
    id: ProfileId,
    entries: readonly LedgerEntry[],
    advanceTo?: OrderNumber,
    written?: readonly WrittenDocument[],
  ): Promise<void>;
  /**
   * What was written for these orders; those recorded before it was kept are absent. `pastSeries`: that of
   * orders whose numbers were taken over since (Q6). Repeatable.
   */
  written(
    id: ProfileId,
    numbers: readonly OrderNumber[],
    pastSeries?: number | null,
  ): Promise<readonly WrittenDocument[]>;
  /** How a buyer got his money back; null: nobody has said so. Repeatable. */
  setRefundWay(id: ProfileId, number: OrderNumber, way: RefundWay | null): Promise<void>;
  /** The ways that people have set, by order. Repeatable. */
  refundWays(id: ProfileId, pastSeries?: number | null): Promise<ReadonlyMap<OrderNumber, RefundWay>>;
  /** All versions, oldest first. Repeatable. */
  versions(id: ProfileId, number: OrderNumber): Promise<readonly ArchivedOrder[]>;
  /** Number of the last order up to which everything is accounted for (S25). 0 at first. Repeatable. */
  cursor(id: ProfileId): Promise<OrderNumber>;
  /** Never moves back. Repeatable. */
  advanceCursor(id: ProfileId, to: OrderNumber): Promise<void>;
  /**
   * Lowest number among orders placed at or after `createdAt` (text of the shop's form); null when there is
   * none. Repeatable.
   */
  firstSince(id: ProfileId, createdAt: string): Promise<OrderNumber | null>;
  /**
   * The next orders with a document and a status that is none of the final ones, up to a number: by number,
   * beginning after the one that `keepReread` has kept, and from the start again after the last (I14).
   * Repeatable.
   */
  nextToReread(
    id: ProfileId,
    query: { readonly upTo: OrderNumber; readonly final: readonly string[]; readonly limit: number },
  ): Promise<readonly OrderNumber[]>;
  /** Up to this one they were read again. Repeatable. */
  keepReread(id: ProfileId, to: OrderNumber): Promise<void>;
  /** Quantities held by orders that are seen, waiting or parked, summed per good. Repeatable. */
  held(id: ProfileId): Promise<readonly HeldQuantity[]>;
  /** Highest УНП sequence of a device inside a range over all profiles; 0 = none (F14). Repeatable. */
  lastSequence(deviceSerial: string, range: { readonly from: number; readonly to: number }): Promise<number>;
  /** Orders of each stage. Repeatable. */
  counts(id: ProfileId): Promise<Readonly<Partial<Record<OrderStage, number>>>>;
  /** Erases contact data from archive, sights, reports, attention in one transaction (I16). Repeatable. */
  erase(id: ProfileId, erasure: Erasure): Promise<void>;
}

/** What is to be erased of one customer. */
export interface Erasure {
  readonly numbers: readonly OrderNumber[];
  /** His orders whose number a later series has taken over (Q6). */
  readonly past: readonly PastKey[];
  /** The record without contact data. */
  readonly eraseRaw: (raw: string) => string;
  /** Texts that must not stand in reports and attention items any more. */
  readonly texts: readonly string[];
  readonly nowIso: string;
}
