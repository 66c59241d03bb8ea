import type { IsAlive } from '../../model/lease.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { BackupContent, BackupFile } from '../../model/backup.ts';

/** What a restored memory holds. */
export interface RestoredState {
  readonly profiles: number;
  readonly orders: number;
  readonly links: number;
  /** Names of accounts, or of their passwords, that only the backup had: they can sign in again. */
  readonly accounts: readonly string[];
}

/** Backups of the whole memory in one file each. Secrets in them stay sealed: the key is not in the file. */
export interface Backups {
  /** Where backups are kept when nothing else is said. */
  readonly folder: string;
  /** Why nothing of this can be done here, and everything rejects it; null: all of it can. */
  readonly refusal: SyncError | null;
  /**
   * A consistent copy, also while runs go on. Rejects `backup.fileExists`, `backup.notWritten`. Not
   * repeatable into the same file.
   */
  write(file: string): Promise<void>;
  /**
   * The same into a folder, which is made where it is missing, under a name that tells whose it is and when
   * it was made. Rejects `backup.notWritten`. Repeatable: of one second there is one.
   */
  keep(folder: string, file: Omit<BackupFile, 'name' | 'bytes'>): Promise<BackupFile>;
  /** What `keep` has left in a folder, the newest first; a folder that is not there holds none. Repeatable. */
  list(folder: string): Promise<readonly BackupFile[]>;
  /** Removes one of them; one that is not there is removed already. Rejects `backup.notWritten`. Repeatable. */
  drop(folder: string, name: string): Promise<void>;
  /** What a backup holds, after it was looked through as a whole. Rejects as `restore` does. Repeatable. */
  inspect(file: string): Promise<BackupContent>;
  /** The path of one that is listed. Rejects `file.notFound`. Repeatable. */
  pathOf(folder: string, name: string): Promise<string>;
  /** The bytes of one that is listed, piece by piece. Rejects `file.notFound`. Repeatable. */
  read(folder: string, name: string): AsyncIterable<Uint8Array>;
  /**
   * Replaces everything by a backup, completely or not at all. Sessions end, every profile needs a plan
   * before its next run, and what was sent to the shop counts as unknown. Rejects `file.notFound`,
   * `backup.malformed`, `state.newer`, and `run.alreadyRunning` while somebody holds a lease. Repeatable.
   */
  restore(file: string, request: { readonly isAlive: IsAlive }): Promise<RestoredState>;
}
