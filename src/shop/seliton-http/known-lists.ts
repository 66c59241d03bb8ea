import type { ListManner } from '../../model/list-manner.ts';

/** What is known of how a shop's list of orders answers, until an answer contradicts it. */
export class KnownLists {
  #manner: ListManner;
  #isContradicted = false;

  constructor(manner: ListManner) {
    this.#manner = manner;
  }

  get manner(): ListManner {
    return this.#manner;
  }

  /** An answer was otherwise: nothing is believed from here on. */
  contradict(): void {
    this.#manner = {};
    this.#isContradicted = true;
  }

  /** Probes anew what an answer has contradicted; null: none has. Repeatable. */
  async learnAnew(probe: () => Promise<ListManner>): Promise<ListManner | null> {
    if (!this.#isContradicted) return null;
    this.#isContradicted = false;
    this.#manner = await probe();
    return this.#manner;
  }
}
