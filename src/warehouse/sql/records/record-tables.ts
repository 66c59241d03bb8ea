import type { Kysely } from 'kysely';
import type { RecordCell, RecordTable } from '../../warehouse-records.ts';
import type { WarehouseDatabase } from '../sql-engine.ts';

type Untyped = Readonly<Record<RecordTable, Readonly<Record<string, RecordCell>>>>;

/**
 * The same connection with its columns named by the caller: rows of other programs are copied column by
 * column, and which columns there are stands in the table of wire fields.
 */
export function untyped(database: WarehouseDatabase): Kysely<Untyped> {
  return database as unknown as Kysely<Untyped>;
}
