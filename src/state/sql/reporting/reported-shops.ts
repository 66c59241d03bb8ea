import type { Selectable } from 'kysely';
import { batches } from '../../../lib/batch.ts';
import { foldedAccountName as folded } from '../../../model/account.ts';
import { REPORTED_RUNS } from '../../../model/reporting.ts';
import type {
  Report,
  Reporter,
  ReportedRun,
  ReportedShop,
  ReportedStanding,
  TakenReport,
} from '../../../model/reporting.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { TenantId } from '../../../model/tenant.ts';
import type { ReportedShops } from '../../state.ts';
import type { StateDatabase, StateSchema } from '../schema.ts';
import type { StateStore } from '../state-store.ts';
import { tenantOf } from '../firm/tenants.ts';

const ROWS_AT_ONCE = 200;

type ShopRow = Selectable<StateSchema['reported_shops']>;
type ProfileRow = Selectable<StateSchema['reported_profiles']>;

/** Shops that tell a firm how they stand; of all firms, where nobody has said which. */
export class SqlReportedShops implements ReportedShops {
  readonly #store: StateStore;
  /** Whoever comes with a token is of no firm yet. */
  readonly #door: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
    this.#door = store.door;
  }

  async list(): Promise<readonly ReportedShop[]> {
    const { tenant } = this.#store;
    const [shops, profiles] = await this.#store.read(async (database) => {
      const own = database.selectFrom('reported_shops').selectAll().orderBy('folded_name');
      const told = database.selectFrom('reported_profiles').selectAll().orderBy('profile');
      if (tenant === null) return [await own.execute(), await told.execute()];
      const ids = database.selectFrom('reported_shops').select('id').where('tenant_id', '=', tenant);
      return [
        await own.where('tenant_id', '=', tenant).execute(),
        await told.where('shop_id', 'in', ids).execute(),
      ];
    });
    const byShop = Map.groupBy(profiles, (row) => row.shop_id);
    return shops.map((row) => shopOf(row, byShop.get(row.id) ?? []));
  }

  async find(id: number): Promise<ReportedShop | null> {
    return this.#store.read(async (database) => {
      const row = await this.#own(database, id);
      if (row === undefined) return null;
      const profiles = database.selectFrom('reported_profiles').selectAll().where('shop_id', '=', id);
      return shopOf(row, await profiles.orderBy('profile').execute());
    });
  }

  async add(
    { name, tokenHash }: { readonly name: string; readonly tokenHash: string },
    nowIso: string,
  ): Promise<ReportedShop> {
    const { engine, owner } = this.#store;
    return this.#store.write(null, async (transaction) => {
      await engine.lockProgram(transaction);
      const known = transaction
        .selectFrom('reported_shops')
        .select('id')
        .where('tenant_id', '=', owner)
        .where('folded_name', '=', folded(name));
      if ((await known.executeTakeFirst()) !== undefined)
        throw new SyncError('reportedShop.nameTaken', { name });
      const row = await transaction
        .insertInto('reported_shops')
        .values({
          name,
          folded_name: folded(name),
          token_hash: tokenHash,
          created_at: nowIso,
          tenant_id: owner,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return shopOf(row, []);
    });
  }

  async setToken(id: number, tokenHash: string | null): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      await this.#needOwn(transaction, id);
      await transaction
        .updateTable('reported_shops')
        .set({ token_hash: tokenHash, sender: '', sequence: 0 })
        .where('id', '=', id)
        .execute();
      // Another installation counts its runs from the beginning; the same one tells its own again.
      if (tokenHash !== null)
        await transaction.deleteFrom('reported_runs').where('shop_id', '=', id).execute();
    });
  }

  async remove(id: number): Promise<void> {
    await this.#store.write(null, async (transaction) => {
      if ((await this.#own(transaction, id)) === undefined) return;
      await transaction.deleteFrom('reported_runs').where('shop_id', '=', id).execute();
      await transaction.deleteFrom('reported_profiles').where('shop_id', '=', id).execute();
      await transaction.deleteFrom('reported_shops').where('id', '=', id).execute();
    });
  }

  async byToken(tokenHash: string): Promise<Reporter | null> {
    const { bound } = this.#door.engine;
    return this.#door.read(async (database) => {
      const found = bound === null ? await shopOfToken(database, tokenHash) : await bound.reporter(tokenHash);
      if (found === null) return null;
      const row = await database
        .selectFrom('tenants')
        .selectAll()
        .where('id', '=', found.tenant)
        .executeTakeFirstOrThrow();
      return { shop: found.shop, tenant: tenantOf(row) };
    });
  }

  async take(id: number, report: Report, nowIso: string): Promise<TakenReport> {
    return this.#store.write(null, async (transaction) => {
      await this.#needOwn(transaction, id);
      // The row stays locked to the end, so that of two that come at once one is the later.
      const { numUpdatedRows } = await transaction
        .updateTable('reported_shops')
        .set({
          sender: report.sender,
          sequence: report.sequence,
          heard_at: nowIso,
          every_minutes: report.everyMinutes,
          version: report.version,
          told_at: null,
        })
        .where('id', '=', id)
        .where('sequence', '<', report.sequence)
        .where('sender', 'in', ['', report.sender])
        .executeTakeFirst();
      const isNews = numUpdatedRows > 0n;
      const row = await this.#needOwn(transaction, id);
      if (row.sender !== report.sender) throw new SyncError('report.otherSender', { name: row.name });
      if (isNews) await putStandings(transaction, id, report.profiles);
      await putRuns(transaction, { id, report, isNews });
      return { isNews, sequence: row.sequence };
    });
  }

  async runs(id: number, profile: number, limit: number): Promise<readonly ReportedRun[]> {
    return this.#store.read(async (database) => {
      if ((await this.#own(database, id)) === undefined) return [];
      const rows = await database
        .selectFrom('reported_runs')
        .select('run')
        .where('shop_id', '=', id)
        .where('profile', '=', profile)
        .orderBy('run_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ run }) => JSON.parse(run) as ReportedRun);
    });
  }

  async beginAlarm(id: number, heardAt: string, nowIso: string): Promise<boolean> {
    return this.#store.write(null, async (transaction) => {
      if ((await this.#own(transaction, id)) === undefined) return false;
      const { numUpdatedRows } = await transaction
        .updateTable('reported_shops')
        .set({ told_at: nowIso })
        .where('id', '=', id)
        .where('heard_at', '=', heardAt)
        .where('told_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    });
  }

  /** A shop of the firm that is looked at; of another one's nothing is known. */
  #own(database: StateDatabase, id: number): Promise<ShopRow | undefined> {
    const { tenant } = this.#store;
    const one = database.selectFrom('reported_shops').selectAll().where('id', '=', id);
    return (tenant === null ? one : one.where('tenant_id', '=', tenant)).executeTakeFirst();
  }

  async #needOwn(database: StateDatabase, id: number): Promise<ShopRow> {
    const row = await this.#own(database, id);
    if (row === undefined) throw new SyncError('reportedShop.notFound', { id });
    return row;
  }
}

async function shopOfToken(
  database: StateDatabase,
  tokenHash: string,
): Promise<{ readonly shop: number; readonly tenant: TenantId } | null> {
  const row = await database
    .selectFrom('reported_shops')
    .select(['id as shop', 'tenant_id as tenant'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row ?? null;
}

function shopOf(row: ShopRow, profiles: readonly ProfileRow[]): ReportedShop {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    hasToken: row.token_hash !== null,
    heardAt: row.heard_at,
    everyMinutes: row.every_minutes,
    version: row.version,
    isTold: row.told_at !== null,
    profiles: profiles.map(({ standing }) => JSON.parse(standing) as ReportedStanding),
  };
}

/** What a report does not name any more is not there any more. */
async function putStandings(
  transaction: StateDatabase,
  id: number,
  profiles: readonly ReportedStanding[],
): Promise<void> {
  await transaction.deleteFrom('reported_profiles').where('shop_id', '=', id).execute();
  if (profiles.length === 0) return;
  const rows = profiles.map((standing) => ({
    shop_id: id,
    profile: standing.profile,
    standing: JSON.stringify(standing),
  }));
  await transaction.insertInto('reported_profiles').values(rows).execute();
}

/** Numbers of runs come again after a restore at the shop: a newer report is right, a late one is not. */
async function putRuns(
  transaction: StateDatabase,
  { id, report, isNews }: { readonly id: number; readonly report: Report; readonly isNews: boolean },
): Promise<void> {
  const rows = new Map(
    report.runs.map(({ profile, run }) => [
      `${profile} ${run.id}`,
      { shop_id: id, profile, run_id: run.id, run: JSON.stringify(run) },
    ]),
  );
  for (const part of batches([...rows.values()], ROWS_AT_ONCE))
    await transaction
      .insertInto('reported_runs')
      .values(part)
      .onConflict((conflict) => {
        const same = conflict.columns(['shop_id', 'profile', 'run_id']);
        return isNews
          ? same.doUpdateSet((update) => ({ run: update.ref('excluded.run') }))
          : same.doNothing();
      })
      .execute();
  for (const profile of new Set(report.runs.map((each) => each.profile)))
    await forgetOldest(transaction, id, profile);
}

async function forgetOldest(transaction: StateDatabase, id: number, profile: number): Promise<void> {
  const first = await transaction
    .selectFrom('reported_runs')
    .select('run_id')
    .where('shop_id', '=', id)
    .where('profile', '=', profile)
    .orderBy('run_id', 'desc')
    .offset(REPORTED_RUNS)
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return;
  await transaction
    .deleteFrom('reported_runs')
    .where('shop_id', '=', id)
    .where('profile', '=', profile)
    .where('run_id', '<=', first.run_id)
    .execute();
}
