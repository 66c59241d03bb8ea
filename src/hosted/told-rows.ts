import { sql } from 'kysely';
import type { Telling } from '../app/work/work.ts';
import type { TenantId } from '../model/tenant.ts';
import type { HostedDatabase } from './hosted-tables.ts';
import type { HostedPlace } from './open-hosted.ts';
import { firmsTold, newestPlace } from './pages/told-firms.ts';

const READ_AT_ONCE = 500;

/** One telling at its place. */
export interface ToldRow {
  readonly place: number;
  readonly tenant: TenantId;
  readonly name: string;
  readonly telling: Telling;
}

/** The place of what was told last; 0: nothing was yet. Repeatable. */
export async function newestTold({ database, isBound }: HostedPlace): Promise<number> {
  if (isBound) return (await newestPlace(database)) ?? 0;
  const { rows } = await sql<{ readonly place: number | null }>`select max(place) as place
    from hosted_told`.execute(database);
  return rows[0]?.place ?? 0;
}

/**
 * What was told behind a place, oldest first, so many at most. Whom policies bind learns which firms have
 * told something, and asks as each of them. Repeatable.
 */
export async function toldAfter(place: HostedPlace, after: number): Promise<readonly ToldRow[]> {
  const { database, isBound } = place;
  if (!isBound) return read(told(database, after).limit(READ_AT_ONCE));
  const { firms, last } = await firmsTold(database, after, READ_AT_ONCE);
  const found: ToldRow[] = [];
  for (const firm of firms)
    found.push(...(await read(told(place.of(firm), after).where('t.place', '<=', last))));
  return found.toSorted((left, right) => left.place - right.place);
}

function told(database: HostedDatabase, after: number) {
  return database
    .selectFrom('hosted_told as t')
    .innerJoin('profiles as p', 'p.id', 't.profile_id')
    .select(['t.place', 't.telling', 'p.name', 'p.tenant_id as tenant'])
    .where('t.place', '>', after)
    .orderBy('t.place');
}

async function read(query: ReturnType<typeof told>): Promise<readonly ToldRow[]> {
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, telling: JSON.parse(row.telling) as Telling }));
}
