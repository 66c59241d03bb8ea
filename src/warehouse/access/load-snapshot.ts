import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { writeWholeFile } from '../../lib/whole-file.ts';
import { NEEDED_TABLES } from '../sql/schema.ts';
import { tableStatements } from '../sqlite/create-sqlite-warehouse.ts';
import { isDuplicateKey } from '../sqlite/sqlite-errors.ts';
import { Catalogue, ColumnMissing } from './jet/catalogue.ts';
import { JetFile } from './jet/jet-file.ts';
import { Unsound } from './jet/unsound.ts';
import { LOADED_TABLES, SNAPSHOT_INDEXES } from './loaded-tables.ts';
import type { LoadedTable, SnapshotScope } from './loaded-tables.ts';

const ROWS_AT_ONCE = 20;

/** A database of Access, but not of Warehouse Pro: a table or a column is missing. */
export class NotWarehousePro extends Error {}

/**
 * Loads what a warehouse is read from into a new SQLite file that only its owner may read. Row after row goes
 * over: nothing is held twice. Throws `Unsound` when the database contradicts itself anywhere in these
 * tables, `NotReadable` and `NotWarehousePro`; then the file is gone.
 */
export function loadSnapshot(bytes: Buffer, target: string, scope: SnapshotScope): void {
  const catalogue = new Catalogue(new JetFile(bytes));
  const missing = NEEDED_TABLES.filter((name) => !catalogue.has(name));
  if (missing.length > 0) throw new NotWarehousePro(missing.join(', '));
  writeWholeFile(target, '', { isNew: true });
  const database = new DatabaseSync(target);
  try {
    // Lost with the machine, it is read anew: no journal, no waiting for the disk.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
    const statements = tableStatements();
    for (const table of LOADED_TABLES) {
      database.exec(statements.get(table.name) ?? '');
      if (catalogue.has(table.name)) loadTable(database, catalogue, { table, scope });
    }
    for (const statement of SNAPSHOT_INDEXES) database.exec(statement);
    database.exec('COMMIT');
    database.close();
  } catch (error) {
    database.close();
    rmSync(target, { force: true });
    throw error;
  }
}

function insertion(database: DatabaseSync, table: LoadedTable, rows: number): StatementSync {
  const one = `(${table.columns.map(() => '?').join(', ')})`;
  const values = Array.from({ length: rows }, () => one).join(', ');
  return database.prepare(`INSERT INTO ${table.name} ("${table.columns.join('", "')}") VALUES ${values}`);
}

function loadTable(
  database: DatabaseSync,
  catalogue: Catalogue,
  what: { readonly table: LoadedTable; readonly scope: SnapshotScope },
): void {
  const { table, scope } = what;
  const isNeeded = scope === 'everything' ? undefined : table.isNeeded;
  const many = insertion(database, table, ROWS_AT_ONCE);
  const one = insertion(database, table, 1);
  let waiting: (string | number | null)[] = [];
  try {
    for (const row of catalogue.rows(table.name, table.columns)) {
      if (isNeeded !== undefined && !isNeeded(row)) continue;
      waiting.push(...row);
      if (waiting.length < ROWS_AT_ONCE * table.columns.length) continue;
      many.run(...waiting);
      waiting = [];
    }
    for (let at = 0; at < waiting.length; at += table.columns.length)
      one.run(...waiting.slice(at, at + table.columns.length));
  } catch (error) {
    if (error instanceof ColumnMissing) throw new NotWarehousePro(`${table.name}.${error.message}`);
    if (isDuplicateKey(error)) throw new Unsound(`one number twice in ${table.name}`, 0);
    throw error;
  }
}
