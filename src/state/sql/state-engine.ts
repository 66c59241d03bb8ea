import type { RawBuilder } from 'kysely';
import type { ProfileId } from '../../model/profile.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { EventMonths } from './firm/event-months.ts';
import type { StateDatabase } from './schema.ts';

/** How a memory is looked at by a role that the database shows one firm's rows at a time. */
export interface BoundEngine {
  /** As this firm's. Repeatable. */
  of(tenant: TenantId): StateEngine;
  /** As nobody's: people, sessions, firms, and what is of the whole memory; no firm's shops. */
  readonly door: StateEngine;
  /** Firms of which somebody has a lease that was not given back: their numbers, and nothing of them. */
  holding(): Promise<readonly TenantId[]>;
  /** Whose token of a reporting shop it is, by numbers; null = nobody's. */
  reporter(tokenHash: string): Promise<{ readonly shop: number; readonly tenant: TenantId } | null>;
}

/** In what the engines of the memory differ; everything else is written once, in this folder. */
export interface StateEngine {
  readonly database: StateDatabase;
  /**
   * All or nothing, durable when it resolves; nothing read inside behind a lock can be stale. Waits for
   * another writer without holding up the process. Only the handed transaction may be used inside: the
   * connection itself waits until the work is over. Where two collide, one is done again from its beginning.
   */
  readonly transaction: <T>(work: (transaction: StateDatabase) => Promise<T>) => Promise<T>;
  /** Milliseconds since 1970 by the engine's own clock, which is the same for every process that uses it. */
  readonly nowMs: RawBuilder<number>;
  /** Bytes of the memory where it is kept. */
  readonly sizeBytes: RawBuilder<number>;
  /** Of these what nothing stands in any more. */
  readonly freeBytes: RawBuilder<number>;
  /** Gives that back to the disk, where the engine does not do so by itself. Rejects as the port says. */
  readonly compact: () => Promise<void>;
  /**
   * Keeps other writers of this profile's row, or of its lease's, away until the transaction ends, where
   * writers run side by side. Always the lease first.
   */
  readonly lock: (transaction: StateDatabase, row: 'lease' | 'profile', id: ProfileId) => Promise<void>;
  /**
   * Keeps other writers of what belongs to the program, such as names and accounts, away until the
   * transaction ends, where writers run side by side. Always after lease and profile.
   */
  readonly lockProgram: (transaction: StateDatabase) => Promise<void>;
  /** Null: the log of runs is one table, and is forgotten row by row. */
  readonly months: EventMonths | null;
  /** True for rows whose column is one of the keys, however many there are. */
  readonly among: (column: string, keys: readonly (number | string)[]) => RawBuilder<boolean>;
  /** Where the needle begins in the text, from 1; 0 = nowhere. Letter by letter, case included. */
  readonly position: (text: RawBuilder<string>, needle: string) => RawBuilder<number>;
  /** The JSON object of a column with this key set to null. */
  readonly withNull: (column: string, key: string) => RawBuilder<string>;
  /** A text inside of a column's JSON; null when it is not there. */
  readonly textIn: (column: string, path: readonly string[]) => RawBuilder<string | null>;
  /** Null: whoever opened the memory may see every firm's rows. */
  readonly bound: BoundEngine | null;
  /** A fault of the engine as a SyncError; one of ours passes through. */
  readonly toSyncError: (error: unknown) => SyncError;
}
