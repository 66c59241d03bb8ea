import { foldedAccountName as folded } from '../../../model/account.ts';
import type { Account, ListedSession, Role, Session } from '../../../model/account.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { TenantId } from '../../../model/tenant.ts';
import type { AccountDraft, AccountMemory, NewSession, SecondFactorDraft } from '../../state.ts';
import type { StateDatabase } from '../schema.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StateEngine } from '../state-engine.ts';
import { ACCOUNT, accountOf } from './account-rows.ts';
import { SqlSecondFactors } from './second-factors.ts';
import { readSession, readSessions, sessionRow } from './sessions.ts';
import { leaveTenant, refuseLastOwner } from './tenants.ts';
import type { StateStore } from '../state-store.ts';

/** Accounts and what they are in a firm; those of no firm are among them where all firms are looked at. */
function people(database: StateDatabase, { tenant, owner }: Pick<StateStore, 'tenant' | 'owner'>) {
  const all = database
    .selectFrom('accounts as a')
    .leftJoin('memberships as m', (join) =>
      join.onRef('m.account_id', '=', 'a.id').on('m.tenant_id', '=', owner),
    )
    .select(ACCOUNT);
  return tenant === null ? all : all.where('m.role', 'is not', null);
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

/** Accounts and sessions. Not every engine folds Cyrillic letters: a folded name is kept beside. */
export class SqlAccounts implements AccountMemory {
  readonly #store: StateStore;
  /** Names are one list over all firms, and a person's sessions are wherever he has signed in. */
  readonly #door: StateStore;
  readonly #secondFactors: SqlSecondFactors;

  constructor(store: StateStore, box: SecretBox) {
    this.#store = store;
    this.#door = store.door;
    this.#secondFactors = new SqlSecondFactors(this.#door, box);
  }

  async list(): Promise<readonly Account[]> {
    const rows = await this.#store.read((database) =>
      people(database, this.#store).orderBy('a.folded_name').execute(),
    );
    return rows.map(accountOf);
  }

  async find(name: string): Promise<{ readonly account: Account; readonly passwordHash: string } | null> {
    const row = await this.#store.read((database) =>
      people(database, this.#store)
        .select('a.password_hash')
        .where('a.folded_name', '=', folded(name))
        .executeTakeFirst(),
    );
    return row === undefined ? null : { account: accountOf(row), passwordHash: row.password_hash };
  }

  async add(draft: AccountDraft, nowIso: string): Promise<Account> {
    const { name, role, language, passwordHash, mustChange = false } = draft;
    return this.#door.write(null, async (transaction) => {
      await refuseTaken(transaction, this.#door.engine, { name, but: null });
      const row = await transaction
        .insertInto('accounts')
        .values({
          name,
          folded_name: folded(name),
          role: role === 'owner' ? role : 'operator',
          language,
          password_hash: passwordHash,
          created_at: nowIso,
          must_change: mustChange ? 1 : 0,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      const membership = { tenant_id: this.#store.owner, account_id: row.id, role };
      await transaction.insertInto('memberships').values(membership).execute();
      return accountOf({ ...row, member_role: role });
    });
  }

  async setPerson(
    id: number,
    { name, email }: { readonly name: string; readonly email: string },
  ): Promise<void> {
    await this.#door.write(null, async (transaction) => {
      await refuseTaken(transaction, this.#door.engine, { name, but: id });
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
    const { engine, owner: tenant } = this.#store;
    await this.#store.write(null, async (transaction) => {
      if (role !== 'owner') await refuseLastOwner(transaction, engine, { tenant, account: id });
      const { numUpdatedRows } = await transaction
        .updateTable('memberships')
        .set({ role })
        .where('tenant_id', '=', tenant)
        .where('account_id', '=', id)
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
    const { engine, owner: tenant } = this.#door;
    await this.#door.write(null, async (transaction) => {
      await refuseLastOwner(transaction, engine, { tenant, account: id });
      await leaveTenant(transaction, tenant, id);
      const elsewhere = await transaction
        .selectFrom('memberships')
        .select('tenant_id')
        .where('account_id', '=', id)
        .executeTakeFirst();
      if (elsewhere !== undefined) return;
      await transaction.deleteFrom('accounts').where('id', '=', id).where('is_hoster', '=', 0).execute();
    });
  }

  async addSession(session: NewSession): Promise<void> {
    await this.#store.write(null, (transaction) =>
      transaction.insertInto('sessions').values(sessionRow(session, this.#store.owner)).execute(),
    );
  }

  async session(tokenHash: string): Promise<Session | null> {
    return this.#door.read((database) => readSession(database, tokenHash));
  }

  async sessions(): Promise<readonly ListedSession[]> {
    return this.#store.read((database) => readSessions(database, this.#store.tenant));
  }

  async moveSession(tokenHash: string, tenant: TenantId | null): Promise<void> {
    await this.#door.write(null, (transaction) =>
      transaction
        .updateTable('sessions')
        .set({ tenant_id: tenant })
        .where('token_hash', '=', tokenHash)
        .execute(),
    );
  }

  async touchSession(tokenHash: string, nowMs: number): Promise<void> {
    await this.#door.write(null, (transaction) =>
      transaction
        .updateTable('sessions')
        .set({ last_seen_at_ms: nowMs })
        .where('token_hash', '=', tokenHash)
        .execute(),
    );
  }

  async removeSession(tokenHash: string): Promise<void> {
    await this.#door.write(null, (transaction) =>
      transaction.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute(),
    );
  }

  async removeSessionsOf(accountId: number, butHash = ''): Promise<void> {
    await this.#door.write(null, (transaction) =>
      transaction
        .deleteFrom('sessions')
        .where('account_id', '=', accountId)
        .where('token_hash', '<>', butHash)
        .execute(),
    );
  }

  async removeSessionsBefore(createdMs: number, seenMs: number): Promise<number> {
    return this.#door.write(null, async (transaction) => {
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
