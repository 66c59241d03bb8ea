import { DatabaseSync } from 'node:sqlite';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';

/** What the thread is started with: the memory's file. */
export interface CompactOrder {
  readonly path: string;
}

/** What it answers, once: SQLite's code and words for what went wrong. */
export type CompactAnswer =
  | { readonly isDone: true }
  | { readonly errcode: number; readonly message: string };

const LOCK_WAIT_MS = 5000;

function compact({ path }: CompactOrder): CompactAnswer {
  try {
    const database = new DatabaseSync(path, { timeout: LOCK_WAIT_MS });
    try {
      database.exec('PRAGMA synchronous = FULL');
      database.exec('VACUUM');
      // Only now does the file itself become smaller.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
    return { isDone: true };
  } catch (error) {
    const { errcode = 0, message } = error as { readonly errcode?: number; readonly message: string };
    return { errcode, message };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
if (!isMainThread) parentPort?.postMessage(compact(workerData as CompactOrder));
