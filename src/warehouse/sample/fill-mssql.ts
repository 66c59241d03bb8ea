import { SyncError } from '../../model/sync-error.ts';
import { bulkType, prepareMssqlWarehouse, withMssqlConnection } from '../mssql/create-mssql-warehouse.ts';
import type { MssqlConnection } from '../mssql/create-mssql-warehouse.ts';
import { mssqlTableName } from '../mssql/mssql-tables.ts';
import type { MssqlOptions } from '../mssql/mssql-warehouse.ts';
import { WITH_SERVICE_ROW, WITHOUT_ROWS } from './empty-installation.ts';
import { fillWarehouse } from './fill-warehouse.ts';
import type { FillOptions, SampleTarget } from './fill-warehouse.ts';
import type { Cell } from './sample-rows.ts';

/** A statement takes 2,100 parameters and 1,000 rows of values. */
const MOST_PARAMETERS = 2000;
const MOST_ROWS = 1000;

/** `INSERT` of some rows with their numbers given, which SQL Server allows one table at a time. */
export function insertStatement(table: string, columns: readonly string[], rows: number): string {
  const name = `[dbo].[${mssqlTableName(table)}]`;
  const names = columns.map((column) => `[${column}]`).join(', ');
  const values = Array.from({ length: rows }, (_, row) => {
    const places = columns.map((_column, index) => `@${row * columns.length + index + 1}`);
    return `(${places.join(', ')})`;
  });
  return withNumbers(name, columns, `insert into ${name} (${names}) values ${values.join(', ')}`);
}

/** An insert that gives its rows their numbers, if it does. */
function withNumbers(name: string, columns: readonly string[], insert: string): string {
  if (!columns.includes('ID')) return insert;
  return `set identity_insert ${name} on; ${insert}; set identity_insert ${name} off`;
}

/** Fewer statements than this are less than a table of its own for the rows. */
const FEW_STATEMENTS = 4;
/** Columns and rows as they came, in a table of the session. */
const [ROWS, ROW] = ['#skladbridge_rows', 'skladbridge_row'];

/**
 * Rows on one way, in three more: INSERT BULK gives a table its own numbers whatever was sent, so that the
 * rows go into a table of the session, and from there with their numbers.
 */
async function insertBulk(
  connection: MssqlConnection,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const types = columns.map(
    (column, at) => `[${column}] ${bulkType(rows.map((row) => row[at] ?? null))} null`,
  );
  await connection.batch(`create table ${ROWS} (${ROW} int null, ${types.join(', ')})`);
  const numbered = rows.map((row, number) => [number, ...row]);
  await connection.bulk(ROWS, [ROW, ...columns], numbered);
  const name = `[dbo].[${mssqlTableName(table)}]`;
  const names = columns.map((column) => `[${column}]`).join(', ');
  const insert = `insert into ${name} (${names}) select ${names} from ${ROWS} order by ${ROW}`;
  await connection.batch(`${withNumbers(name, columns, insert)}; drop table ${ROWS}`);
}

class MssqlSampleTarget implements SampleTarget {
  readonly #connection: MssqlConnection;
  readonly #onBulkRefused: (() => void) | null;

  /** `onBulkRefused`: told before INSERT BULK rejects; null for statements alone. */
  constructor(connection: MssqlConnection, onBulkRefused: (() => void) | null) {
    this.#connection = connection;
    this.#onBulkRefused = onBulkRefused;
  }

  async isEmpty(): Promise<boolean> {
    const queries = [
      ...WITH_SERVICE_ROW.map((table) => `select top(1) 1 as n from ${mssqlTableName(table)} where ID > 1`),
      ...WITHOUT_ROWS.map((table) => `select top(1) 1 as n from ${mssqlTableName(table)}`),
    ];
    for (const query of queries) if ((await this.#connection.query(query)).length > 0) return false;
    return true;
  }

  async insert(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
    const size = Math.min(MOST_ROWS, Math.floor(MOST_PARAMETERS / Math.max(columns.length, 1)));
    if (this.#onBulkRefused !== null && rows.length > size * FEW_STATEMENTS) {
      try {
        await insertBulk(this.#connection, table, columns, rows);
      } catch (error) {
        this.#onBulkRefused();
        throw error;
      }
      return;
    }
    for (let start = 0; start < rows.length; start += size) {
      const part = rows.slice(start, start + size);
      await this.#connection.query(insertStatement(table, columns, part.length), part.flat());
    }
  }

  async remove(table: string, column: string, values: readonly Cell[]): Promise<void> {
    const name = mssqlTableName(table);
    for (const value of values)
      await this.#connection.query(`delete from [dbo].[${name}] where [${column}] = @1`, [value]);
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#connection.begin();
    try {
      const result = await work();
      await this.#connection.commit();
      return result;
    } catch (error) {
      await this.#connection.rollback().catch(() => undefined);
      throw error;
    }
  }
}

/**
 * Makes a sample warehouse in a database of SQL Server that exists and is empty, or holds an empty structure
 * 3.07; answers the rows written by table. Rejects as `initMysqlWarehouse` does.
 */
export async function initMssqlWarehouse(
  options: Omit<FillOptions, 'address'> & MssqlOptions,
): Promise<{ readonly counts: Readonly<Record<string, number>> }> {
  const fill = async (
    onBulkRefused: (() => void) | null,
  ): Promise<Awaited<ReturnType<typeof initMssqlWarehouse>>> =>
    withMssqlConnection(options, async (connection) => {
      await prepareMssqlWarehouse(connection, options.url);
      const target = new MssqlSampleTarget(connection, onBulkRefused);
      return { counts: await fillWarehouse(target, { ...options, address: options.url }) };
    });
  let isRefused = false;
  try {
    return await fill(() => {
      isRefused = true;
    });
  } catch (error) {
    if (!isRefused || (error instanceof SyncError && error.kind === 'connection')) throw error;
    // A server that takes no INSERT BULK gets statements; nothing of the first try stands.
    return fill(null);
  }
}
