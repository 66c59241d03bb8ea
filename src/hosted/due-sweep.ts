import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { OverdueProfile } from '../model/readiness.ts';
import type { App } from '../app/app.ts';
import { firmApps } from '../app/work/firm-apps.ts';
import { dueAfter, isScheduled, SCHEDULES, withOrdersBetween } from '../app/due.ts';
import type { ScheduledStart } from '../app/due.ts';
import { lengthOf } from '../app/scheduler.ts';
import type { Sleep } from '../lib/sleep.ts';
import type { Profile, ProfileId } from '../model/profile.ts';
import type { TenantId } from '../model/tenant.ts';
import { exportsGoods, exportsStock } from '../model/sent-field.ts';
import { readSchedule } from '../sync/next-start.ts';
import { profileOf } from '../state/sql/profile-row.ts';
import { FIRM, NOW_MS } from './hosted-tables.ts';
import type { HostedDatabase, HostedSchema } from './hosted-tables.ts';
import { firmsOverdue } from './pages/told-firms.ts';
import type { HostedPlace } from './open-hosted.ts';
import { PRIORITY } from './run-queue.ts';
import type { RunJob, RunQueue } from './run-queue.ts';

const SWEEP_MS = 1000;
const AT_ONCE = 500;
const RECKONED_AT_ONCE = 200;
/** Stands for the version of a profile that has worked since. */
const WORKED = -1;
/** What holds a schedule may go without a change of the settings: it is looked at again so often. */
const LOOK_AGAIN_MS = 10 * 60_000;
/** Profiles with one cron expression do not all start in one second. */
const MOST_SPREAD_MS = 60_000;
const SPREAD_PART = 5;
/** Knuth's multiplier: numbers that follow one another fall far apart. */
const SCATTER = 2_654_435_761;
const WORDS = 2 ** 32;
/** A start that came to nothing is tried again so much later, as a schedule of one machine does. */
const AGAIN_MS = 15_000;
/** The other schedule of a profile that is due too waits for the first one's end. */
const BEHIND_MS = 5000;

/** How much later a profile starts than its cron expression says: the same every time, by its number. */
export function spreadOf(id: ProfileId, gapMs: number): number {
  const part = ((id * SCATTER) % WORDS) / WORDS;
  return Math.floor(part * Math.min(MOST_SPREAD_MS, gapMs / SPREAD_PART));
}

/** Another one after each change of the row; null: there is none. */
const ROW_VERSION = sql<string | null>`d.xmin::text`;

interface FirmProfile {
  readonly profile: Profile;
  readonly tenant: TenantId;
}

interface Reckoned {
  readonly full: number | null;
  readonly stock: number | null;
}

/** When a start that is due now is due the next time, as if it began now. */
function nextAfter(profile: Profile, scheduled: ScheduledStart, nowMs: number): number | null {
  const next = dueAfter(profile, scheduled, { atMs: nowMs, tookMs: 0 });
  return next === null ? null : spread(profile, scheduled, next);
}

function spread(profile: Profile, scheduled: ScheduledStart, dueMs: number): number {
  if (readSchedule(profile.settings[scheduled.setting])?.kind !== 'cron') return dueMs;
  const after = dueAfter(profile, scheduled, { atMs: dueMs, tookMs: 0 }) ?? dueMs;
  return dueMs + spreadOf(profile.id, after - dueMs);
}

/** First exports behind everything; orders alone before everything else that a schedule starts. */
function priorityOf({ firstFilledAt, settings }: Profile): number {
  if (!exportsGoods(settings) && !exportsStock(settings)) return PRIORITY.orders;
  return firstFilledAt === null ? PRIORITY.first : PRIORITY.full;
}

/**
 * Puts what schedules ask for into the queue. Every worker sweeps; whoever comes first has a profile. When
 * each is due stands in a table, which is reckoned from the log of runs whenever a profile has changed or
 * worked; what is due moves on and is asked for in one transaction. Nothing is asked for twice (the queue has
 * one job a profile), and nothing is lost: a table that is emptied is reckoned anew.
 */
export class DueSweep {
  readonly #place: HostedPlace;
  readonly #queue: Pick<RunQueue, 'askAll'>;
  readonly #appOf: (tenant: TenantId) => Pick<App, 'lastRun'>;

  constructor(place: HostedPlace, queue: Pick<RunQueue, 'askAll'>, app: Pick<App, 'of'>) {
    this.#place = place;
    this.#queue = queue;
    this.#appOf = firmApps(app, (firm) => firm);
  }

