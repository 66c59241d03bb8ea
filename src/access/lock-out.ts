import type { Clock } from '../lib/clock.ts';
import { foldedAccountName } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import { networkOf } from './network-of.ts';

const FREE_TRIES = 5;
/** An office shares one address: one person's slips must not keep the others out. */
const FREE_TRIES_FROM_ADDRESS = 20;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGOTTEN_MS = 24 * 3_600_000;
/** To have one name forgotten, whoever guesses would need thousands of others, from hundreds of networks. */
const MOST_KEYS = 10_000;

/** Whose tries are counted together. */
export interface Guesser {
  readonly key: string;
  /** Wrong tries before the first wait. */
  readonly free: number;
  /** Whether a right try clears all wrong ones, or takes back only itself. */
  readonly isClearedBySuccess: boolean;
}

/** All tries on one account, however its name is written. */
export function onName(name: string): Guesser {
  return { key: `name ${foldedAccountName(name)}`, free: FREE_TRIES, isClearedBySuccess: true };
}

/** All tries from one machine or network. A right try of one's own account buys no further ones on others. */
export function fromAddress(address: string): Guesser {
  return { key: `from ${networkOf(address)}`, free: FREE_TRIES_FROM_ADDRESS, isClearedBySuccess: false };
}

/** Tries at something that only one browser, session or network can reach: what others do never counts. */
export function onlyBy(what: string): Guesser {
  return { key: `only ${what}`, free: FREE_TRIES, isClearedBySuccess: true };
}

interface Failures {
  readonly count: number;
  readonly lastMs: number;
}

/** One try that was counted as a wrong one before anybody looked at it. */
export interface Attempt {
  /** It was right. */
  succeeded(): void;
  /** It was not looked at: as if it had never been made. */
  takeBack(): void;
}

/**
 * Slows down whoever guesses: after the free tries every further one doubles the wait. A try counts as
 * wrong from its start on, so that a thousand at once are no more than a thousand one after the other. Kept
 * in memory: a restart forgives, which only whoever sits at the machine can cause.
 */
export class LockOut {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a try of all of them. Throws `access.lockedOut` with the seconds left while any has to wait. */
  attempt(guessers: readonly Guesser[]): Attempt {
    const left = Math.max(...guessers.map((guesser) => this.#left(guesser)));
    if (left > 0) throw new SyncError('access.lockedOut', { seconds: Math.ceil(left / 1000) });
    const before = guessers.map((guesser) => this.#count(guesser.key));
    const takeBack = (guesser: Guesser, index: number): void => {
      this.#takeBack(guesser.key, before[index] ?? null);
    };
    return {
      succeeded: () =>
        guessers.forEach((guesser, index) => {
          if (guesser.isClearedBySuccess) this.#failures.delete(guesser.key);
          else takeBack(guesser, index);
        }),
      takeBack: () => guessers.forEach(takeBack),
    };
  }

  /** What was known before; null = nothing that still counts. */
  #count(key: string): Failures | null {
    const now = this.#clock.now();
    const known = this.#failures.get(key) ?? null;
    const before = known === null || now - known.lastMs > FORGOTTEN_MS ? null : known;
    // Put back at the end: the map's first key is the one that was tried longest ago.
    this.#failures.delete(key);
    this.#failures.set(key, { count: (before?.count ?? 0) + 1, lastMs: now });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MOST_KEYS && oldest !== undefined) this.#failures.delete(oldest);
    return before;
  }

  #takeBack(key: string, before: Failures | null): void {
    const known = this.#failures.get(key);
    if (known === undefined) return;
    if (known.count <= 1) this.#failures.delete(key);
    else this.#failures.set(key, { count: known.count - 1, lastMs: before?.lastMs ?? known.lastMs });
  }

  #left({ key, free }: Guesser): number {
    const known = this.#failures.get(key);
    if (known === undefined || known.count < free) return 0;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (known.count - free), LONGEST_WAIT_MS);
    // A clock that was put back makes nobody wait longer.
    return Math.min(known.lastMs + wait - this.#clock.now(), wait);
  }
}
