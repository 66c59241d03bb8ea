/**
 * Reads records that come in batches, ascending by a numeric key, and hands out those up to a key: the one
 * piece of machinery that joining two sorted streams needs, without holding either of them.
 */
export class SortedReader<T> {
  readonly #source: AsyncIterator<readonly T[]>;
  readonly #keyOf: (record: T) => number;
  #batch: readonly T[] = [];
  #position = 0;
  #isEnded = false;

  constructor(source: AsyncIterable<readonly T[]>, keyOf: (record: T) => number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#keyOf = keyOf;
  }

  /** Records not handed out yet whose key is at most `key`, ascending. */
  async takeUpTo(key: number): Promise<readonly T[]> {
    const taken: T[] = [];
    for (;;) {
      while (this.#position < this.#batch.length) {
        const record = this.#batch[this.#position] as T;
        if (this.#keyOf(record) > key) return taken;
        taken.push(record);
        this.#position += 1;
      }
      if (this.#isEnded || !(await this.#readBatch())) return taken;
    }
  }

  /** Passes over records whose key is below `key`, without keeping them. */
  async skipBelow(key: number): Promise<void> {
    for (;;) {
      while (this.#position < this.#batch.length) {
        if (this.#keyOf(this.#batch[this.#position] as T) >= key) return;
        this.#position += 1;
      }
      if (this.#isEnded || !(await this.#readBatch())) return;
    }
  }

  /** Ends the source early; repeatable. */
  async close(): Promise<void> {
    this.#isEnded = true;
    this.#batch = [];
    this.#position = 0;
    await this.#source.return?.();
  }

  async #readBatch(): Promise<boolean> {
    const next = await this.#source.next();
    this.#isEnded = next.done === true;
    this.#batch = next.done === true ? [] : next.value;
    this.#position = 0;
    return !this.#isEnded;
  }
}
