import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { makeOwnFolder } from '../../lib/own-folder.ts';
import { faultCode } from '../../model/fault-code.ts';
import { SyncError } from '../../model/sync-error.ts';
import { restorePrefix, sweepRestores } from '../sqlite/private-files.ts';

/**
 * For a file of that folder: it need not survive a power cut, only what is made of it, and all of it is in
 * one file.
 */
export const HASTILY = 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;';

/**
 * Copies a whole file into that folder, or out of it into an empty one that gets its name later. Throws
 * errors of the system.
 */
export const copyWhole: (from: string, to: string) => void = copyFileSync;

/**
 * A folder of this process alone in the data folder; what a kill leaves of it, the next opening of the memory
 * removes.
 */
export async function inOwnFolder<T>(folder: string, work: (own: string) => Promise<T>): Promise<T> {
  const own = mkdtempSync(restorePrefix(folder));
  try {
    return await work(own);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/**
 * Makes the data folder of a memory that is elsewhere, where it is missing, and removes from it what moves
 * have left that were killed. Throws `state.unreadable`: whatever stands in the way is no fault of the memory's place.
 */
export function prepareOwnFolder(folder: string): void {
  try {
    makeOwnFolder(folder);
    sweepRestores(folder);
  } catch (error) {
    const problem = faultCode(error) ?? String(error);
    throw new SyncError('state.unreadable', { folder, problem }, { cause: error });
  }
}
