import { sql } from 'kysely';
import type { ExpressionBuilder, RawBuilder } from 'kysely';
import type { RecordFilter, RecordPage, RecordQuery, RecordTable } from '../../warehouse-records.ts';
import type { WarehouseDatabase } from '../sql-engine.ts';
import { untyped } from './record-tables.ts';

const TINY = 0.000_000_1;
/** A letter that no engine gives a meaning of its own inside a pattern. */
const ESCAPE = '!';

/** A pattern for LIKE: `*` becomes `%`, everything that LIKE or SQL Server would read is escaped. */
export function likePattern(text: string): string {
  return text.replace(/[%_![\]]/g, (letter) => `${ESCAPE}${letter}`).replaceAll('*', '%');
}

function condition(filter: RecordFilter): RawBuilder<boolean> {
  const column = sql.ref(filter.column);
  const { value } = filter;
  switch (filter.test) {
    case 'like':
      return sql<boolean>`${column} like ${likePattern(String(value))} escape '!'`;
    case 'atLeast':
      return sql<boolean>`${column} >= ${value}`;
    case 'atMost':
      return sql<boolean>`${column} <= ${value}`;
    case 'is':
      if (typeof value === 'string') {
        // An empty text stands in the database as one blank, as nothing, or as NULL.
        if (value === '') return sql<boolean>`(${column} is null or ${column} in ('', ' '))`;
        return sql<boolean>`${column} = ${value}`;
      }
      if (Number.isInteger(value) && value !== 0) return sql<boolean>`${column} = ${value}`;
      if (value === 0) return sql<boolean>`coalesce(${column}, 0) = 0`;
      return sql<boolean>`${column} between ${value - TINY} and ${value + TINY}`;
  }
}

/** Rows that fulfil every filter, by id, a page at a time, with how many there are in all. */
export async function listRecords(
  database: WarehouseDatabase,
  table: RecordTable,
  query: RecordQuery,
): Promise<RecordPage> {
  let matching = untyped(database).selectFrom(table);
  for (const filter of query.filters) matching = matching.where(() => condition(filter));
  const counted = await matching
    .select((row: ExpressionBuilder<never, never>) => row.fn.countAll<number>().as('total'))
    .executeTakeFirst();
  const total = counted?.total ?? 0;
  const skipped = (query.page - 1) * query.pageSize;
  if (skipped >= total) return { rows: [], total };
  const rows = await matching
    .select(query.columns)
    .orderBy('ID')
    .limit(query.pageSize)
    .offset(skipped)
    .execute();
  return { rows: rows, total };
}
