import type { Decimal } from '../model/decimal.ts';
import type { WarehouseEvidence } from '../model/evidence.ts';
import type { ExportKey, KeyReplaced, NewExportKey } from '../model/export-turn.ts';
import type { FoundRecord, RecordQuery } from '../model/found-record.ts';
import type { Good, GoodDraft, GoodId, GoodsGroupId } from '../model/good.ts';
import type { MarkLeft, NewMark } from '../model/installation.ts';
import type { OperationDraft, RecordedOutcome, RecordOutcome, StandingDocument } from '../model/operation.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { Partner } from '../model/partner.ts';
import type {
  DocumentFate,
  DocumentSight,
  DoubledUnp,
  RememberedDocument,
} from '../model/remembered-document.ts';
import type { StockLevel, StockQuery } from '../model/stock.ts';
import type { UnpRange } from '../model/unp-sharing.ts';
import type { UnpUse, WarehouseChoices, WarehouseFacts, WarehouseOddity } from '../model/warehouse-facts.ts';
import type { WarehouseUsage } from '../model/warehouse-usage.ts';

export type { ExportKey, KeyReplaced, NewExportKey } from '../model/export-turn.ts';
export type { MarkLeft, NewMark } from '../model/installation.ts';
export type { StockQuery } from '../model/stock.ts';

/** What an adapter can and cannot do; said in the profile's test, never worked around silently. */
export interface WarehouseAbilities {
  /** A document, its number, its partner, its claim and its УНП are one transaction (I3). */
  readonly isAtomic: boolean;
  /** УНП rows can be written (I11). */
  readonly writesUnp: boolean;
  /** Sales can be written with stock, payments and cash book (I15). */
  readonly writesSales: boolean;
  /** Documents and goods can be written at all; a file of Access is only read. */
  readonly recordsOrders: boolean;
  /** It can be read which documents were made into others, so that the rest of an order reserves (E8). */
  readonly showsConversions: boolean;
  /** A few goods and their stock are read without reading all of them. */
  readonly readsRanges: boolean;
}

/** What a profile does in the warehouse, as far as rights of tables go. */
export interface WarehouseWork {
  readonly importsOrders: boolean;
  readonly writesUnp: boolean;
  readonly writesSales: boolean;
  readonly addsGoods: boolean;
}

/** Goods of the export (E1): ids ascending, from the groups named. */
export interface GoodsQuery {
  /** Null = all groups. An empty set yields nothing. */
  readonly groupIds: ReadonlySet<GoodsGroupId> | null;
  /** 0..9 = PriceOut1..PriceOut10. */
  readonly priceGroup: number;
  /** Only those with a higher id; others may come too. */
  readonly after?: number;
}

/** Goods to be found one by one. Deleted ones are found too, so that the reason can be told. */
export interface GoodsKeys {
  readonly ids?: readonly GoodId[];
  readonly codes?: readonly string[];
  readonly barcodes?: readonly string[];
  readonly priceGroup: number;
}

/** What stands in the warehouse for one order of the shop, found by its note and its claim (I18). */
export interface OrderTrace {
  readonly orderNumber: OrderNumber;
  readonly isClaimed: boolean;
  /**
   * Every document with its note, the one that an import writes first, then by number; none: claimed, but no
   * line with its note is left.
   */
  readonly documents: readonly StandingDocument[];
}

/** A document that bears the note of another shop's order. */
export interface ForeignDocument {
  readonly shopIdentity: string;
  readonly orderNumber: OrderNumber;
  readonly document: StandingDocument;
}

/**
 * A Warehouse Pro database, or its REST API. The schema, users and settings of the other side are never
 * changed (S5).
 *
 * Every method: rejects with a SyncError and nothing else; stops with the signal's reason (`run.cancelled`)
 * between two records; rejects with `warehouse.closed` after `close`. Texts come trimmed, money and
 * quantities as decimals, codes exactly as stored.
 *
 * Who repeats: after `connection` errors a warehouse itself repeats what is safe to repeat (`withRetry`
 * around a database, the HTTP client below the REST API), with back-off and an end. Callers never repeat:
 * they leave it to the next run. Never repeated are `addGoods` and `uncertain` errors.
 */
export interface Warehouse {
  readonly abilities: WarehouseAbilities;

