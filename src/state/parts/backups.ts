import type { IsAlive } from '../../model/lease.ts';

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
  /**
   * A consistent copy, also while runs go on. Rejects `backup.fileExists`, `backup.notWritten`. Not
   * repeatable into the same file.
   */
  write(file: string): Promise<void>;
  /**
   * Replaces everything by a backup, completely or not at all. Sessions end, every profile needs a plan
   * before its next run, and what was sent to the shop counts as unknown. Rejects `file.notFound`,
   * `backup.malformed`, `state.newer`, and `run.alreadyRunning` while somebody holds a lease. Repeatable.
   */
  restore(file: string, request: { readonly isAlive: IsAlive }): Promise<RestoredState>;
}
