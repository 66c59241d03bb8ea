import { commitState } from './jet/commit-table.ts';
import { Unsound } from './jet/unsound.ts';
import type { Look } from './file-looks.ts';

/**
 * Lone statements of Jet reach the file up to half a second later: what stands still for twice as long is
 * settled.
 */
const SETTLE_MS = 1000;
const MOST_LOOKS = 10;
const LONGEST_MS = 60_000;

/** What taking a snapshot works with; time is handed in. */
export interface SnapshotTools<T> {
  /** Rejects with the file system's own errors; `EBUSY` means that somebody has the file for himself. */
  readonly look: () => Promise<Look>;
  /** Throws `Unsound` for a contradiction; whatever else it throws ends the taking. */
  readonly load: (bytes: Buffer) => T;
  /** Frees what was loaded and is not needed. */
  readonly drop: (loaded: T) => void;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds of a clock that only goes forwards. */
  readonly now: () => number;
  /** Somebody has the database open, as far as its lock file says. */
  readonly isOpened: () => Promise<boolean>;
}

/** Why no snapshot could be taken. */
export type SnapshotFailure = 'changing' | 'locked' | 'damaged' | 'halfWritten';

export class NoSnapshot extends Error {
  readonly why: SnapshotFailure;

  constructor(why: SnapshotFailure, detail = '') {
    super(detail);
    this.name = 'NoSnapshot';
    this.why = why;
  }
}

/**
 * A whole snapshot. `isCutOff`: its writer died in the middle of a write; it is sound, but was never
 * finished.
 */
export interface Snapshot<T> {
  readonly loaded: T;
  readonly isCutOff: boolean;
}

/** Nobody wrote while it was read, as far as the writers say so themselves. */
function isQuiet({ commits, isWholePages }: Look): boolean {
  const [first, ...others] = commits;
  return (
    isWholePages &&
    first !== undefined &&
    others.every((other) => other.equals(first)) &&
    commitState(first) === 'idle'
  );
}

function isWriting({ commits }: Look): boolean {
  return commits.some((table) => commitState(table) === 'writing');
}

/** One look with what came of loading it. */
interface Tried<T> {
  readonly look: Look;
  readonly loaded: T | null;
  readonly problem: string;
}

/**
 * Takes one whole snapshot of a file that others may be writing into. Three guards decide: it is *sound* (no
 * contradiction in any table), *settled* (a second reading, a second later, is the same byte for byte),
 * *quiet* (the commit table says that nobody wrote meanwhile). Sound and settled is enough. In a shop that
 * is never still sound and quiet twice running is enough too, but only if the commit table has moved with
 * the file: a writer that does not keep it proves nothing by it. Rejects `NoSnapshot` rather than take what
 * might be torn.
 */
export async function takeSnapshot<T>(tools: SnapshotTools<T>): Promise<Snapshot<T>> {
  const start = tools.now();
  let last = null as Tried<T> | null;
  let failure: SnapshotFailure = 'changing';
  let stoodStill = 0;
  let lookedAt = start - SETTLE_MS;
  for (let count = 0; count < MOST_LOOKS && tools.now() - start < LONGEST_MS; count += 1) {
    // Loading takes its time as well: only the rest is waited for.
    await tools.sleep(Math.max(lookedAt + SETTLE_MS - tools.now(), 0));
    const look = await lookUnlessLocked(tools);
    lookedAt = tools.now();
    if (look === null) {
      failure = 'locked';
      continue;
    }
    failure = 'changing';
    if (look.isUnchanged && last !== null) {
      stoodStill += 1;
      last = { loaded: last.loaded, problem: last.problem, look };
      if (last.loaded !== null && !isWriting(look)) return { loaded: last.loaded, isCutOff: false };
      continue;
    }
    stoodStill = 0;
    const next = tryLoad(tools, look);
    if (next.loaded !== null && last !== null && isBusyButWhole(last, next)) {
      release(tools, last);
      return { loaded: next.loaded, isCutOff: false };
    }
    release(tools, last);
    last = next;
  }
  return lastChance(tools, { last, failure, stoodStill });
}

async function lookUnlessLocked<T>(tools: SnapshotTools<T>): Promise<Look | null> {
  try {
    return await tools.look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    return null;
  }
}

function tryLoad<T>(tools: SnapshotTools<T>, look: Look): Tried<T> {
  try {
    const loaded = tools.load(look.bytes);
    if (look.isWholePages) return { look, loaded, problem: '' };
    tools.drop(loaded);
    return { look, loaded: null, problem: 'not made of whole pages' };
  } catch (error) {
    if (!(error instanceof Unsound)) throw error;
    return { look, loaded: null, problem: error.message };
  }
}

function isBusyButWhole<T>(before: Tried<T>, now: Tried<T>): boolean {
  const hasMoved = before.look.commits[0]?.equals(now.look.commits[0] ?? Buffer.alloc(0)) === false;
  return before.loaded !== null && hasMoved && isQuiet(before.look) && isQuiet(now.look);
}

function release<T>(tools: SnapshotTools<T>, tried: Tried<T> | null): void {
  if (tried !== null && tried.loaded !== null) tools.drop(tried.loaded);
}

/** What stood still through all looks is no longer being written: it is damaged, or its writer is dead. */
async function lastChance<T>(
  tools: SnapshotTools<T>,
  end: { readonly last: Tried<T> | null; readonly failure: SnapshotFailure; readonly stoodStill: number },
): Promise<Snapshot<T>> {
  const { last, failure, stoodStill } = end;
  const neverMoved = stoodStill > 0 && stoodStill === MOST_LOOKS - 1;
  if (last !== null && neverMoved && last.loaded === null) throw new NoSnapshot('damaged', last.problem);
  if (last !== null && neverMoved && last.loaded !== null) {
    if (!(await tools.isOpened())) return { loaded: last.loaded, isCutOff: true };
    release(tools, last);
    throw new NoSnapshot('halfWritten');
  }
  release(tools, last);
  throw new NoSnapshot(failure);
}
