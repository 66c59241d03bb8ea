import type { Clock } from '../lib/clock.ts';
import { SyncError } from '../model/sync-error.ts';

const FREE_TRIES = 5;
/** An office shares one address: one person's slips must not keep the others out. */
const FREE_TRIES_FROM_ADDRESS = 20;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGOTTEN_MS = 24 * 3_600_000;
const MOST_KEYS = 10_000;

/** How keys of addresses begin. */
export const ADDRESS = 'from ';

interface Failures {
  readonly count: number;
  readonly lastMs: number;
}

/**
 * Slows down whoever guesses passwords: after five failures on a name, or twenty from an address, every
 * further one doubles the wait. Kept in memory: a restart forgives, which only whoever sits at the machine
 * can cause.
 */
export class LockOut {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Rejects `access.lockedOut` with the seconds that are left while any of the keys has to wait. */
  refuse(keys: readonly string[]): void {
    const left = Math.max(...keys.map((key) => this.#left(key)));
    if (left > 0) throw new SyncError('access.lockedOut', { seconds: Math.ceil(left / 1000) });
  }

  failed(keys: readonly string[]): void {
    if (this.#failures.size > MOST_KEYS) this.#failures.clear();
    for (const key of keys) {
      const known = this.#failures.get(key);
      const now = this.#clock.now();
      const isOld = known === undefined || now - known.lastMs > FORGOTTEN_MS;
      this.#failures.set(key, { count: isOld ? 1 : known.count + 1, lastMs: now });
    }
  }

  succeeded(keys: readonly string[]): void {
    for (const key of keys) this.#failures.delete(key);
  }

  #left(key: string): number {
    const known = this.#failures.get(key);
    const free = key.startsWith(ADDRESS) ? FREE_TRIES_FROM_ADDRESS : FREE_TRIES;
    if (known === undefined || known.count < free) return 0;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (known.count - free), LONGEST_WAIT_MS);
    return known.lastMs + wait - this.#clock.now();
  }
}
