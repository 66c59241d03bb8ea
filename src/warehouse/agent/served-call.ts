import { sleep } from '../../lib/sleep.ts';
import { message } from './wire.ts';

/** For so long whoever asks is let wait before he is told that it is worked. */
const HOLD_MS = 500;
/** More than any question of the port has. */
const MOST_BYTES = 64 * 1024 * 1024;

/** One call to an agent: put together from its pieces, done once, told as often as it is asked for. */
export class ServedCall {
  readonly #pieces: (Uint8Array | undefined)[];
  readonly #stop = new AbortController();
  #answer: Promise<readonly Uint8Array[]> | null = null;
  #isOver = false;

  constructor(pieces: number) {
    this.#pieces = Array.from({ length: pieces });
  }

  get isBegun(): boolean {
    return this.#answer !== null;
  }

  /** It is being done now. */
  get isGoing(): boolean {
    return this.#answer !== null && !this.#isOver;
  }

  /**
   * Takes a piece of the question; with the last one it is begun, the first time only. `work` never rejects.
   */
  take(
    at: number,
    piece: Uint8Array,
    work: (question: string, signal: AbortSignal) => Promise<readonly Uint8Array[]>,
  ): 'more' | 'whole' {
    if (this.#answer !== null) return 'whole';
    if (at < this.#pieces.length) this.#pieces[at] = Uint8Array.from(piece);
    const all = this.#pieces.filter((each) => each !== undefined);
    const bytes = all.reduce((sum, each) => sum + each.length, 0);
    if (all.length < this.#pieces.length && bytes <= MOST_BYTES) return 'more';
    this.#answer = work(Buffer.concat(all).toString(), this.#stop.signal).finally(() => {
      this.#isOver = true;
    });
    this.#pieces.length = 0;
    return 'whole';
  }

  /** A piece of the answer, or that it is not there yet. */
  async told(at: number): Promise<Uint8Array> {
    if (this.#answer === null) return message({ kind: 'taken' });
    const waiting = new AbortController();
    const pieces = await Promise.race([
      this.#answer,
      sleep(HOLD_MS, waiting.signal).then(
        () => null,
        () => null,
      ),
    ]);
    waiting.abort();
    if (pieces === null) return message({ kind: 'working' });
    const piece = pieces[at];
    if (piece === undefined) return message({ kind: 'gone' });
    return message({ kind: 'piece', piece: at, pieces: pieces.length }, piece);
  }

  stop(reason: unknown): void {
    this.#stop.abort(reason);
  }

  /** Resolves when nothing of it is done any more. */
  async ended(): Promise<void> {
    await this.#answer;
  }
}
