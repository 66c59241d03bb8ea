import { sql } from 'kysely';
import type { WarehouseOddity } from '../../../model/warehouse-facts.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { KNOWN_COLUMNS } from './known-columns.ts';

/** Columns that must lead an index, or every order and every good costs a reading of the whole table. */
const INDEXED: readonly (readonly [table: string, column: string])[] = [
  ['goods', 'code'],
  ['goods', 'barcode1'],
  ['operations', 'acct'],
];
/** The only uniqueness that the vendor's database has: numbers and claims are made with it (I4, I5). */
const [UNIQUE_TABLE, UNIQUE_COLUMN] = ['nextacct', 'nextacct'];

interface NamedRow {
  readonly tbl: string;
  readonly name: string;
  readonly needed?: number | null;
  readonly uniq?: number | null;
}

async function rowsOf(database: WarehouseDatabase, query: string): Promise<readonly NamedRow[]> {
  const { rows } = await sql.raw<NamedRow>(query).execute(database);
  return rows.map((row) => ({ ...row, tbl: row.tbl.toLowerCase() }));
}

function columnOddities(rows: readonly NamedRow[]): readonly WarehouseOddity[] {
  return rows.flatMap(({ tbl: table, name, needed }) => {
    const known = KNOWN_COLUMNS.get(table);
    if (known === undefined || known.has(name.toLowerCase())) return [];
    return [{ kind: Number(needed) === 1 ? ('neededColumn' as const) : ('ownColumn' as const), table, name }];
  });
}

function indexOddities(rows: readonly NamedRow[]): readonly WarehouseOddity[] {
  const leads = (table: string, column: string, isUnique: boolean): boolean =>
    rows.some(
      ({ tbl, name, uniq }) =>
        tbl === table && name.toLowerCase() === column && (!isUnique || Number(uniq) === 1),
    );
  const missing = INDEXED.filter(([table, column]) => !leads(table, column, false));
  return [
    ...(leads(UNIQUE_TABLE, UNIQUE_COLUMN, true)
      ? []
      : [{ kind: 'noUniqueKey' as const, table: UNIQUE_TABLE, name: UNIQUE_COLUMN }]),
    ...missing.map(([table, name]) => ({ kind: 'missingIndex' as const, table, name })),
  ];
}

/**
 * In what a database differs from the vendor's: triggers and own columns of the tables that are written into,
 * and indexes that are not there. Reads only.
 */
export async function readOddities(
  database: WarehouseDatabase,
  engine: SqlEngine,
): Promise<readonly WarehouseOddity[]> {
  const triggers = await rowsOf(database, engine.structure.triggers);
  const columns = await rowsOf(database, engine.structure.columns);
  const indexes = await rowsOf(database, engine.structure.indexes);
  return [
    ...triggers
      .filter(({ tbl }) => KNOWN_COLUMNS.has(tbl))
      .map(({ tbl: table, name }) => ({ kind: 'trigger' as const, table, name })),
    ...columnOddities(columns),
    ...indexOddities(indexes),
  ].toSorted((left, right) =>
    `${left.kind} ${left.table} ${left.name}` < `${right.kind} ${right.table} ${right.name}` ? -1 : 1,
  );
}
