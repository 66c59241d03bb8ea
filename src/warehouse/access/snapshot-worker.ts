import { rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { accessError } from './access-errors.ts';
import type { ToldError } from './access-errors.ts';
import { fileLooks } from './file-looks.ts';
import { loadSnapshot } from './load-snapshot.ts';
import type { SnapshotScope } from './loaded-tables.ts';
import { readLockFile } from './lock-file.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** What the thread is started with. */
export interface SnapshotOrder {
  readonly path: string;
  readonly address: string;
  /** Where snapshots are made: each attempt appends its number. */
  readonly target: string;
  readonly scope: SnapshotScope;
}

/** What it answers, once. */
export type SnapshotAnswer =
  | {
      readonly file: string;
      readonly isCutOff: boolean;
      /** When the file last changed, by its own time; milliseconds. */
      readonly changedAt: number;
      readonly error?: never;
    }
  | { readonly error: ToldError; readonly file?: never };

/** Takes a snapshot; everything in it that needs the processor stays out of the program's own thread. */
async function take({ path, address, target, scope }: SnapshotOrder): Promise<SnapshotAnswer> {
  const looks = fileLooks(path);
  let attempts = 0;
  try {
    const { loaded, isCutOff } = await takeSnapshot({
      look: () => looks.look(),
      load: (bytes) => {
        attempts += 1;
        const file = `${target}.${attempts}`;
        loadSnapshot(bytes, file, scope);
        return file;
      },
      drop: (file) => rmSync(file, { force: true }),
      sleep: (milliseconds) => sleep(milliseconds),
      now: () => performance.now(),
      isOpened: async () => (await readLockFile(path)).length > 0,
    });
    return { file: loaded, isCutOff, changedAt: (await stat(path)).mtimeMs };
  } catch (error) {
    const { code, facts } = accessError(error, { address, who: await readLockFile(path) });
    return { error: { code, facts } };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
if (!isMainThread) parentPort?.postMessage(await take(workerData as SnapshotOrder));
