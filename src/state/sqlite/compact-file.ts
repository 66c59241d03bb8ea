import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SyncError } from '../../model/sync-error.ts';
import type { CompactAnswer, CompactOrder } from './compact-worker.ts';
import { STATE_FILE } from './sqlite-connection.ts';
import { stateError } from './sqlite-state-errors.ts';

const WORKER = new URL('compact-worker.ts', import.meta.url);
/** SQLite makes a copy, and then writes it into the log beside the file. */
const COPIES = 2;

/**
 * Writes the memory's file anew without its unused pages. It takes seconds, in a thread of its own, so that
 * the rest of the process goes on; writers wait meanwhile. One transaction: killed or on a full disk the
 * file stays as it was. Rejects `state.full` also where there is no room to begin, and `state.busy`.
 */
export async function compactFile(folder: string): Promise<void> {
  const path = join(folder, STATE_FILE);
  try {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < statSync(path).size * COPIES) throw new SyncError('state.full', { folder });
    const answer = await askWorker({ path });
    if (!('isDone' in answer)) throw Object.assign(new Error(answer.message), { errcode: answer.errcode });
  } catch (error) {
    throw stateError(error, folder);
  }
}

async function askWorker(order: CompactOrder): Promise<CompactAnswer> {
  const worker = new Worker(WORKER, { workerData: order });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`thread ended with ${code}`)));
  });
}