  /** Sweeps until the signal ends it. A sweep that fails is told; the next one goes on. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      const isMore = await this.sweep().catch((error: unknown) => {
        onFault(error);
        return false;
      });
      if (!isMore) await sleep(SWEEP_MS, signal).catch(() => undefined);
    }
  }

  /** Reckons what is to be reckoned, and asks for what is due; true: there is more at once. Repeatable. */
  async sweep(): Promise<boolean> {
    const reckoned = await this.#reckon();
    const asked = await this.#place.database.transaction().execute((each) => this.#askDue(each));
    return reckoned === RECKONED_AT_ONCE || asked === AT_ONCE;
  }

  /** Profiles whose schedule should have started something so long ago, by name. Repeatable. */
  async overdue(graceMs: number): Promise<readonly OverdueProfile[]> {
    const { database, isBound } = this.#place;
    if (!isBound) return overdueIn(database, graceMs);
    const found: OverdueProfile[] = [];
    for (const firm of await firmsOverdue(database, graceMs))
      found.push(...(await overdueIn(this.#place.of(firm), graceMs)));
    return found;
  }

  /** How many are due and not in the queue yet. Repeatable. */
  async dueNow(): Promise<number> {
    const { rows } = await sql<{ readonly due: number }>`select count(*) as due from hosted_due
      where least(full_ms, stock_ms) <= ${NOW_MS}`.execute(this.#place.database);
    return rows[0]?.due ?? 0;
  }

  /** A profile has worked: when it is due next is reckoned anew. Repeatable. */
  async worked(id: ProfileId): Promise<void> {
    await this.#place.database
      .updateTable('hosted_due')
      .set({ version: WORKED })
      .where('profile_id', '=', id)
      .execute();
  }

  /** What could not begin now is due again so much later. Repeatable. */
  async postpone(id: ProfileId, trigger: ScheduledStart['trigger'], byMs: number): Promise<void> {
    const column = trigger === 'schedule' ? 'full_ms' : 'stock_ms';
    await this.#place.database
      .updateTable('hosted_due')
      .set({ [column]: sql<number>`${NOW_MS} + ${Math.floor(byMs)}::bigint` })
      .where('profile_id', '=', id)
      .execute();
  }

  /** Nothing is asked for any more until the profile is changed or a person works with it. Repeatable. */
  async pause(id: ProfileId): Promise<void> {
    await this.#place.database
      .updateTable('hosted_due')
      .set({ full_ms: null, stock_ms: null, look_ms: Number.MAX_SAFE_INTEGER })
      .where('profile_id', '=', id)
      .execute();
  }

  async #reckon(): Promise<number> {
    const rows = await this.#place.database
      .selectFrom('profiles as p')
      .leftJoin('hosted_due as d', 'd.profile_id', 'p.id')
      .selectAll('p')
      .select(['d.full_since_ms', 'd.stock_since_ms', 'd.version as reckoned', NOW_MS.as('now_ms')])
      .select(ROW_VERSION.as('row_version'))
      .where('p.removed_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb('d.profile_id', 'is', null),
          eb('d.version', '<>', eb.ref('p.version')),
          eb('d.look_ms', '<=', NOW_MS),
        ]),
      )
      .limit(RECKONED_AT_ONCE)
      .execute();
    for (const row of rows) {
      const { full_since_ms: full, stock_since_ms: stock, now_ms: nowMs } = row;
      const notBefore = row.reckoned === WORKED ? nowMs + AGAIN_MS : nowMs;
      const { row_version: seen } = row;
      const firmProfile = { profile: profileOf(row), tenant: row.tenant_id };
      await this.#reckonOne(firmProfile, { full, stock }, { nowMs, notBefore, seen });
    }
    return rows.length;
  }

  /** What somebody else has written meanwhile stays: it is newer than what was read here. */
  async #reckonOne(
    { profile, tenant }: FirmProfile,
    since: Reckoned,
    at: { readonly nowMs: number; readonly notBefore: number; readonly seen: string | null },
  ): Promise<void> {
    const { nowMs, notBefore, seen } = at;
    const sinceMs: (number | null)[] = [];
    const dueMs: (number | null)[] = [];
    for (const scheduled of SCHEDULES) {
      const known = scheduled.trigger === 'schedule' ? since.full : since.stock;
      const from = isScheduled(profile, scheduled) ? (known ?? nowMs) : null;
      sinceMs.push(from);
      const due =
        from === null ? null : await this.#due({ profile, tenant }, scheduled, { sinceMs: from, nowMs });
      dueMs.push(due === null ? null : Math.max(due, notBefore));
    }
    const [full_ms = null, stock_ms = null] = dueMs;
    const [full_since_ms = null, stock_since_ms = null] = sinceMs;
    const times = { full_ms, stock_ms, full_since_ms, stock_since_ms, look_ms: nowMs + LOOK_AGAIN_MS };
    const row = { version: profile.version, ...times };
    await this.#place.database
      .insertInto('hosted_due')
      .values({ profile_id: profile.id, ...row })
      .onConflict((conflict) =>
        conflict
          .column('profile_id')
          .doUpdateSet(row)
          .where(sql<boolean>`hosted_due.xmin::text = ${seen}`),
      )
      .execute();
  }

