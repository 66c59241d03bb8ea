interface Waiting {
  readonly owner: object;
  readonly give: (isHeld: boolean) => void;
}

/** One writer at a time: what a database's locks come to where nobody looks closer. */
export class WriteLock {
  #owner: object | null = null;
  #waiting: Waiting[] = [];

  /** Resolves to false when it was not given in time, or to whoever left meanwhile. Repeatable. */
  async take(owner: object, patienceMs: number): Promise<boolean> {
    if (this.#owner === null) this.#owner = owner;
    if (this.#owner === owner) return true;
    return new Promise((resolve) => {
      const entry: Waiting = {
        owner,
        give: (isHeld) => {
          clearTimeout(timer);
          resolve(isHeld);
        },
      };
      const timer = setTimeout(() => this.#giveUp(entry), patienceMs);
      this.#waiting.push(entry);
    });
  }

  #giveUp(entry: Waiting): void {
    this.#waiting = this.#waiting.filter((each) => each !== entry);
    entry.give(false);
  }

  /** Gives it to the next one, if this owner has it; takes him out of those who wait. */
  leave(owner: object): void {
    for (const entry of this.#waiting.filter((each) => each.owner === owner)) this.#giveUp(entry);
    if (this.#owner !== owner) return;
    const next = this.#waiting.shift();
    this.#owner = next?.owner ?? null;
    next?.give(true);
  }
}
