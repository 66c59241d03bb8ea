/** Counts requests by method and address, so that a test can say what a client did. */
export class RequestCounter {
  #byKind = new Map<string, number>();
  #creates = new Map<string, number>();

  add(method: string, path: string): void {
    // One record's number says nothing about what was done.
    const kind = `${method} ${path.replace(/\/\d+$/, '/:id')}`;
    this.#byKind.set(kind, (this.#byKind.get(kind) ?? 0) + 1);
  }

  /** A product was created with this code: more than once is a twin. */
  created(code: string): void {
    this.#creates.set(code, (this.#creates.get(code) ?? 0) + 1);
  }

  /** Requests by `METHOD path`. */
  all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byKind);
  }

  /**
   * Requests that change something over either interface; asking for a token and reading orders change
   * nothing.
   */
  writes(): number {
    return [...this.#byKind].reduce((sum, [kind, count]) => {
      const isWrite =
        /^(POST|PUT|DELETE) \/api\/v1\//.test(kind) || /^XML (postxmlfeed|updateorder)$/.test(kind);
      return isWrite ? sum + count : sum;
    }, 0);
  }

  /** Products created, by code. */
  creates(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#creates);
  }

  reset(): void {
    this.#byKind = new Map();
    this.#creates = new Map();
  }
}
