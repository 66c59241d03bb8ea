import { readFileSync } from 'node:fs';
import { createPool } from 'mysql2/promise';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { SyncError } from '../../model/sync-error.ts';
import { isDatabaseNewEnough } from '../../model/warehouse-version.ts';
import { parseMysqlAddress } from './mysql-address.ts';
import { mysqlError } from './mysql-errors.ts';
import { poolOptions } from './mysql-warehouse.ts';
import type { MysqlOptions } from './mysql-warehouse.ts';

/** Names that only our own schema file uses; a batch of its statements ends in a semicolon and a new line. */
const STATEMENT_END = /;\s*\n/;

/** Work on one connection of its own, for what the queries of the port do not do: making and filling. */
export async function withMysqlConnection<T>(
  options: MysqlOptions,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const pool = createPool({
    ...poolOptions(parseMysqlAddress(options.url), options),
    connectionLimit: 1,
  });
  try {
    const connection = await pool.getConnection();
    await connection.query("set session sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO'");
    return await work(connection);
  } catch (error) {
    throw mysqlError(error, options.url);
  } finally {
    await pool.end().catch(() => undefined);
  }
}

async function tableNames(connection: Connection): Promise<ReadonlySet<string>> {
  const [rows] = await connection.query(
    'select lower(table_name) as name from information_schema.tables where table_schema = database()',
  );
  return new Set((rows as RowDataPacket[]).map((row) => String(row['name'])));
}

/** The statements of a schema file, comments left out. */
export function schemaStatements(): readonly string[] {
  const text = readFileSync(new URL('schema-3.07.sql', import.meta.url), 'utf8');
  return text
    .replace(/^--.*$/gm, '')
    .split(STATEMENT_END)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** The table that a statement of the schema makes; null: it makes none. */
function tableMade(statement: string): string | null {
  return /^CREATE TABLE `(\w+)`/.exec(statement)?.[1] ?? null;
}

/**
 * Makes the tables of structure 3.07 in an empty database, or goes on where the line broke while it made
 * them; leaves those that are there. Rejects `warehouse.notWarehousePro` for a database with other tables,
 * `warehouse.tooOld` for an older structure. Repeatable.
 */
export async function prepareMysqlWarehouse(connection: Connection, address: string): Promise<void> {
  const names = await tableNames(connection);
  const statements = schemaStatements();
  if (await isBegun(connection, names, statements)) {
    for (const statement of statements) {
      const table = tableMade(statement);
      if (table !== null && !names.has(table)) await connection.query(statement);
    }
    await connection.beginTransaction();
    for (const statement of statements) if (tableMade(statement) === null) await connection.query(statement);
    await connection.commit();
    return;
  }
  if (!names.has('system') || !names.has('goods'))
    throw new SyncError('warehouse.notWarehousePro', { address, missing: 'system, goods' });
  const [rows] = await connection.query('select Version from `system` where ProductID = 1');
  const version = String((rows as RowDataPacket[])[0]?.['Version'] ?? '').trim();
  if (!isDatabaseNewEnough(version)) throw new SyncError('warehouse.tooOld', { version });
}

/** Exactly the first tables of the schema are there, or none, and no rows, which come after the tables. */
async function isBegun(
  connection: Connection,
  names: ReadonlySet<string>,
  statements: readonly string[],
): Promise<boolean> {
  const made = statements.map(tableMade).filter((table) => table !== null);
  if (!made.slice(0, names.size).every((table) => names.has(table))) return false;
  if (names.size < made.length) return true;
  const [rows] = await connection.query('select 1 from `system` union all select 1 from `goods` limit 1');
  return names.size === made.length && (rows as RowDataPacket[]).length === 0;
}
