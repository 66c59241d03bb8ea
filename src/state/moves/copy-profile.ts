import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ProfileId } from '../../model/profile.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { StateDatabase } from '../sql/schema.ts';
import { copyRuns } from './copy-runs.ts';
import type { Copying, MovedRow } from './copying.ts';
import { MOVED_TABLES } from './profile-tables.ts';
import type { MovedTable } from './profile-tables.ts';

/** So many rows travel at once. */
const ROWS_AT_ONCE = 500;

/**
 * Copies a profile with all that the tables hold of it, its secrets excepted, and answers under which number.
 * `given`: what its row has here instead. Numbers that the memory gives are given anew, in the same order.
 */
export async function copyProfile(
  copying: Copying,
  id: ProfileId,
  given: MovedRow & { readonly tenant_id: TenantId },
  onRows: (table: MovedTable, rows: readonly MovedRow[]) => Promise<readonly MovedRow[]>,
): Promise<ProfileId> {
  const { from, to } = copying;
  const found = await from.database
    .selectFrom('profiles')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { id: own } = await to
    .insertInto('profiles')
    .values({ ...withoutNumber(found), ...given } as unknown as typeof found)
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const table of Object.keys(MOVED_TABLES) as MovedTable[])
    for await (const rows of readRows(from.database, table, id)) {
      const mine = (await onRows(table, rows)).map((row) => ({
        ...withoutNumber(row),
        ...('tenant_id' in row ? { tenant_id: given.tenant_id } : {}),
        profile_id: own,
      }));
      await insertRows(to, table, mine);
    }
  await copyRuns(copying, id, own);
  return own;
}

/** All rows that a table has of a profile, by its key, so many at once. */
async function* readRows(
  database: StateDatabase,
  table: MovedTable,
  id: ProfileId,
): AsyncIterable<readonly MovedRow[]> {
  const keys: readonly string[] = MOVED_TABLES[table];
  const order = sql.join((keys.length === 0 ? ['profile_id'] : keys).map((key) => sql.ref(key)));
  let after: RawBuilder<unknown> = sql``;
  for (;;) {
    const { rows } = await sql<MovedRow>`select * from ${sql.table(table)} where profile_id = ${id} ${after}
      order by ${order} limit ${ROWS_AT_ONCE}`.execute(database);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE || keys.length === 0) return;
    after = sql`and (${order}) > (${sql.join(keys.map((key) => last[key]))})`;
  }
}

/** Puts rows of one table in, all of which have the same columns. */
export async function insertRows(to: StateDatabase, table: string, rows: readonly MovedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await to
    .insertInto(table as 'links')
    .values(rows as never)
    .execute();
}

function withoutNumber(row: MovedRow): MovedRow {
  const { id: _number, ...rest } = row;
  return rest;
}
