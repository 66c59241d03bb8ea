import { CompiledQuery, Kysely, MysqlDialect, sql } from 'kysely';
import { createPool } from 'mysql2';
import type { PoolOptions } from 'mysql2';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import { SyncError } from '../../model/sync-error.ts';
import { NEEDED_TABLES, WRITTEN_TABLES } from '../sql/schema.ts';
import type { WarehouseSchema } from '../sql/schema.ts';
import type { OpenedDatabase, SqlEngine, WarehouseDatabase } from '../sql/sql-engine.ts';
import { SqlWarehouse } from '../sql/sql-warehouse.ts';
import { bySql } from '../sql/transaction.ts';
import { toldStatements } from '../sql/told-statements.ts';
import type { Warehouse } from '../warehouse.ts';
import { parseMysqlAddress } from './mysql-address.ts';
import { textFor } from './column-letters.ts';
import type { MysqlAddress } from './mysql-address.ts';
import { isCommitUncertain, isDuplicateKey, mysqlError } from './mysql-errors.ts';

const CONNECT_MS = 10_000;
const CONNECTIONS = 4;
const LOCK_WAIT_SECONDS = 10;

/** Which warehouse, and the password, which is never part of the address. */
export interface MysqlOptions {
  readonly url: string;
  readonly password: string | null;
  /** Which hosts may be connected to; absent = all. */
  readonly guard?: HostGuard;
}

/**
 * What every session starts with, whatever the server's own settings are: commits of others are seen (facts
 * section 2), nothing is cut silently, text is escaped as the driver escapes it.
 */
const SESSION = [
  'set session transaction isolation level read committed',
  `set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',
    innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}, autocommit = 1`,
] as const;

async function begin(connection: WarehouseDatabase): Promise<void> {
  // A transaction that somehow stayed open would be committed by the next `start transaction`.
  await sql`rollback`.execute(connection);
  await sql`start transaction`.execute(connection);
}

const STRUCTURE = {
  triggers: `select event_object_table as tbl, trigger_name as name from information_schema.triggers
    where event_object_schema = database()`,
  columns: `select table_name as tbl, column_name as name, is_nullable = 'NO' and column_default is null
    and extra not like '%auto_increment%' and extra not like '%GENERATED%' as needed
    from information_schema.columns where table_schema = database()`,
  indexes: `select table_name as tbl, column_name as name, non_unique = 0 as uniq
    from information_schema.statistics where table_schema = database() and seq_in_index = 1`,
  collations: `select distinct table_collation as name from information_schema.tables
    where table_schema = database() and table_collation is not null order by table_collation`,
} as const;

/** What is particular of MySQL and MariaDB; `charsets`: of the columns that texts are written to. */
export function mysqlEngine(address: string, charsets: readonly string[] = []): SqlEngine {
  return {
    address,
    now: sql<string>`now()`,
    nowMinutes: sql<number | string>`floor(unix_timestamp() / 60)`,
    withTransaction: bySql(begin),
    lockSeries: (_transaction, _series, query) => query.executeTakeFirst(),
    hasSerialWrites: false,
    rowsAtOnce: 100,
    unindexed: (column) => sql<number>`+${sql.ref(column)}`,
    structure: STRUCTURE,
    isDuplicateKey,
    cleanText: textFor(charsets),
    toSyncError: (error) => mysqlError(error, address),
    isCommitUncertain,
  };
}

/** The driver's options for a warehouse; times come as text, since the vendor's are local without a zone. */
export function poolOptions(
  address: MysqlAddress,
  { password, guard }: Pick<MysqlOptions, 'password' | 'guard'>,
): PoolOptions {
  const { host, port, socketPath, user, database, tls } = address;
  return {
    ...(socketPath === null ? { host, port } : { socketPath }),
    ...(guard === undefined ? {} : { stream: () => guard.connect({ host, port }) }),
    user,
    database,
    password: password ?? '',
    charset: 'utf8mb4',
    dateStrings: true,
    connectTimeout: CONNECT_MS,
    connectionLimit: CONNECTIONS,
    enableKeepAlive: true,
    ...(tls === 'off' ? {} : { ssl: { rejectUnauthorized: tls === 'verify' } }),
  };
}

/**
 * Opens a database on MySQL or MariaDB. Rejects `warehouse.unreachable`, `warehouse.accessRefused`,
 * `warehouse.notWarehousePro` when tables are missing, `warehouse.noTransactions` when some have none (Q9),
 * `settings.warehouseUrl.*`.
 */
export async function openMysqlDatabase(options: MysqlOptions): Promise<OpenedDatabase> {
  const address = parseMysqlAddress(options.url);
  const pool = createPool(poolOptions(address, options));
  const dialect = new MysqlDialect({
    pool,
    onCreateConnection: async (connection) => {
      for (const statement of SESSION) await connection.executeQuery(CompiledQuery.raw(statement));
    },
  });
  const database = new Kysely<WarehouseSchema>({ dialect, ...toldStatements() });
  try {
    await refuseUnfit(database, options.url);
    return { database, engine: mysqlEngine(options.url, await writtenCharsets(database)) };
  } catch (error) {
    await database.destroy();
    throw mysqlError(error, options.url);
  }
}

interface TableRow {
  readonly name: string;
  readonly engine: string | null;
  /** What the server says of the engine: `YES`, `NO`, or nothing of a view or an unknown one. */
  readonly transactions: string | null;
}

/**
 * Refuses what is no warehouse, and one whose documents would be written row by row (Q9): in tables without
 * transactions a claim may stand without its document, and a kill in the middle leaves half of one.
 */
async function refuseUnfit(database: WarehouseDatabase, address: string): Promise<void> {
  const { rows } = await sql<TableRow>`select t.table_name as name, t.engine as engine,
    e.transactions as transactions from information_schema.tables t
    left join information_schema.engines e on e.engine = t.engine
    where t.table_schema = database() order by t.table_name`.execute(database);
  const names = new Set(rows.map((row) => row.name.toLowerCase()));
  const missing = NEEDED_TABLES.filter((table) => !names.has(table));
  if (missing.length > 0)
    throw new SyncError('warehouse.notWarehousePro', { address, missing: missing.join(', ') });
  const written = new Set<string>(WRITTEN_TABLES);
  const unfit = rows.filter(
    ({ name, engine, transactions }) =>
      written.has(name.toLowerCase()) && engine !== null && transactions !== 'YES',
  );
  if (unfit.length === 0) return;
  throw new SyncError('warehouse.noTransactions', {
    address,
    tables: unfit.map(({ name, engine }) => `${name} (${engine ?? ''})`).join(', '),
    statement: unfit.map(({ name }) => `ALTER TABLE \`${name}\` ENGINE=InnoDB;`).join(' '),
  });
}

/**
 * The character sets of the columns that texts are written to: old installations have one byte to a letter.
 */
async function writtenCharsets(database: WarehouseDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string; readonly charset: string }>`
    select distinct lower(c.table_name) as name, c.character_set_name as charset
    from information_schema.columns c
    where c.table_schema = database() and c.character_set_name is not null`.execute(database);
  const written = new Set<string>(WRITTEN_TABLES);
  return rows.filter(({ name }) => written.has(name)).map(({ charset }) => charset);
}

/** Opens a warehouse on MySQL or MariaDB; rejects as `openMysqlDatabase` does. */
export async function openMysqlWarehouse(options: MysqlOptions): Promise<Warehouse> {
  const { database, engine } = await openMysqlDatabase(options);
  return new SqlWarehouse(database, engine);
}
