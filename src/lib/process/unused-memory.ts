import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Sleep } from '../sleep.ts';

const HOUR_MS = 3_600_000;

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

/** Does so each hour, until the signal ends it. */
export async function keepMemoryGivenBack(sleep: Sleep, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(HOUR_MS, signal).catch(() => undefined);
    if (!signal.aborted) giveMemoryBack();
  }
}
