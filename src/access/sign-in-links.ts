import type { Clock } from '../lib/clock.ts';
import { sha256 } from '../lib/hash.ts';
import type { Account } from '../model/account.ts';
import type { EntryMemory } from '../state/state.ts';
import { randomToken } from './password.ts';

const LINK_MS = 3_600_000;

/** Links that sign in once, within an hour, for whoever sits at the terminal; any process takes them. */
export class SignInLinks {
  readonly #clock: Clock;
  readonly #memory: EntryMemory;

  constructor(memory: EntryMemory, clock: Clock) {
    this.#memory = memory;
    this.#clock = clock;
  }

  /** A link's token. */
  async make(account: Account): Promise<string> {
    const token = randomToken();
    const untilMs = this.#clock.now() + LINK_MS;
    await this.#memory.addLink({ tokenHash: sha256(token), accountId: account.id, untilMs });
    return token;
  }

  /** Forgets those that are too old. */
  async dropOld(): Promise<void> {
    await this.#memory.removeLinksBefore(this.#clock.now());
  }

  /** Uses a link up: the number of its account; null = it was used already, is too old, or never was. */
  async use(token: string): Promise<number | null> {
    const link = await this.#memory.useLink(sha256(token));
    return link === null || link.untilMs < this.#clock.now() ? null : link.accountId;
  }
}
