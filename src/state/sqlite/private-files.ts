import { chmodSync, closeSync, constants, lstatSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SyncError } from '../../model/sync-error.ts';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** What SQLite keeps beside its file, with the file's rights when it makes it. */
const BESIDE = ['', '-wal', '-shm', '-journal'];
const RESTORING = /^restore-(\d+)-/;

/** Takes from others what they may do with a file, whatever the folder allows. A link is refused. */
function tighten(path: string, folder: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isSymbolicLink()) throw new SyncError('state.unreadable', { folder, problem: `${path}: link` });
  if ((found.mode & OTHERS) === 0) return;
  try {
    chmodSync(path, OWNER_ONLY);
  } catch {
    // Another owner's file, or a disk that may only be read: `doctor` tells what stays open.
  }
}

/**
 * Makes a file of the memory, or finds it, so that only its owner may read it and what SQLite keeps beside
 * it. Rejects `state.unreadable` when one of them is a link. What else stands in the way is told by whoever
 * opens the file.
 */
export function keepPrivate(path: string, folder: string): void {
  for (const suffix of BESIDE) tighten(`${path}${suffix}`, folder);
  try {
    closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, OWNER_ONLY));
  } catch {
    // It is there already, or cannot be made.
  }
}

/** The key beside the memory, as private as the memory itself. */
export function keepKeyPrivate(folder: string): void {
  tighten(join(folder, 'key'), folder);
}

/** How the folder of a restore begins: the process that works in it. */
export function restorePrefix(folder: string): string {
  return join(folder, `restore-${process.pid}-`);
}

/** Removes what restores have left that were killed: whole copies of a memory. */
export function sweepRestores(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(RESTORING.exec(name)?.[1] ?? 0);
    if (pid !== 0 && !isAlive(pid)) remove(join(folder, name));
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // On a disk that may only be read it stays until it may be written.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
