import type { Selectable } from 'kysely';
import type { Membership, Role } from '../../../model/account.ts';
import { SyncError } from '../../../model/sync-error.ts';
import { FIRST_TENANT } from '../../../model/tenant.ts';
import type { Tenant, TenantId } from '../../../model/tenant.ts';
import type { FirmShop, TenantMemory, WatchedFirms } from '../../state.ts';
import type { Profile, ProfileId } from '../../../model/profile.ts';
import { readFirmShops, readProfilesOf } from './firm-shops.ts';
import { readWatchedFirms } from './watched-firms.ts';
import type { StateDatabase, StateSchema } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';
import type { StateStore } from '../state-store.ts';

type TenantRow = Selectable<StateSchema['tenants']>;

/** A row of `tenants` as a firm. */
export function tenantOf({ id, name, created_at, suspended_at }: TenantRow): Tenant {
  return { id, name, createdAt: created_at, suspendedAt: suspended_at };
}

/** Somebody has to be left in a firm who may do everything. Call inside a transaction. */
export async function refuseLastOwner(
  transaction: StateDatabase,
  engine: StateEngine,
  { tenant, account }: { readonly tenant: TenantId; readonly account: number },
): Promise<void> {
  await engine.lockProgram(transaction);
  const owner = await transaction
    .selectFrom('memberships')
    .select('account_id')
    .where('tenant_id', '=', tenant)
    .where('role', '=', 'owner')
    .where('account_id', '<>', account)
    .executeTakeFirst();
  if (owner === undefined) throw new SyncError('account.lastOwner');
}

/**
 * A new memory has the firm that everything in it belongs to, and whoever an earlier program has added is in
 * it; looked for before, so that a memory may also only be read.
 */
export async function beginTenants(store: StateStore): Promise<void> {
  const strangers = (database: StateDatabase) =>
    database
      .selectFrom('accounts as a')
      .select(['a.id', 'a.role'])
      .where('a.is_hoster', '=', 0)
      .where((of) =>
        of.not(
          of.exists(of.selectFrom('memberships as m').select('m.role').whereRef('m.account_id', '=', 'a.id')),
        ),
      );
  const known = await store.read(async (database) => {
    const first = await database.selectFrom('tenants').select('id').executeTakeFirst();
    return first !== undefined && (await strangers(database).executeTakeFirst()) === undefined;
  });
  if (known) return;
  await store.write(null, async (transaction) => {
    await store.engine.lockProgram(transaction);
    await transaction
      .insertInto('tenants')
      .values({ id: FIRST_TENANT, name: '', created_at: '', suspended_at: null })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    for (const { id, role } of await strangers(transaction).execute())
      await transaction
        .insertInto('memberships')
        .values({ tenant_id: FIRST_TENANT, account_id: id, role })
        .execute();
  });
}

