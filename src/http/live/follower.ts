import type { Wording } from './wording.ts';

/** An event with its place in the feed; null: it has none, and nothing is resumed behind it. */
export interface FeedEntry {
  readonly id: string | null;
  readonly word: Wording;
}

/** A page that does not keep up is let go: it comes back, and learns how everything stands. */
const MOST_WAITING = 2000;

/** The queue of one page that follows the feed. */
export class Follower {
  readonly #waiting: FeedEntry[] = [];
  #wake: (() => void) | null = null;
  #isClosed = false;

  /** Adds what is to be told next; closes a queue that has grown too long. */
  push(entry: FeedEntry): void {
    if (this.#isClosed) return;
    this.#waiting.push(entry);
    if (this.#waiting.length > MOST_WAITING) this.close();
    else this.#wake?.();
  }

  /** Ends the queue; what still waits is left out. Repeatable. */
  close(): void {
    this.#isClosed = true;
    this.#waiting.length = 0;
    this.#wake?.();
  }

  /** What comes next; null when the queue is closed. */
  async next(): Promise<FeedEntry | null> {
    while (this.#waiting.length === 0 && !this.#isClosed)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    return this.#waiting.shift() ?? null;
  }
}
