import { sql } from 'kysely';
import type { OrderStage } from '../../model/order-stage.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { ProfileSummary } from '../state.ts';
import { profileOf } from './profile-row.ts';
import { runOf } from './run-log.ts';
import type { RunRow } from './run-log.ts';
import type { StateDatabase } from './schema.ts';

type LastRun = { readonly [Column in keyof RunRow as `run_${Column}`]: RunRow[Column] | null };

/** Living profiles with their newest run and what is counted of them: one query, a row for each. */
function query(database: StateDatabase) {
  return database
    .selectFrom('profiles as p')
    .leftJoin('runs as r', (join) =>
      join.on('r.id', '=', (of) =>
        of
          .selectFrom('runs as newest')
          .select(({ fn }) => fn.max('newest.id').as('id'))
          .whereRef('newest.profile_id', '=', 'p.id'),
      ),
    )
    .selectAll('p')
    .select([
      'r.id as run_id',
      'r.profile_id as run_profile_id',
      'r.trigger as run_trigger',
      'r.started_by as run_started_by',
      'r.tasks as run_tasks',
      'r.started_at as run_started_at',
      'r.ended_at as run_ended_at',
      'r.end as run_end',
      'r.counts as run_counts',
    ])
    .select((each) => [
      each
        .selectFrom('attention as a')
        .select(({ fn }) => fn.countAll<number>().as('items'))
        .whereRef('a.profile_id', '=', 'p.id')
        .where('a.dismissed_at', 'is', null)
        .as('attention'),
      each
        .selectFrom((of) =>
          of
            .selectFrom('orders as o')
            .select(['o.stage', ({ fn }) => fn.countAll<number>().as('found')])
            .whereRef('o.profile_id', '=', 'p.id')
            .groupBy('o.stage')
            .as('s'),
        )
        .select(sql<string | null>`string_agg(s.stage || ':' || s.found, ' ')`.as('stages'))
        .as('stages'),
    ])
    .where('p.removed_at', 'is', null);
}

function lastRunOf(row: LastRun): ProfileSummary['lastRun'] {
  const { run_id: id, run_profile_id: profile_id, run_trigger: trigger, run_tasks: tasks } = row;
  const { run_started_at: started_at, run_ended_at: ended_at, run_end: end, run_counts: counts } = row;
  const { run_started_by: started_by } = row;
  if (id === null || profile_id === null || trigger === null || tasks === null || started_at === null)
    return null;
  return runOf({ id, profile_id, trigger, started_by, tasks, started_at, ended_at, end, counts });
}

/** `seen:3 parked:1`, as the query puts it together. */
function stagesOf(text: string | null): ProfileSummary['stages'] {
  const parts = (text ?? '').split(' ').filter((part) => part !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [stage, found] = part.split(':');
      return [stage as OrderStage, Number(found)];
    }),
  );
}

/** Every living profile of a firm (null: of all), or those of a name, with how they stand; in no order. */
export async function readSummaries(
  database: StateDatabase,
  { tenant, name }: { readonly tenant: TenantId | null; readonly name: string | null },
): Promise<readonly ProfileSummary[]> {
  const all = query(database);
  const own = tenant === null ? all : all.where('p.tenant_id', '=', tenant);
  const rows = await (name === null ? own : own.where('p.name', '=', name)).execute();
  return rows.map((row) => ({
    profile: profileOf(row),
    lastRun: lastRunOf(row),
    attention: row.attention ?? 0,
    cursor: row.cursor,
    stages: stagesOf(row.stages),
  }));
}