  /** By its own last start; one that never started counts from when it was first seen. */
  async #due(
    { profile, tenant }: FirmProfile,
    scheduled: ScheduledStart,
    { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
  ): Promise<number | null> {
    const last = await this.#appOf(tenant).lastRun(profile.name, { trigger: scheduled.trigger });
    const atMs = last === null ? sinceMs : Math.min(Date.parse(last.startedAt), nowMs);
    const counted = withOrdersBetween(profile, scheduled, { last: { atMs, tookMs: lengthOf(last) }, nowMs });
    const due = dueAfter(profile, scheduled, counted);
    return due === null ? null : spread(profile, scheduled, due);
  }

  async #askDue(transaction: Transaction<HostedSchema>): Promise<number> {
    // now() and not clock_timestamp(): that one would use no index.
    const rows = await transaction
      .selectFrom('hosted_due as d')
      .innerJoin('profiles as p', 'p.id', 'd.profile_id')
      .selectAll('p')
      .select(['d.full_ms', 'd.stock_ms', NOW_MS.as('now_ms')])
      .where('p.removed_at', 'is', null)
      .where('p.tenant_id', 'not in', (of) =>
        of.selectFrom('tenants as t').select('t.id').where('t.suspended_at', 'is not', null),
      )
      .where(sql<boolean>`least(d.full_ms, d.stock_ms) <= ${NOW_MS}`)
      .orderBy(sql`least(d.full_ms, d.stock_ms)`)
      .limit(AT_ONCE)
      .modifyEnd(sql`for update of d skip locked`)
      .execute();
    const jobs = rows.map((row) => dueJob(profileOf(row), row));
    if (jobs.length === 0) return 0;
    await sql`update hosted_due d set full_ms = u.f, stock_ms = u.s
      from unnest(${jobs.map(({ job }) => job.profile)}::bigint[],
        ${jobs.map(({ next }) => next.full)}::bigint[],
        ${jobs.map(({ next }) => next.stock)}::bigint[]) as u(id, f, s)
      where d.profile_id = u.id`.execute(transaction);
    await this.#queue.askAll(transaction, jobs);
    return jobs.length;
  }
}

async function overdueIn(database: HostedDatabase, graceMs: number): Promise<readonly OverdueProfile[]> {
  return database
    .selectFrom('hosted_due as d')
    .innerJoin('profiles as p', 'p.id', 'd.profile_id')
    .innerJoin('tenants as t', 't.id', 'p.tenant_id')
    .select(['p.name', FIRM.as('firm')])
    .where('p.removed_at', 'is', null)
    .where(sql<boolean>`least(d.full_ms, d.stock_ms) < ${NOW_MS} - ${graceMs}`)
    .execute();
}

/** The job of a profile that is due, and when it is due next. */
function dueJob(
  profile: Profile,
  row: { readonly full_ms: number | null; readonly stock_ms: number | null; readonly now_ms: number },
): { readonly job: RunJob; readonly priority: number; readonly next: Reckoned } {
  const { full_ms: full, stock_ms: stock, now_ms: nowMs } = row;
  const [whole, quantities] = SCHEDULES;
  const isFull = full !== null && full <= nowMs;
  const { tasks, trigger } = isFull ? whole : quantities;
  const next = isFull
    ? {
        full: nextAfter(profile, whole, nowMs),
        stock: stock !== null && stock <= nowMs ? nowMs + BEHIND_MS : stock,
      }
    : { full, stock: nextAfter(profile, quantities, nowMs) };
  const dueMs = isFull ? full : stock;
  const job = { profile: profile.id, asked: { kind: 'run', request: { tasks, trigger } }, dueMs } as const;
  return { job, priority: priorityOf(profile), next };
}
