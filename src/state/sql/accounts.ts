import type { Selectable } from 'kysely';
import { foldedAccountName as folded } from '../../model/account.ts';
import type { Account, Session } from '../../model/account.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { AccountDraft, AccountMemory, NewSession } from '../state.ts';
import type { StateSchema } from './schema.ts';
import type { StateStore } from './state-store.ts';

const ACCOUNT = ['a.id', 'a.name', 'a.role', 'a.language', 'a.created_at'] as const;

type AccountRow = Pick<
  Selectable<StateSchema['accounts']>,
  'id' | 'name' | 'role' | 'language' | 'created_at'
>;

function accountOf({ id, name, role, language, created_at }: AccountRow): Account {
  return { id, name, role, language, createdAt: created_at };
}

/** Accounts and sessions. Not every engine folds Cyrillic letters: a folded name is kept beside. */
export class SqlAccounts implements AccountMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async list(): Promise<readonly Account[]> {
    const rows = await this.#store.read((database) =>
      database.selectFrom('accounts as a').select(ACCOUNT).orderBy('a.folded_name').execute(),
    );
    return rows.map(accountOf);
  }

  async find(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | null> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('accounts as a')
        .select([...ACCOUNT, 'a.password_hash'])
        .where('a.folded_name', '=', folded(name))
        .executeTakeFirst(),
    );
    return row === undefined ? null : { account: accountOf(row), passwordHash: row.password_hash };
  }

  async add(draft: AccountDraft, nowIso: string): Promise<Account> {
    const { name, role, language, passwordHash } = draft;
    return this.#store.write(null, async (transaction) => {
      const known = await transaction
        .selectFrom('accounts')
        .select('id')
        .where('folded_name', '=', folded(name))
        .executeTakeFirst();
      if (known !== undefined) throw new SyncError('account.nameTaken', { name });
      const { id } = await transaction
        .insertInto('accounts')
        .values({
          name,
          folded_name: folded(name),
          role,
          language,
          password_hash: passwordHash,
          created_at: nowIso,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { id, name, role, language, createdAt: nowIso };
    });
  }

  async setPassword(id: number, passwordHash: string): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', id).execute(),
    );
  }

  async setLanguage(id: number, language: 'bg' | 'en'): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.updateTable('accounts').set({ language }).where('id', '=', id).execute(),
    );
  }

  async remove(id: number): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      const owner = await transaction
        .selectFrom('accounts')
        .select('id')
        .where('role', '=', 'owner')
        .where('id', '<>', id)
        .executeTakeFirst();
      if (owner === undefined) throw new SyncError('account.lastOwner');
      await transaction.deleteFrom('accounts').where('id', '=', id).execute();
    });
  }

  async addSession({ tokenHash, accountId, csrfToken, nowMs }: NewSession): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction
        .insertInto('sessions')
        .values({
          token_hash: tokenHash,
          account_id: accountId,
          csrf_token: csrfToken,
          created_at_ms: nowMs,
          last_seen_at_ms: nowMs,
        })
        .execute(),
    );
  }

  async session(tokenHash: string): Promise<Session | null> {
    const row = await this.#store.read((database) =>
      database
        .selectFrom('sessions as s')
        .innerJoin('accounts as a', 'a.id', 's.account_id')
        .select([...ACCOUNT, 's.csrf_token', 's.created_at_ms', 's.last_seen_at_ms'])
        .where('s.token_hash', '=', tokenHash)
        .executeTakeFirst(),
    );
    if (row === undefined) return null;
    return {
      account: accountOf(row),
      csrfToken: row.csrf_token,
      createdAtMs: row.created_at_ms,
      lastSeenAtMs: row.last_seen_at_ms,
    };
  }

  async touchSession(tokenHash: string, nowMs: number): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction
        .updateTable('sessions')
        .set({ last_seen_at_ms: nowMs })
        .where('token_hash', '=', tokenHash)
        .execute(),
    );
  }

  async removeSession(tokenHash: string): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute(),
    );
  }

  async removeSessionsOf(accountId: number): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.deleteFrom('sessions').where('account_id', '=', accountId).execute(),
    );
  }

  async removeSessionsBefore(createdMs: number, seenMs: number): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction
        .deleteFrom('sessions')
        .where((where) =>
          where.or([where('created_at_ms', '<', createdMs), where('last_seen_at_ms', '<', seenMs)]),
        )
        .execute(),
    );
  }
}
