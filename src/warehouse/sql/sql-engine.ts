import type { Expression, Kysely, RawBuilder } from 'kysely';
import type { SyncError } from '../../model/sync-error.ts';
import type { WarehouseSchema } from './schema.ts';

/** Values of one list in a condition. */
export const KEYS_AT_ONCE = 400;

/** A connection, or a transaction on it, to a warehouse. */
export type WarehouseDatabase = Kysely<WarehouseSchema>;

/** A database that is open, with what is particular of its engine. Destroy the database to close it. */
export interface OpenedDatabase {
  readonly database: WarehouseDatabase;
  readonly engine: SqlEngine;
}

/** A transaction that is open; `database` is its connection. */
export interface OpenTransaction {
  readonly database: WarehouseDatabase;
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}

/** How an engine tells of its structure; names come as they are stored. */
export interface StructureQueries {
  readonly triggers: string;
  /** `needed` = 1: no NULL, no default, no number of its own. */
  readonly columns: string;
  /** The first column of every index. */
  readonly indexes: string;
  /** The orders of letters that are in use, as `name`, each once. */
  readonly collations: string;
}

/** What is asked right behind the lock of a series: an aggregate, so that its answer is one row. */
export type SeriesQuery<T> = Expression<T> & { executeTakeFirst(): Promise<T | undefined> };

/** In what the engines differ; the queries are written once (facts of the database, section 2). */
export interface SqlEngine {
  /** The warehouse's address, for errors; it holds no secret. */
  readonly address: string;
  /** The database server's own clock, local time, as a value for DATETIME columns (I6). */
  readonly now: RawBuilder<string>;
  /** Minutes since 1970 by the same clock, for all who use the database; some drivers give a text. */
  readonly nowMinutes: RawBuilder<number | string>;
  /**
   * Gives the work an open transaction that may write. Never blocks the process while another connection of
   * it holds the lock. The work itself ends the transaction.
   */
  readonly withTransaction: <T>(
    database: WarehouseDatabase,
    work: (transaction: OpenTransaction) => Promise<T>,
  ) => Promise<T>;
  /**
   * Keeps writers of one series of numbers apart until the transaction ends, where the primary key of
   * NextAcct alone is not proven to do it; then asks the query, on the same way there and back, and answers
   * with its row. Repeatable inside the transaction. Rejects `warehouse.busy` where another holds the series
   * too long.
   */
  readonly lockSeries: <T>(
    transaction: WarehouseDatabase,
    series: string,
    query: SeriesQuery<T>,
  ) => Promise<T | undefined>;
  /**
   * One writer at a time, so that rows become visible in the order of their ids: what was read once need
   * not be read again.
   */
  readonly hasSerialWrites: boolean;
  /** Rows of one INSERT: each statement is a way to the server and back, and not every server takes many. */
  readonly rowsAtOnce: number;
  /** How it tells of triggers, columns and indexes. */
  readonly structure: StructureQueries;
  /** Hides a column from the planner where it would choose an index that makes every page sort anew. */
  readonly unindexed: (column: string) => RawBuilder<number>;
  /** A primary key that exists already: the one signal that numbers and claims are made with. */
  readonly isDuplicateKey: (error: unknown) => boolean;
  /** Takes out what the engine's columns refuse (I6). */
  readonly cleanText: (text: string) => string;
  readonly toSyncError: (error: unknown) => SyncError;
  /** True when a failed COMMIT may nevertheless have happened. */
  readonly isCommitUncertain: (error: unknown) => boolean;
}
