import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Sleep } from '../sleep.ts';

const [LOOK_MS, LONGEST_MS] = [5 * 60_000, 3_600_000];
/** What is done every five minutes is over by then, and what it has left is not kept until the next look. */
const AFTER_MS = 60_000;
/** So much growth is worth a tenth of a second: a sheet of all orders leaves some times as much. */
const WORTH_BYTES = 4 * 1_048_576;

type Collect = (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;
let collect: Collect | null = null;

/** The engine's own collection, which it hands only to contexts that are made while its flag is set. */
function loadCollect(): Collect {
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as Collect;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}

/**
 * Gives memory that the engine does not use back to the system. It keeps pages that have become empty in a
 * pool, and empties that only in a collection that is to reduce memory, which it never finds worth while
 * where a heap stays small: in a week the pool took tens of megabytes (npm run simulate -- week). Nothing
 * else runs meanwhile, about a tenth of a second. Repeatable.
 */
export function giveMemoryBack(): void {
  collect ??= loadCollect();
  collect({ type: 'major', flavor: 'last-resort' });
}

/**
 * Does so when the process has grown by four megabytes since it was smallest after the last time, which is
 * looked at every five minutes, and each hour at the latest; until the signal ends it.
 */
export async function keepMemoryGivenBack(sleep: Sleep, signal: AbortSignal): Promise<void> {
  let [smallest, sinceMs] = [process.memoryUsage.rss(), 0];
  await sleep(AFTER_MS, signal).catch(() => undefined);
  while (!signal.aborted) {
    await sleep(LOOK_MS, signal).catch(() => undefined);
    if (signal.aborted) return;
    const now = process.memoryUsage.rss();
    // What was given back leaves the process a moment later.
    smallest = Math.min(smallest, now);
    sinceMs += LOOK_MS;
    if (sinceMs < LONGEST_MS && now < smallest + WORTH_BYTES) continue;
    giveMemoryBack();
    [smallest, sinceMs] = [process.memoryUsage.rss(), 0];
  }
}
