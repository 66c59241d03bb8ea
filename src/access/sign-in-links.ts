import type { Clock } from '../lib/clock.ts';
import { sha256 } from '../lib/hash.ts';
import type { Account } from '../model/account.ts';
import { randomToken } from './password.ts';

const LINK_MS = 3_600_000;

/** Links that sign in once, within an hour, for whoever sits at the terminal; a restart forgets them. */
export class SignInLinks {
  readonly #clock: Clock;
  readonly #links = new Map<string, { readonly accountId: number; readonly untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A link's token. */
  make(account: Account): string {
    const token = randomToken();
    this.#links.set(sha256(token), { accountId: account.id, untilMs: this.#clock.now() + LINK_MS });
    return token;
  }

  /** Forgets those that are too old. */
  dropOld(): void {
    for (const [key, { untilMs }] of this.#links) if (untilMs < this.#clock.now()) this.#links.delete(key);
  }

  /** Uses a link up: the number of its account; null = it was used already, is too old, or never was. */
  use(token: string): number | null {
    const key = sha256(token);
    const link = this.#links.get(key);
    this.#links.delete(key);
    return link === undefined || link.untilMs < this.#clock.now() ? null : link.accountId;
  }
}
