import { SyncError } from '../model/sync-error.ts';

/** Under way and waiting together, of one name or address. */
const MOST_EACH = 6;
const MOST_WAITING = 16;

/**
 * Lets few passwords be hashed at once: each costs tens of milliseconds of a thread that the rest of the
 * program needs too. The others wait in a short queue; whoever comes beyond it is sent away.
 */
export class PasswordGate {
  readonly #atOnce: number;
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #each = new Map<string, number>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Runs the work when its turn comes. Rejects `access.busy` when the queue, or one key's share, is full. */
  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const isFull = this.#waiting.length >= MOST_WAITING;
    if (isFull || keys.some((key) => (this.#each.get(key) ?? 0) >= MOST_EACH))
      throw new SyncError('access.busy');
    for (const key of keys) this.#each.set(key, (this.#each.get(key) ?? 0) + 1);
    try {
      await this.#turn();
      return await work();
    } finally {
      this.#next();
      for (const key of keys) this.#leave(key);
    }
  }

  async #turn(): Promise<void> {
    if (this.#underWay < this.#atOnce) {
      this.#underWay += 1;
      return;
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** The place passes to whoever waits longest, so that nobody who comes meanwhile can take it. */
  #next(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#underWay -= 1;
    else next();
  }

  #leave(key: string): void {
    const left = (this.#each.get(key) ?? 1) - 1;
    if (left === 0) this.#each.delete(key);
    else this.#each.set(key, left);
  }
}
