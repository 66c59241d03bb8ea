import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface WholeFileOptions {
  /** Never over a file that is there: then the error's code is `EEXIST`. */
  readonly isNew?: boolean;
}

/** Only its owner may read it: files of this program hold buyers' names, keys or both. */
const OWNER_ONLY = 0o600;
const LONGEST_NAME = 100;
/** A file under its first name, as `halfName` makes it. */
const HALF = /^\.(.+)\.[0-9a-f]{12}\.new$/;
/** No file takes so long to be written. */
const LEFT_MS = 24 * 3_600_000;
/** Systems and folders on which a second name for a file is not possible. */
const NO_SECOND_NAME = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES']);

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function failure(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function shortName(path: string): string {
  return basename(path).slice(0, LONGEST_NAME);
}

/** A name that nobody can have put a link under before, in the folder of the file itself. */
function halfName(path: string): string {
  return join(dirname(path), `.${shortName(path)}.${randomBytes(6).toString('hex')}.new`);
}

/**
 * Removes halves of files that writers have left who were killed, in this folder: those that nobody has
 * touched for a day. `name`: of this file only. What cannot be read or removed stays.
 */
export function sweepHalves(folder: string, name: string | null = null): void {
  try {
    for (const found of readdirSync(folder)) {
      const half = HALF.exec(found);
      if (half === null || (name !== null && half[1] !== name)) continue;
      const path = join(folder, found);
      const state = lstatSync(path);
      if (state.isFile() && state.mtimeMs < Date.now() - LEFT_MS) rmSync(path);
    }
  } catch {
    // The next one tries again; what is written now does not depend on it.
  }
}

/** What was written must be on the disk before it gets its name, and the name before anybody relies on it. */
function flush(path: string, mode: 'r' | 'r+'): void {
  const file = openSync(path, mode);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function flushFolder(folder: string): void {
  try {
    flush(folder, 'r');
  } catch {
    // Windows flushes no folders; the file itself is on the disk.
  }
}

/**
 * Gives a finished file its name, durably. Throws `ELOOP` where the name is a symbolic link: what it points to
 * may be anybody's.
 */
export function publishFile(half: string, path: string, options: WholeFileOptions = {}): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw failure('ELOOP', path);
  flush(half, 'r+');
  if (options.isNew === true) publishNew(half, path);
  else renameSync(half, path);
  flushFolder(dirname(path));
}

function publishNew(half: string, path: string): void {
  try {
    linkSync(half, path);
  } catch (error) {
    if (!NO_SECOND_NAME.has(codeOf(error))) throw error;
    if (exists(path)) throw failure('EEXIST', path);
    renameSync(half, path);
    return;
  }
  rmSync(half);
}

/**
 * Makes a file whole or not at all: `make` fills an empty one of another name, readable by its owner only,
 * which gets its own at the end. A kill or a power failure leaves the file as it was, or complete, and the
 * other one beside it until this file is written a day later. Throws errors of the system.
 */
export function makeFile<T>(path: string, make: (half: string) => T, options: WholeFileOptions = {}): T {
  const half = halfName(path);
  sweepHalves(dirname(path), shortName(path));
  try {
    closeSync(openSync(half, 'wx', OWNER_ONLY));
    const made = make(half);
    publishFile(half, path, options);
    return made;
  } finally {
    rmSync(half, { force: true });
  }
}

/** Writes a text or bytes as `makeFile` does. */
export function writeWholeFile(
  path: string,
  content: string | Uint8Array,
  options: WholeFileOptions = {},
): void {
  makeFile(path, (half) => writeFileSync(half, content), options);
}

/** `makeFile` for what takes its time, or comes piece by piece. */
export async function makeFileSlowly(
  path: string,
  make: (half: string) => Promise<void>,
  options: WholeFileOptions = {},
): Promise<void> {
  const half = halfName(path);
  sweepHalves(dirname(path), shortName(path));
  try {
    await (await open(half, 'wx', OWNER_ONLY)).close();
    await make(half);
    publishFile(half, path, options);
  } finally {
    rmSync(half, { force: true });
  }
}