  /**
   * Version and settings of the database. Rejects `warehouse.notWarehousePro` when its tables are not
   * there. Repeated inside.
   */
  readFacts(signal: AbortSignal): Promise<WarehouseFacts>;

  /**
   * Groups, objects, users … to choose from; each list by id, deleted ones left out (users: marked).
   * Repeated inside.
   */
  readChoices(signal: AbortSignal): Promise<WarehouseChoices>;

  /**
   * Goods or partners to choose from, never the service good: by number, ascending, deleted ones too; or
   * living ones by words, the nearest first. Repeated inside.
   */
  findRecords(query: RecordQuery, signal: AbortSignal): Promise<readonly FoundRecord[]>;

  /** What it already does, to propose settings from. Reads whole tables: not for runs. Repeated inside. */
  readUsage(signal: AbortSignal): Promise<WarehouseUsage>;

  /**
   * Goods in batches, ids ascending and each once, without deleted ones, the service good and types 16 and
   * 32 (E1). Repeated inside, behind what has come.
   */
  readGoods(query: GoodsQuery, signal: AbortSignal): AsyncIterable<readonly Good[]>;

  /**
   * Every good that has one of the ids, codes or bar codes, deleted ones included; by id, each once.
   * Repeated inside.
   */
  findGoods(keys: GoodsKeys, signal: AbortSignal): Promise<readonly Good[]>;

  /**
   * Stock of every good that has a Store row or an open document line; ids ascending, each once (E8).
   * Repeated inside, behind what has come.
   */
  readStock(query: StockQuery, signal: AbortSignal): AsyncIterable<readonly StockLevel[]>;

  /** How many pieces stand on open orders that are too old to reserve anything. Repeated inside. */
  readAgedOrders(query: StockQuery, signal: AbortSignal): Promise<Decimal>;

  /** Goods of these with stock that is not 0 anywhere, or a line that moves stock. Repeated inside. */
  findMoved(ids: readonly GoodId[], signal: AbortSignal): Promise<ReadonlySet<GoodId>>;

  /**
   * All partners that are not deleted, the service partner too (he may be the fixed one); ids ascending.
   * Repeated inside, behind what has come.
   */
  readPartners(signal: AbortSignal): AsyncIterable<readonly Partner[]>;

  /**
   * What stands in the warehouse for these orders, with day, sum and lines, so that it can be compared (Q5,
   * I18); orders without claim and without note are absent. Repeated inside.
   */
  findTraces(
    origins: readonly OperationDraft['origin'][],
    signal: AbortSignal,
  ): Promise<readonly OrderTrace[]>;

  /**
   * A glance at documents that the memory says stand, one sight for each, in their order (Q1): by claim, by
   * number and by sequence, some hundred a statement. Repeated inside.
   */
  sightDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentSight[]>;

  /**
   * What became of documents that did not show at a glance, one fate for each, in their order (Q1). Repeated
   * inside.
   */
  traceDocuments(
    remembered: readonly RememberedDocument[],
    signal: AbortSignal,
  ): Promise<readonly DocumentFate[]>;

  /**
   * УНП of a device that more than one document bears, whoever wrote them, by sequence (A1, A3). Repeated
   * inside. Always empty where the interface has no place for УНП.
   */
  findDoubledUnp(deviceSerial: string, signal: AbortSignal): Promise<readonly DoubledUnp[]>;

