import type { EntryMemory, KeptLink, Tries, TriesToCount } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateStore } from '../state-store.ts';

/** Wrong tries, and links that sign in once. */
export class SqlEntries implements EntryMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async countTries(what: TriesToCount) {
    return this.#alone(async (transaction) => {
      await forget(transaction, what);
      const before = await known(transaction, what.keys);
      const waits = [...before].map(([key, tries]) => what.waitMs(key, tries));
      const waitMs = Math.max(0, ...waits);
      if (waitMs > 0) return { waitMs, before };
      for (const who of new Set(what.keys)) {
        const row = { tries: (before.get(who)?.count ?? 0) + 1, last_ms: what.nowMs };
        await transaction
          .insertInto('login_failures')
          .values({ who, ...row })
          .onConflict((conflict) => conflict.column('who').doUpdateSet(row))
          .execute();
      }
      await dropOldest(transaction, what.mostKeys);
      return { waitMs: 0, before };
    });
  }

  async takeTryBack(key: string, before: Tries | null): Promise<void> {
    await this.#alone(async (transaction) => {
      const tries = (await known(transaction, [key])).get(key);
      if (tries === undefined) return;
      const own = { tries: tries.count - 1, last_ms: before?.lastMs ?? tries.lastMs };
      if (own.tries > 0)
        await transaction.updateTable('login_failures').set(own).where('who', '=', key).execute();
      else await transaction.deleteFrom('login_failures').where('who', '=', key).execute();
    });
  }

  async clearTries(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#alone((transaction) =>
      transaction.deleteFrom('login_failures').where('who', 'in', keys).execute(),
    );
  }

  async addLink({
    tokenHash: token_hash,
    accountId: account_id,
    untilMs: until_ms,
  }: KeptLink): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.insertInto('login_links').values({ token_hash, account_id, until_ms }).execute(),
    );
  }

  async useLink(tokenHash: string): Promise<KeptLink | null> {
    return this.#store.write(null, async (transaction) => {
      const row = await transaction
        .deleteFrom('login_links')
        .where('token_hash', '=', tokenHash)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : { tokenHash, accountId: row.account_id, untilMs: row.until_ms };
    });
  }

  async removeLinksBefore(ms: number): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.deleteFrom('login_links').where('until_ms', '<', ms).execute(),
    );
  }

  /** One try after the other, whichever process it comes to. */
  #alone<T>(work: (transaction: StateDatabase) => Promise<T>): Promise<T> {
    return this.#store.write(null, async (transaction) => {
      await this.#store.engine.lockProgram(transaction);
      return work(transaction);
    });
  }
}

async function known(
  transaction: StateDatabase,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Tries>> {
  const rows = await transaction
    .selectFrom('login_failures')
    .selectAll()
    .where('who', 'in', keys.length === 0 ? [''] : keys)
    .execute();
  return new Map(rows.map(({ who, tries, last_ms: lastMs }) => [who, { count: tries, lastMs }]));
}

async function forget(transaction: StateDatabase, { forgetBeforeMs }: TriesToCount): Promise<void> {
  await transaction.deleteFrom('login_failures').where('last_ms', '<', forgetBeforeMs).execute();
}

/** To have one name forgotten, whoever guesses would need thousands of others, from hundreds of networks. */
async function dropOldest(transaction: StateDatabase, most: number): Promise<void> {
  const { count } = await transaction
    .selectFrom('login_failures')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count <= most) return;
  const oldest = transaction
    .selectFrom('login_failures')
    .select('who')
    .orderBy('last_ms')
    .orderBy('who')
    .limit(count - most);
  await transaction.deleteFrom('login_failures').where('who', 'in', oldest).execute();
}
