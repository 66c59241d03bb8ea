import { sql } from 'kysely';
import type { ErrorCode } from '../model/error-codes.ts';
import type { TaskName } from '../model/run.ts';
import type { HostedDatabase } from './hosted-tables.ts';

/** Minutes by which shops are counted. */
const BEHIND_MINUTES = [5, 15, 60] as const;

/** How the shops of all firms keep up, counted. */
export interface ShopsBehind {
  /** Shops of open firms whose schedule imports orders. */
  readonly scheduled: number;
  /** Of these, whose last import that came to its end is older than so many minutes, by them. */
  readonly behind: ReadonlyMap<number, number>;
  /** Works that no worker has survived, and whose profiles rest until a person looks. */
  readonly givenUp: number;
}

const [GIVEN_UP, IMPORT]: readonly [ErrorCode, TaskName] = ['run.workersLost', 'import-orders'];

/** How many are older than so many minutes, of those whose schedule is not as rare itself. */
function countBehind(minutes: number) {
  return sql`count(*) filter (where age > ${minutes}::int and gap < ${minutes}::int) as ${sql.ref(`b${minutes}`)}`;
}

/**
 * Counts the shops of all firms by how old their last import is. One whose schedule is rarer than so many
 * minutes is not behind by them: how rare it is, its two newest starts tell, which stay as they are while
 * nothing starts. Of one that has never imported the time counts from when it was confirmed. Repeatable.
 */
export async function readShopsBehind(database: HostedDatabase): Promise<ShopsBehind> {
  const { rows } = await sql<Readonly<Record<string, number>>>`with importing as (
    select extract(epoch from now() - coalesce(greatest(s.ended_at, p.orders_between_at), p.confirmed_at,
        p.created_at)::timestamptz) / 60 as age,
      extract(epoch from starts.newest::timestamptz - starts.before::timestamptz) / 60 as gap
    from hosted_due d join profiles p on p.id = d.profile_id join tenants t on t.id = p.tenant_id
    cross join lateral (
      select max(two.started_at) as newest, min(two.started_at) as before,
        bool_or(strpos(two.tasks, ${JSON.stringify(IMPORT)}) > 0) as imports
      from (select r.started_at, r.tasks from runs r where r.profile_id = p.id and r.trigger = 'schedule'
        order by r.id desc limit 2) two
    ) starts
    left join task_successes s on s.profile_id = p.id and s.task = ${IMPORT}
    where p.removed_at is null and t.suspended_at is null and d.full_ms is not null and starts.imports
  )
  select count(*) as scheduled, ${sql.join(BEHIND_MINUTES.map(countBehind))},
    (select count(*) from attention where code = ${GIVEN_UP} and dismissed_at is null) as given_up
  from importing`.execute(database);
  const of = (name: string): number => rows[0]?.[name] ?? 0;
  const behind = new Map(BEHIND_MINUTES.map((minutes) => [minutes, of(`b${minutes}`)]));
  return { scheduled: of('scheduled'), behind, givenUp: of('given_up') };
}
