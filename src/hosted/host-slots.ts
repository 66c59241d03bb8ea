import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { directClient } from '../state/postgres/direct-client.ts';

/** How many works of all processes may be at one host at once. */
export type HostLimit = (host: string) => number;

/** A slot that was taken, to be given back. */
export interface HeldSlots {
  /** Aborts when the connection that keeps them is lost, and they with it. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Slots at hosts, over all processes: session locks of the database on one connection that is kept, so
 * that those of a process that dies are free. A connection that is lost frees its slots too soon; runs under
 * way go on, and for their rest one host may have more than its limit.
 */
export class HostSlots {
  readonly #direct: string;
  readonly #room: string;
  readonly #limit: HostLimit;
  /** Slots of this process; the database would give them to it twice. */
  readonly #held = new Map<string, Set<number>>();
  /** Hosts at which whoever asks has slots already. */
  readonly #holding = new AsyncLocalStorage<readonly string[]>();
  #client: Promise<pg.Client> | null = null;
  #lost = new AbortController();
  /** One statement at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * `room`: '' for works and whoever asks beside them; other words count what has nothing to do with those.
   * Other memories in the database have slots of their own.
   */
  constructor(direct: string, room: string, limit: HostLimit) {
    this.#direct = direct;
    this.#room = room;
    this.#limit = limit;
  }

  /** A slot at each of these hosts, or null where one has none free. */
  take(hosts: readonly string[]): Promise<HeldSlots | null> {
    const taking = this.#turn.then(() => this.#takeAll([...new Set(hosts)].toSorted()));
    this.#turn = taking.catch(() => undefined);
    return taking;
  }

  /** Does work with slots at these hosts, which its caller has taken and gives back. */
  holding<T>(hosts: readonly string[], work: () => Promise<T>): Promise<T> {
    return this.#holding.run(hosts, work);
  }

  /** Whether whoever asks does so within `holding` with a slot at this host. */
  isHolding(host: string): boolean {
    return this.#holding.getStore()?.includes(host) === true;
  }

  async #takeAll(hosts: readonly string[]): Promise<HeldSlots | null> {
    const taken: { readonly host: string; readonly slot: number; readonly client: pg.Client }[] = [];
    const release = async (): Promise<void> => {
      for (const { host, slot, client } of taken.splice(0)) await this.#giveBack(host, slot, client);
    };
    for (const host of hosts) {
      const one = await this.#takeOne(host).catch(async (error: unknown) => {
        await release();
        throw error;
      });
      if (one === null) {
        await release();
        return null;
      }
      taken.push({ host, ...one });
    }
    return {
      lost: this.#lost.signal,
      release: () => {
        const giving = this.#turn.then(release);
        this.#turn = giving.catch(() => undefined);
        return giving;
      },
    };
  }

  async #takeOne(host: string): Promise<{ readonly slot: number; readonly client: pg.Client } | null> {
    const client = await this.#connection();
    const held = this.#held.get(host) ?? new Set<number>();
    this.#held.set(host, held);
    for (let slot = 0; slot < this.#limit(host); slot += 1) {
      if (held.has(slot)) continue;
      const { rows } = await client.query<{ readonly isTaken: boolean }>(
        'select pg_try_advisory_lock(hashtext(current_schema() || $1), $2) as "isTaken"',
        [this.#keyOf(host), slot],
      );
      if (rows[0]?.isTaken !== true) continue;
      held.add(slot);
      return { slot, client };
    }
    return null;
  }

  async #giveBack(host: string, slot: number, client: pg.Client): Promise<void> {
    this.#held.get(host)?.delete(slot);
    // On the very connection that took it; one that is gone has given it back by that.
    await client
      .query('select pg_advisory_unlock(hashtext(current_schema() || $1), $2)', [this.#keyOf(host), slot])
      .catch(() => undefined);
  }

  /** What follows the memory's schema in a key. */
  #keyOf(host: string): string {
    return `${this.#room === '' ? '' : ` ${this.#room}`} ${host}`;
  }

  #connection(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = null;
      throw error;
    });
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = directClient(this.#direct);
    client.once('end', () => {
      this.#client = null;
      this.#held.clear();
      this.#lost.abort();
      this.#lost = new AbortController();
    });
    await client.connect();
    return client;
  }

  async close(): Promise<void> {
    await this.#turn;
    const client = await this.#client?.catch(() => null);
    await client?.end().catch(() => undefined);
  }
}

/** `shop.example=40,*.example=8,*=4`: the first that fits counts; without one there is no limit. */
export function hostLimits(text: string, most: number): HostLimit {
  const rules = text
    .split(/[\s,]+/)
    .map((word) => /^(\S+)=(\d{1,4})$/.exec(word))
    .filter((match) => match !== null)
    .map(([, pattern = '', limit]) => ({ pattern, limit: Number(limit) }));
  const fits = (pattern: string, host: string): boolean =>
    pattern === '*' || pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
  return (host) => rules.find(({ pattern }) => fits(pattern, host))?.limit ?? most;
}
