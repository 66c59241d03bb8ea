import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { UNKNOWN_HEALTH } from '../app/side-health.ts';
import type { Health } from '../app/side-health.ts';
import type { LiveWork, ProgressEvent, Standing, StartedBy, Telling } from '../app/work/work.ts';
import type { ProfileId } from '../model/profile.ts';
import type { SyncError } from '../model/sync-error.ts';
import type { TenantId } from '../model/tenant.ts';
import { FIRM, NOW_MS } from './hosted-tables.ts';
import type { HostedDatabase, HostedSchema } from './hosted-tables.ts';
import { newestTold, toldAfter } from './told-rows.ts';
import type { ToldRow } from './told-rows.ts';
import type { HostedPlace } from './open-hosted.ts';
import { endColumns, errorOf, faultText, standingOf } from './work-row.ts';
import type { JobProfile } from './work-row.ts';

/** Of the lock under which places are given: they are committed in their order, so a tail misses none. */
const TOLD_LOCK = 7_305_828;
/** So long what was told is kept for a page that comes back. */
const KEPT_MS = 10 * 60_000;

/** Work that is asked for, or that an attempt of a job does. */
export interface WorkOpening {
  readonly kind: 'run' | 'plan';
  readonly startedAt: string;
  readonly by: StartedBy;
}

/** What the row of a work becomes. */
export interface WorkPatch {
  readonly progress?: readonly ProgressEvent[];
  readonly end?: { readonly error: SyncError | null; readonly health: Health };
}

/** What goes on at profiles, for every process. Rejects with what the driver has met. */
export class WorkStore {
  readonly #place: HostedPlace;
  readonly #database: HostedDatabase;

  /** `tenant`: whose it is looked at; null: everybody's, of which a bound role sees what was told alone. */
  constructor(place: HostedPlace, tenant: TenantId | null = null) {
    this.#place = place;
    this.#database = tenant === null ? place.database : place.of(tenant);
  }

