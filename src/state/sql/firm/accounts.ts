import type { Selectable } from 'kysely';
import { foldedAccountName as folded } from '../../../model/account.ts';
import type { Account, ListedSession, Role, Session } from '../../../model/account.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { AccountDraft, AccountMemory, NewSession, SecondFactorDraft } from '../../state.ts';
import type { StateDatabase, StateSchema } from '../schema.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StateEngine } from '../state-engine.ts';
import { SqlSecondFactors } from './second-factors.ts';
import type { StateStore } from '../state-store.ts';

const ACCOUNT = [
  'a.id',
  'a.name',
  'a.role',
  'a.language',
  'a.created_at',
  'a.email',
  'a.must_change',
  'a.factor',
] as const;

type AccountRow = Pick<
  Selectable<StateSchema['accounts']>,
  'id' | 'name' | 'role' | 'language' | 'created_at' | 'email' | 'must_change' | 'factor'
>;

function accountOf({ created_at, must_change, factor, ...row }: AccountRow): Account {
  const { id, name, role, language, email } = row;
  return {
    id,
    name,
    role,
    language,
    createdAt: created_at,
    email,
    mustChange: must_change === 1,
    hasSecondFactor: factor !== null,
  };
}

async function refuseTaken(
  transaction: StateDatabase,
  engine: StateEngine,
  { name, but }: { readonly name: string; readonly but: number | null },
): Promise<void> {
  await engine.lockProgram(transaction);
  const known = await transaction
    .selectFrom('accounts')
    .select('id')
    .where('folded_name', '=', folded(name))
    .executeTakeFirst();
  if (known !== undefined && known.id !== but) throw new SyncError('account.nameTaken', { name });
}

/** Somebody has to be left who may do everything. */
async function refuseLastOwner(transaction: StateDatabase, engine: StateEngine, id: number): Promise<void> {
  await engine.lockProgram(transaction);
  const owner = await transaction
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'owner')
    .where('id', '<>', id)
    .executeTakeFirst();
  if (owner === undefined) throw new SyncError('account.lastOwner');
}

/** Accounts and sessions. Not every engine folds Cyrillic letters: a folded name is kept beside. */
export class SqlAccounts implements AccountMemory {
  readonly #store: StateStore;
  readonly #secondFactors: SqlSecondFactors;

  constructor(store: StateStore, box: SecretBox) {
    this.#store = store;
    this.#secondFactors = new SqlSecondFactors(store, box);
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
    const { name, role, language, passwordHash, mustChange = false } = draft;
    return this.#store.write(null, async (transaction) => {
      await refuseTaken(transaction, this.#store.engine, { name, but: null });
      const row = await transaction
        .insertInto('accounts')
        .values({
          name,
          folded_name: folded(name),
          role,
          language,
          password_hash: passwordHash,
          created_at: nowIso,
          must_change: mustChange ? 1 : 0,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return accountOf(row);
    });
  }

  async setPerson(
    id: number,
    { name, email }: { readonly name: string; readonly email: string },
  ): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      await refuseTaken(transaction, this.#store.engine, { name, but: id });
      const person = { name, folded_name: folded(name), email };
      const { numUpdatedRows } = await transaction
        .updateTable('accounts')
        .set(person)
        .where('id', '=', id)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new SyncError('account.notFound', { name });
    });
  }

  async setPassword(
    id: number,
    { hash, mustChange }: { readonly hash: string; readonly mustChange: boolean },
  ): Promise<void> {
    const password = { password_hash: hash, must_change: mustChange ? 1 : 0 } as const;
    await this.#store.write(null, (transaction) =>
      transaction.updateTable('accounts').set(password).where('id', '=', id).execute(),
    );
  }

  async setLanguage(id: number, language: 'bg' | 'en'): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.updateTable('accounts').set({ language }).where('id', '=', id).execute(),
    );
  }

  async setRole(id: number, role: Role): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      if (role !== 'owner') await refuseLastOwner(transaction, this.#store.engine, id);
      const { numUpdatedRows } = await transaction
        .updateTable('accounts')
        .set({ role })
        .where('id', '=', id)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new SyncError('account.notFound', { name: String(id) });
    });
  }

  async secondFactor(id: number): Promise<string | null> {
    return this.#secondFactors.secret(id);
  }

  async setSecondFactor(id: number, factor: SecondFactorDraft | null): Promise<void> {
    await this.#secondFactors.set(id, factor);
  }

  async useFactorStep(id: number, step: number): Promise<boolean> {
    return this.#secondFactors.useStep(id, step);
  }

  async useRecoveryCode(id: number, hash: string): Promise<boolean> {
    return this.#secondFactors.useRecoveryCode(id, hash);
  }

  async recoveryCodesLeft(id: number): Promise<number> {
    return this.#secondFactors.recoveryCodesLeft(id);
  }

  async remove(id: number): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      await refuseLastOwner(transaction, this.#store.engine, id);
      await transaction.deleteFrom('accounts').where('id', '=', id).execute();
    });
  }

  async addSession({ tokenHash, accountId, csrfToken, nowMs, ...seen }: NewSession): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction
        .insertInto('sessions')
        .values({
          token_hash: tokenHash,
          account_id: accountId,
          csrf_token: csrfToken,
          created_at_ms: nowMs,
          last_seen_at_ms: nowMs,
          browser: seen.browser,
          address: seen.address,
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

  async sessions(): Promise<readonly ListedSession[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('sessions as s')
        .innerJoin('accounts as a', 'a.id', 's.account_id')
        .select(ACCOUNT)
        .select(['s.token_hash', 's.created_at_ms', 's.last_seen_at_ms', 's.browser', 's.address'])
        .orderBy('s.last_seen_at_ms', 'desc')
        .orderBy('s.token_hash')
        .execute(),
    );
    return rows.map(({ token_hash, created_at_ms, last_seen_at_ms, browser, address, ...account }) => ({
      account: accountOf(account),
      tokenHash: token_hash,
      createdAtMs: created_at_ms,
      lastSeenAtMs: last_seen_at_ms,
      browser,
      address,
    }));
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

  async removeSessionsOf(accountId: number, butHash = ''): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction
        .deleteFrom('sessions')
        .where('account_id', '=', accountId)
        .where('token_hash', '<>', butHash)
        .execute(),
    );
  }

  async removeSessionsBefore(createdMs: number, seenMs: number): Promise<number> {
    return this.#store.write(null, async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('sessions')
        .where((where) =>
          where.or([where('created_at_ms', '<', createdMs), where('last_seen_at_ms', '<', seenMs)]),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }
}
