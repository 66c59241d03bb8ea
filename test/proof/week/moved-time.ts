import type { Sleep } from '../../../src/lib/sleep.ts';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A clock that somebody else moves, and sleep by it: a week goes by as fast as the work that falls into it. */
export class MovedTime {
  #nowMs: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  readonly now = (): number => this.#nowMs;

  readonly sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const sleeper: Sleeper = { atMs: this.#nowMs + milliseconds, wake: () => end(resolve) };
      const stop = (): void => end(() => reject(signal?.reason as Error));
      const end = (then: () => void): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', stop);
        then();
      };
      this.#sleepers.add(sleeper);
      if (signal?.aborted === true) stop();
      else signal?.addEventListener('abort', stop);
    });

  /** How many wait for their time. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Moves on; whose time has come wakes up, each once. */
  moveTo(nowMs: number): void {
    this.#nowMs = nowMs;
    const due = Array.from(this.#sleepers).filter(({ atMs }) => atMs <= nowMs);
    for (const { wake } of due) wake();
  }
}
