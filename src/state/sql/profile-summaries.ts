import { sql } from 'kysely';
import type { OrderStage } from '../../model/order-stage.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { ProfileSummary } from '../state.ts';
import { profileOf } from './profile-row.ts';
import { runOf } from './run-log.ts';
import type { StateDatabase } from './schema.ts';

/** Runs that are asked for in one statement. */
const AT_ONCE = 500;

/** Living profiles with the number of their newest run and what is counted of them: a row for each. */
function query(database: StateDatabase) {
  return database
    .selectFrom('profiles as p')
    .selectAll('p')
    .select((each) => [
      each
        .selectFrom('runs as newest')
        .select(({ fn }) => fn.max('newest.id').as('id'))
        .whereRef('newest.profile_id', '=', 'p.id')
        .as('last_run'),
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

/**
 * Runs by their numbers. A query of its own: joined by a part of the query that picks the newest, all runs
 * would be read where the database shows a page one firm alone.
 */
async function runsOf(
  database: StateDatabase,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, ProfileSummary['lastRun']>> {
  const found = new Map<number, ProfileSummary['lastRun']>();
  for (let from = 0; from < numbers.length; from += AT_ONCE) {
    const rows = await database
      .selectFrom('runs')
      .selectAll()
      .where('id', 'in', numbers.slice(from, from + AT_ONCE))
      .execute();
    for (const row of rows) found.set(row.id, runOf(row));
  }
  return found;
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
  const numbers = rows.flatMap(({ last_run: number }) => (number === null ? [] : [number]));
  const runs = await runsOf(database, numbers);
  return rows.map((row) => ({
    profile: profileOf(row),
    lastRun: (row.last_run === null ? undefined : runs.get(row.last_run)) ?? null,
    attention: row.attention ?? 0,
    cursor: row.cursor,
    stages: stagesOf(row.stages),
  }));
}
