import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Who acts. Carried along with everything that a request begins, so that whatever is changed on its way can
 * tell by whom, and no step between has to hand it on.
 */
export class Acting {
  readonly #who = new AsyncLocalStorage<string>();

  /** Does the work in somebody's name. */
  as<T>(who: string, work: () => T): T {
    return this.#who.run(who, work);
  }

  /** '' = nobody has signed in: it is the terminal, or the program by itself. */
  who(): string {
    return this.#who.getStore() ?? '';
  }
}
