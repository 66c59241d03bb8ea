import type { Clock } from '../lib/clock.ts';
import { foldedAccountName } from '../model/account.ts';
import { SyncError } from '../model/sync-error.ts';
import type { EntryMemory, State, Tries } from '../state/state.ts';
import { networkOf } from './network-of.ts';

const FREE_TRIES = 5;
/** An office shares one address: one person's slips must not keep the others out. */
const FREE_TRIES_FROM_ADDRESS = 20;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGOTTEN_MS = 24 * 3_600_000;
/** To have one name forgotten, whoever guesses would need thousands of others, from hundreds of networks. */
const MOST_KEYS = 10_000;

/** What is remembered of who may come in. */
export type DoorMemory = Pick<State, 'accounts' | 'entries' | 'tenants'>;

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

/** One try that was counted as a wrong one before anybody looked at it. */
export interface Attempt {
  /** It was right. */
  succeeded(): Promise<void>;
  /** It was not looked at: as if it had never been made. */
  takeBack(): Promise<void>;
}

/**
 * Slows down whoever guesses: after the free tries every further one doubles the wait. A try counts as
 * wrong from its start on, so that a thousand at once are no more than a thousand one after the other. Kept
 * in the memory: whichever process serves the page counts the same, and no restart forgives.
 */
export class LockOut {
  readonly #clock: Clock;
  readonly #memory: EntryMemory;

  constructor(memory: EntryMemory, clock: Clock) {
    this.#memory = memory;
    this.#clock = clock;
  }

  /** Counts a try of all of them. Rejects `access.lockedOut` with the seconds left while any has to wait. */
  async attempt(guessers: readonly Guesser[]): Promise<Attempt> {
    const nowMs = this.#clock.now();
    const free = new Map(guessers.map((guesser) => [guesser.key, guesser.free]));
    const { waitMs, before } = await this.#memory.countTries({
      keys: [...free.keys()],
      nowMs,
      forgetBeforeMs: nowMs - FORGOTTEN_MS,
      mostKeys: MOST_KEYS,
      waitMs: (key, known) => waitOf(known, free.get(key) ?? 0, nowMs),
    });
    if (waitMs > 0) throw new SyncError('access.lockedOut', { seconds: Math.ceil(waitMs / 1000) });
    const takeBack = async (taken: readonly Guesser[]): Promise<void> => {
      for (const { key } of taken) await this.#memory.takeTryBack(key, before.get(key) ?? null);
    };
    return {
      succeeded: async () => {
        const cleared = guessers.filter((guesser) => guesser.isClearedBySuccess);
        await this.#memory.clearTries(cleared.map(({ key }) => key));
        await takeBack(guessers.filter((guesser) => !guesser.isClearedBySuccess));
      },
      takeBack: () => takeBack(guessers),
    };
  }
}

/** How long whoever has tried so often still has to wait. */
function waitOf(known: Tries, free: number, nowMs: number): number {
  if (known.count < free) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (known.count - free), LONGEST_WAIT_MS);
  // A clock that was put back makes nobody wait longer.
  return Math.min(known.lastMs + wait - nowMs, wait);
}