  /** The same as one firm's. Repeatable. */
  of(tenant: TenantId): WorkStore {
    return new WorkStore(this.#place, tenant);
  }

  /**
   * Notes that work is asked for, and does `ask` in the same transaction; false where something goes on. Not
   * repeatable.
   */
  async open(
    id: ProfileId,
    { kind, startedAt, by }: WorkOpening,
    ask: (transaction: Transaction<HostedSchema>) => Promise<void>,
  ): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const asked = { kind, started_at: startedAt, started_by: JSON.stringify(by), holder: '' };
      const fresh = { is_over: false, is_stopping: false, error: 'null', progress: '[]' };
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('hosted_works')
        .values({ profile_id: id, ...asked, ...fresh, health: JSON.stringify(UNKNOWN_HEALTH) })
        .onConflict((conflict) =>
          conflict
            .column('profile_id')
            .doUpdateSet({ ...asked, ...fresh })
            .where('hosted_works.is_over', '=', true),
        )
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows !== 1n) return false;
      await ask(transaction);
      return true;
    });
  }

  /**
   * Ends what nobody does, if `take` takes its job away in the same transaction; whoever did it before keeps no
   * lease, so that he changes nothing should he come to himself. Repeatable.
   */
  async withdraw(
    id: ProfileId,
    error: SyncError,
    take: (transaction: Transaction<HostedSchema>) => Promise<boolean>,
  ): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      if (!(await take(transaction))) return false;
      await endUnworked(transaction, id, error);
      await endLeaseOfWork(transaction, id);
      return true;
    });
  }

  /** An attempt takes the work up; true: it was asked to stop meanwhile. Repeatable. */
  async begin(id: ProfileId, holder: string, { kind, startedAt, by }: WorkOpening): Promise<boolean> {
    const row = { kind, started_at: startedAt, started_by: JSON.stringify(by), holder };
    const fresh = { is_over: false, error: 'null', progress: '[]' };
    const { is_stopping: isStopping } = await this.#database
      .insertInto('hosted_works')
      .values({
        profile_id: id,
        ...row,
        ...fresh,
        is_stopping: false,
        health: JSON.stringify(UNKNOWN_HEALTH),
      })
      .onConflict((conflict) =>
        conflict.column('profile_id').doUpdateSet({
          ...row,
          ...fresh,
          is_stopping: sql<boolean>`hosted_works.is_stopping and not hosted_works.is_over`,
        }),
      )
      .returning('is_stopping')
      .executeTakeFirstOrThrow();
    return isStopping;
  }

  /**
   * Writes what an attempt has to tell, and what its row becomes, in one transaction; true: it is asked to
   * stop. An attempt that another has followed changes no row any more; one that ends keeps no lease.
   * Not repeatable: what is told twice stands twice.
   */
  async tell(
    id: ProfileId,
    holder: string,
    what: { readonly tellings: readonly Telling[]; readonly patch: WorkPatch },
  ): Promise<boolean> {
    const { tellings, patch } = what;
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('hosted_works')
        .set({
          profile_id: id,
          ...(patch.progress === undefined ? {} : { progress: JSON.stringify(patch.progress) }),
          ...(patch.end === undefined ? {} : { is_over: true, ...endColumns(patch.end) }),
        })
        .where('profile_id', '=', id)
        .where('holder', '=', holder)
        .returning('is_stopping')
        .executeTakeFirst();
      if (patch.end !== undefined) await this.#giveBack(transaction, id, holder);
      if (row === undefined) return true;
      if (tellings.length > 0) await this.#append(transaction, id, tellings);
      return row.is_stopping;
    });
  }

  /** A lease that could not be given back while the database was away would keep the next work waiting. */
  async #giveBack(transaction: Transaction<HostedSchema>, id: ProfileId, holder: string): Promise<void> {
    await transaction
      .updateTable('leases')
      .set({ holder: '', expires_ms: 0 })
      .where('profile_id', '=', id)
      .where('holder', '=', holder)
      .execute();
  }

  async #append(
    transaction: Transaction<HostedSchema>,
    id: ProfileId,
    tellings: readonly Telling[],
  ): Promise<void> {
    await sql`select pg_advisory_xact_lock(${TOLD_LOCK})`.execute(transaction);
    await transaction
      .insertInto('hosted_told')
      .values(
        tellings.map((telling) => ({ told_ms: NOW_MS, profile_id: id, telling: JSON.stringify(telling) })),
      )
      .execute();
    await sql`select pg_notify(${this.toldChannel}, '')`.execute(transaction);
  }

  /** Who has something to tell notifies here. */
  get toldChannel(): string {
    return `skladbridge_told_${this.#place.schema}`;
  }

  /** Who is asked to stop hears the number of the profile here. */
  get stopChannel(): string {
    return `skladbridge_stop_${this.#place.schema}`;
  }

  /** Asks politely; false when nothing goes on. Repeatable. */
  async stop(id: ProfileId): Promise<boolean> {
    const database = this.#database;
    const { numUpdatedRows } = await database
      .updateTable('hosted_works')
      .set({ is_stopping: true })
      .where('profile_id', '=', id)
      .where('is_over', '=', false)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await sql`select pg_notify(${this.stopChannel}, ${String(id)})`.execute(database);
    return true;
  }

  /** A job that no worker survives is over (its attempts were all lost). Repeatable. */
  async abandon(id: ProfileId, error: SyncError): Promise<void> {
    await endUnworked(this.#database, id, error);
  }

  /** Repeatable. */
  async find(id: ProfileId): Promise<LiveWork | null> {
    const row = await this.#database
      .selectFrom('hosted_works')
      .selectAll()
      .where('profile_id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { kind, started_at: startedAt, is_over: isOver } = row;
    const by = JSON.parse(row.started_by) as StartedBy;
    const progress = JSON.parse(row.progress) as readonly ProgressEvent[];
    return { kind, startedAt, by, isOver, error: errorOf(row.error), progress };
  }

  /** Every profile of a firm (null: of all) that has worked, by name. Repeatable. */
  async standings(tenant: TenantId | null): Promise<ReadonlyMap<string, Standing>> {
    const all = this.#standing();
    const rows = await (tenant === null ? all : all.where('p.tenant_id', '=', tenant)).execute();
    return new Map(rows.map((row) => [row.name, standingOf(row)]));
  }

  /** How both sides of a profile answered last. Repeatable. */
  async health(id: ProfileId): Promise<Health> {
    const row = await this.#standing().where('p.id', '=', id).executeTakeFirst();
    return row === undefined ? UNKNOWN_HEALTH : standingOf(row).health;
  }

  #standing() {
    return this.#database
      .selectFrom('hosted_works as w')
      .innerJoin('profiles as p', 'p.id', 'w.profile_id')
      .select(['p.name', 'w.is_over', 'w.health'])
      .where('p.removed_at', 'is', null);
  }

  /** The place of what was told last; 0: nothing was yet. Repeatable. */
  async newestPlace(): Promise<number> {
    return newestTold(this.#place);
  }

  /** What was told behind this place, oldest first, so many at most. Repeatable. */
  async toldAfter(place: number): Promise<readonly ToldRow[]> {
    return toldAfter(this.#place, place);
  }

  /** Repeatable. */
  async forgetTold(): Promise<void> {
    await this.#database
      .deleteFrom('hosted_told')
      .where('told_ms', '<', sql<number>`${NOW_MS} - ${KEPT_MS}`)
      .execute();
  }

  /** The profile of a job as it is now, and whose it is; null: it was removed. Repeatable. */
  async jobProfile(id: ProfileId): Promise<JobProfile | null> {
    const row = await this.#database
      .selectFrom('profiles as p')
      .innerJoin('tenants as t', 't.id', 'p.tenant_id')
      .select(['p.name', 'p.tenant_id as tenant', FIRM.as('firm')])
      .where('p.id', '=', id)
      .where('p.removed_at', 'is', null)
      .executeTakeFirst();
    return row ?? null;
  }
}

/** Whoever still believes to do the work of a profile writes no more. Repeatable. */
async function endLeaseOfWork(database: Kysely<HostedSchema>, id: ProfileId): Promise<void> {
  const holder = database.selectFrom('hosted_works').select('holder').where('profile_id', '=', id);
  await database
    .updateTable('leases')
    .set((row) => ({
      holder: '',
      expires_ms: 0,
      fence: row('fence', '+', 1),
      // What he had under way stays told.
      quiet_fence: row('quiet_fence', '+', 1),
    }))
    .where('profile_id', '=', id)
    .where('holder', '!=', '')
    .where('holder', '=', holder)
    .execute();
}

/** What no attempt does any more is over. */
async function endUnworked(database: Kysely<HostedSchema>, id: ProfileId, error: SyncError): Promise<void> {
  await database
    .updateTable('hosted_works')
    .set({ is_over: true, error: faultText(error) })
    .where('profile_id', '=', id)
    .where('is_over', '=', false)
    .execute();
}