  /**
   * A few documents of each other identity, with the highest order numbers, numbers ascending: whoever
   * begins looks whether they are orders of his own shop (Q4). Repeated inside. Where notes cannot be
   * searched without an order's number, those of these orders alone: the newest of his shop.
   */
  findForeignDocuments(
    shopIdentity: string,
    orders: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly ForeignDocument[]>;

  /**
   * Writes one document completely or not at all: claim, new goods, partner, number, lines, УНП (I3..I7, I11,
   * I12). Without a transaction (`isAtomic`) the goods are made right before it, once all that can be
   * foreseen is. Rejects `order.good.appeared` where a new good's code stands by now. The claim makes it
   * safe to repeat, so it is repeated inside: a second call with the same origin answers `alreadyRecorded`
   * or `documentGone`. One whose document is lost (`again`) is decided by the claim of that loss, takes a
   * number by the same protocol and its own УНП, and rejects `unp.taken` where another document bears it by
   * now (Q1, A9). Rejects `uncertain` errors when it is not known whether the commit happened.
   */
  recordOperation(draft: OperationDraft, signal: AbortSignal): Promise<RecordOutcome>;

  /**
   * Writes the documents of a group, all or none, in one transaction: the same rows, with the same numbers
   * and УНП, as `recordOperation` would write for one after the other; drafts of one new buyer make one
   * partner (Q8). Null: nothing was written, whatever stood in the way – a claim, a number or a key that
   * others hold, a document that is refused, drafts that differ in type, location or request for a УНП, a
   * database that is busy – and always where documents are no transactions. Then each is to be recorded by
   * itself, which tells whose fault it was. Only a line that breaks before the commit is repeated inside.
   * Rejects `uncertain` errors as `recordOperation` does: all of them stand, or none, and the claim of each
   * tells.
   */
  recordOperations(
    drafts: readonly OperationDraft[],
    signal: AbortSignal,
  ): Promise<readonly RecordedOutcome[] | null>;

  /**
   * Adds goods (S18, D1) with their Store rows, one transaction for all; ids in the drafts' order. NOT
   * repeatable: the next run looks them up with `findGoods` first.
   */
  addGoods(drafts: readonly GoodDraft[], signal: AbortSignal): Promise<readonly GoodId[]>;

  /**
   * Keys by which runs on a shop have told that they were here, whoever they are (Q8); null where the
   * interface has no place for marks. Repeated inside.
   */
  readInstallationMarks(identityHash: string, signal: AbortSignal): Promise<readonly string[] | null>;

  /**
   * Leaves the mark of a run in the place of those before it; whoever replaces the same mark at the same time
   * is told that he was overtaken. One that stands already stays; not repeated: a run goes on without,
   * and the next one leaves its own. Rejects an `access` error where the user may not write it. Does
   * nothing where the interface has no place for marks.
   */
  markInstallation(mark: NewMark, signal: AbortSignal): Promise<MarkLeft>;

  /**
   * The key by which one at a time sends goods to a shop (Q8); null where nobody has made it yet, or the
   * interface has no place for it. Repeated inside.
   */
  readExportKey(identityHash: string, signal: AbortSignal): Promise<ExportKey | null>;

  /**
   * Puts the next key in its place: of several who replace the same key one only succeeds. One that stands
   * already was replaced, so it is repeated inside. Rejects an `access` error where the user may not write
   * it; `refused` where the interface has no place for keys.
   */
  replaceExportKey(key: NewExportKey, signal: AbortSignal): Promise<KeyReplaced>;

  /**
   * The marks by which this very database is known again, wherever it is moved to (Q3); null where the
   * interface has no place for marks. Repeated inside.
   */
  readIdentityMarks(signal: AbortSignal): Promise<readonly string[] | null>;

  /**
   * Leaves such a mark; one that stands already stays as it is, so it is repeated inside. Rejects an `access`
   * error where the user may not write it. Does nothing where the interface has no place for marks.
   */
  leaveIdentityMark(mark: string, signal: AbortSignal): Promise<void>;

  /**
   * In what the database differs from the vendor's: triggers, own columns, missing indexes. Repeated inside.
   * Always empty where the interface shows no structure.
   */
  readOddities(signal: AbortSignal): Promise<readonly WarehouseOddity[]>;

  /**
   * What the database tells of the assumptions about it, for `collect`; null where the interface shows
   * nothing of it. No personal data. Repeated inside.
   */
  readEvidence(signal: AbortSignal): Promise<WarehouseEvidence | null>;

  /**
   * Rights that the user lacks for this work (Q12), each as `INSERT operations`; tried without a trace.
   * Repeated inside. Always empty where the interface knows no rights of tables.
   */
  missingRights(work: WarehouseWork, signal: AbortSignal): Promise<readonly string[]>;

  /** Who uses a fiscal device, as far as the database shows (F13, A5). Repeated inside. */
  readUnpUse(deviceSerial: string, range: UnpRange, signal: AbortSignal): Promise<UnpUse>;

  /**
   * Highest sequence of a device inside the range that any text names: receipts of every type, notes of
   * documents; 0 = none, also where the interface has no УНП. Reads every note: once, before a profile's
   * first УНП. Repeated inside.
   */
  readNamedSequence(deviceSerial: string, range: UnpRange, signal: AbortSignal): Promise<number>;

  /** Frees the connection. Repeatable. */
  close(): Promise<void>;
}
