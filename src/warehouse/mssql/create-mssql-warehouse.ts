import { readFileSync } from 'node:fs';
import { Request, TYPES } from 'tedious';
import type { Connection } from 'tedious';
import { SyncError } from '../../model/sync-error.ts';
import { isDatabaseNewEnough } from '../../model/warehouse-version.ts';
import { parseMssqlAddress } from './mssql-address.ts';
import { mssqlError } from './mssql-errors.ts';
import { connectionOptions } from './mssql-warehouse.ts';
import type { MssqlOptions } from './mssql-warehouse.ts';
import { WarehouseConnection } from './warehouse-connection.ts';

type Cell = string | number | null;
type Row = Readonly<Record<string, unknown>>;

/** One connection of its own, for what the queries of the port do not do: making and filling. */
export interface MssqlConnection {
  /** A batch as it stands, without parameters: of our own texts only. */
  batch(text: string): Promise<void>;
  query(text: string, parameters?: readonly Cell[]): Promise<readonly Row[]>;
  /** Many rows on one way (INSERT BULK), into a table that has these columns, in their order. */
  bulk(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

function typeOf(value: Cell): (typeof TYPES)[keyof typeof TYPES] {
  if (typeof value !== 'number') return TYPES.NVarChar;
  return Number.isInteger(value) && Math.abs(value) <= 2_147_483_647 ? TYPES.Int : TYPES.Float;
}

const BULK_TYPES = {
  int: { type: TYPES.Int, length: null },
  float: { type: TYPES.Float, length: null },
  'nvarchar(4000)': { type: TYPES.NVarChar, length: 4000 },
} as const;

/** The type that every value of a column fits. */
export function bulkType(values: readonly Cell[]): keyof typeof BULK_TYPES {
  if (values.some((value) => typeof value === 'string')) return 'nvarchar(4000)';
  return values.every((value) => value === null || typeOf(value) === TYPES.Int) ? 'int' : 'float';
}

class OpenConnection implements MssqlConnection {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async batch(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const request = new Request(text, (error) => (error ? reject(error) : resolve()));
      this.#connection.execSqlBatch(request);
    });
  }

  async query(text: string, parameters: readonly Cell[] = []): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      const rows: Row[] = [];
      const request = new Request(text, (error) => (error ? reject(error) : resolve(rows)));
      for (const [index, value] of parameters.entries())
        request.addParameter(String(index + 1), typeOf(value), value);
      request.on('row', (columns: readonly { metadata: { colName: string }; value: unknown }[]) => {
        rows.push(Object.fromEntries(columns.map((column) => [column.metadata.colName, column.value])));
      });
      this.#connection.execSql(request);
    });
  }

  async bulk(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const load = this.#connection.newBulkLoad(table, { keepNulls: true }, (error) =>
        error ? reject(error) : resolve(),
      );
      for (const [at, column] of columns.entries()) {
        const { type, length } = BULK_TYPES[bulkType(rows.map((row) => row[at] ?? null))];
        load.addColumn(column, type, { nullable: true, ...(length === null ? {} : { length }) });
      }
      this.#connection.execBulkLoad(load, rows as unknown as unknown[][]);
    });
  }

  async begin(): Promise<void> {
    await this.#end((done) => this.#connection.beginTransaction(done));
  }

  async commit(): Promise<void> {
    await this.#end((done) => this.#connection.commitTransaction(done));
  }

  async rollback(): Promise<void> {
    await this.#end((done) => this.#connection.rollbackTransaction(done));
  }

  async #end(start: (done: (error?: Error | null) => void) => void): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      start((error) => (error ? reject(error) : resolve()));
    });
  }
}

async function connect(options: MssqlOptions): Promise<Connection> {
  const connection = new WarehouseConnection(connectionOptions(parseMssqlAddress(options.url), options));
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  return connection;
}

/** Work on one connection; its faults come as SyncErrors. */
export async function withMssqlConnection<T>(
  options: MssqlOptions,
  work: (connection: MssqlConnection) => Promise<T>,
): Promise<T> {
  let connection: Connection | null = null;
  try {
    connection = await connect(options);
    return await work(new OpenConnection(connection));
  } catch (error) {
    throw mssqlError(error, options.url);
  } finally {
    connection?.close();
  }
}

/** The batches of the schema file: `GO` alone on a line ends one. */
export function schemaBatches(): readonly string[] {
  const text = readFileSync(new URL('schema-3.07.sql', import.meta.url), 'utf8');
  return text
    .split(/^GO\s*$/m)
    .map((batch) => batch.trim())
    .filter((batch) => batch !== '');
}

/**
 * Makes the tables of structure 3.07 in an empty database; leaves those that are there. Rejects
 * `warehouse.notWarehousePro` for a database with other tables, `warehouse.tooOld` for an older structure.
 */
export async function prepareMssqlWarehouse(connection: MssqlConnection, address: string): Promise<void> {
  const tables = await connection.query('select lower(name) as name from sys.tables');
  const names = new Set(tables.map((row) => String(row['name'])));
  if (names.size === 0) {
    // All of them or none: a line that breaks leaves an empty database.
    await connection.begin();
    for (const batch of schemaBatches()) await connection.batch(batch);
    await connection.commit();
    return;
  }
  if (!names.has('system') || !names.has('goods'))
    throw new SyncError('warehouse.notWarehousePro', { address, missing: 'System, Goods' });
  const [row] = await connection.query('select Version from System where ProductID = 1');
  const version = String(row?.['Version'] ?? '').trim();
  if (!isDatabaseNewEnough(version)) throw new SyncError('warehouse.tooOld', { version });
}