/** Firms and who is in them. */
export class SqlTenants implements TenantMemory {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store.door;
  }

  async list(): Promise<readonly Tenant[]> {
    const rows = await this.#store.read((database) =>
      database.selectFrom('tenants').selectAll().orderBy('id').execute(),
    );
    return rows.map(tenantOf);
  }

  async add(name: string, nowIso: string): Promise<Tenant> {
    this.#refusePageRole();
    return this.#store.write(null, async (transaction) => {
      await this.#refuseTaken(transaction, name, null);
      // Counted here: one that is taken back leaves no gap, and the first is always the first.
      const { last } = await transaction
        .selectFrom('tenants')
        .select(({ fn }) => fn.max('id').as('last'))
        .executeTakeFirstOrThrow();
      const row = { id: (last + 1) as TenantId, name, created_at: nowIso, suspended_at: null };
      await transaction.insertInto('tenants').values(row).execute();
      return tenantOf(row);
    });
  }

  async rename(id: TenantId, name: string): Promise<void> {
    this.#refusePageRole();
    await this.#store.write(null, async (transaction) => {
      await this.#refuseTaken(transaction, name, id);
      await transaction.updateTable('tenants').set({ name }).where('id', '=', id).execute();
    });
  }

  async #refuseTaken(transaction: StateDatabase, name: string, but: TenantId | null): Promise<void> {
    await this.#store.engine.lockProgram(transaction);
    const known = await transaction
      .selectFrom('tenants')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirst();
    if (known !== undefined && known.id !== but) throw new SyncError('tenant.nameTaken', { name });
  }

  async suspend(id: TenantId, sinceIso: string | null): Promise<void> {
    this.#refusePageRole();
    await this.#store.write(null, (transaction) =>
      transaction.updateTable('tenants').set({ suspended_at: sinceIso }).where('id', '=', id).execute(),
    );
  }

  async of(accountId: number): Promise<readonly Membership[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('memberships as m')
        .innerJoin('tenants as t', 't.id', 'm.tenant_id')
        .selectAll('t')
        .select('m.role')
        .where('m.account_id', '=', accountId)
        .orderBy('t.id')
        .execute(),
    );
    return rows.map(({ role, ...tenant }) => ({ tenant: tenantOf(tenant), role }));
  }

  async setMember(id: TenantId, accountId: number, role: Role | null): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      const known = await roleIn(transaction, id, accountId);
      if (known === 'owner' && role !== 'owner')
        await refuseLastOwner(transaction, this.#store.engine, { tenant: id, account: accountId });
      if (role === null) await leaveTenant(transaction, id, accountId);
      else
        await transaction
          .insertInto('memberships')
          .values({ tenant_id: id, account_id: accountId, role })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'account_id']).doUpdateSet({ role }))
          .execute();
    });
  }

  async setHoster(accountId: number, isHoster: boolean): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      await transaction
        .updateTable('accounts')
        .set({ is_hoster: isHoster ? 1 : 0 })
        .where('id', '=', accountId)
        .execute();
      if (isHoster) return;
      await transaction
        .deleteFrom('sessions')
        .where('account_id', '=', accountId)
        .where('tenant_id', 'is', null)
        .execute();
    });
  }

  async isHoster(accountId: number): Promise<boolean> {
    const row = await this.#store.read((database) =>
      database.selectFrom('accounts').select('is_hoster').where('id', '=', accountId).executeTakeFirst(),
    );
    return row?.is_hoster === 1;
  }

  async shops(): Promise<readonly FirmShop[]> {
    this.#refusePageRole();
    return this.#store.read((database) => readFirmShops(database, this.#store.engine));
  }

  async profiles(ids: readonly ProfileId[]): Promise<readonly Profile[]> {
    this.#refusePageRole();
    return this.#store.read((database) => readProfilesOf(database, this.#store.engine, ids));
  }

  /** To a role that is shown one firm at a time the database would answer that all together have nothing. */
  #refusePageRole(): void {
    if (this.#store.engine.bound !== null) throw new SyncError('tenant.pageRole');
  }

  async watched(): Promise<WatchedFirms> {
    return this.#store.read(readWatchedFirms);
  }

  async owned(): Promise<ReadonlySet<TenantId>> {
    const rows = await this.#store.read((database) =>
      database.selectFrom('memberships').select('tenant_id').distinct().where('role', '=', 'owner').execute(),
    );
    return new Set(rows.map((row) => row.tenant_id));
  }
}

/** What a person is in a firm; null: he is not in it. */
export async function roleIn(
  database: StateDatabase,
  tenant: TenantId,
  accountId: number,
): Promise<Role | null> {
  const row = await database
    .selectFrom('memberships')
    .select('role')
    .where('tenant_id', '=', tenant)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** A person is in a firm no more, and signed in at it nowhere. Call inside a transaction. */
export async function leaveTenant(
  transaction: StateDatabase,
  tenant: TenantId,
  accountId: number,
): Promise<void> {
  for (const table of ['memberships', 'sessions'] as const)
    await transaction
      .deleteFrom(table)
      .where('tenant_id', '=', tenant)
      .where('account_id', '=', accountId)
      .execute();
}
