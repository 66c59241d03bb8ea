/** Lets one in at a time, in the order in which they have asked. */
export class OneByOne {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when everybody who asked before has left, with how to leave; leaving is repeatable. */
  async enter(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    return resolve;
  }
}
