import type { Clock } from '../lib/clock.ts';
import type { Sleep } from '../lib/sleep.ts';

export interface RateLimitOptions {
  readonly atOnce: number;
  readonly perSecond: number;
  /** One that only runs forward (Q7). */
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/**
 * At most so many requests at once and per second, first come first served (setting "rate limit"). Starts
 * are spread evenly, so that a shop never sees a burst; after a pause a short run-up is allowed, not a
 * whole second's worth.
 */
export class RateLimit {
  readonly #options: RateLimitOptions;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;
  #nextStart = 0;

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  /** Runs the work when its turn has come. Rejects with the signal's reason while it still waits. */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      await this.#waitForStart(signal);
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** Everybody waits at least so long: the shop has asked for it. */
  pause(milliseconds: number): void {
    this.#nextStart = Math.max(this.#nextStart, this.#options.clock.now() + milliseconds);
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#underWay < this.#options.atOnce) {
      this.#underWay += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', give);
        resolve();
      };
      const give = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      this.#waiting.push(enter);
      signal.addEventListener('abort', give, { once: true });
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    // The place goes straight to the next one, so that nobody overtakes him.
    if (next === undefined) this.#underWay -= 1;
    else next();
  }

  async #waitForStart(signal: AbortSignal): Promise<void> {
    const gap = 1000 / this.#options.perSecond;
    const now = this.#options.clock.now();
    const start = Math.max(now - gap * this.#options.atOnce, this.#nextStart);
    this.#nextStart = start + gap;
    if (start > now) await this.#options.sleep(start - now, signal);
  }
}
