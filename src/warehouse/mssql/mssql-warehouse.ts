import { Kysely, MssqlDialect, sql } from 'kysely';
import * as tarn from 'tarn';
import * as tedious from 'tedious';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import { SyncError } from '../../model/sync-error.ts';
import { NEEDED_TABLES } from '../sql/schema.ts';
import type { WarehouseSchema } from '../sql/schema.ts';
import type { OpenedDatabase, SeriesQuery, SqlEngine, WarehouseDatabase } from '../sql/sql-engine.ts';
import { SqlWarehouse } from '../sql/sql-warehouse.ts';
import { toldStatements } from '../sql/told-statements.ts';
import type { Warehouse } from '../warehouse.ts';
import { parseMssqlAddress } from './mssql-address.ts';
import type { MssqlAddress } from './mssql-address.ts';
import { isCommitUncertain, isDuplicateKey, mssqlError } from './mssql-errors.ts';
import { MssqlPlugin } from './mssql-plugin.ts';
import { LOCK_MS, WarehouseConnection } from './warehouse-connection.ts';
import { WarehouseRequest } from './warehouse-request.ts';

/** Of the protocol: what others have committed is seen, nothing that they may take back. */
const READ_COMMITTED = 2;
const CONNECT_MS = 10_000;
const REQUEST_MS = 30_000;
const CONNECTIONS = 4;

/** Which warehouse, and the password, which is never part of the address. */
export interface MssqlOptions {
  readonly url: string;
  readonly password: string | null;
  /** Which hosts may be connected to; absent = all. */
  readonly guard?: HostGuard;
}

/** What came of a lock, beside the answer of what was asked behind it; below 0: not given. */
interface Held {
  readonly skladbridge_lock: number;
}

/**
 * Takes a lock of the server for a series of numbers until the transaction ends, and asks what stands in it,
 * in one batch. Lock hints are not proven to keep two writers apart; this is, beside the primary key of
 * NextAcct (stack: SQL Server).
 */
async function lockSeries<T>(
  transaction: WarehouseDatabase,
  what: { readonly series: string; readonly query: SeriesQuery<T>; readonly address: string },
): Promise<T | undefined> {
  const { rows } = await sql<T & Held>`declare @result int;
    exec @result = sp_getapplock @Resource = ${`Skladbridge ${what.series}`}, @LockMode = 'Exclusive',
      @LockOwner = 'Transaction', @LockTimeout = ${sql.lit(LOCK_MS)};
    select @result as skladbridge_lock, answer.* from ${what.query} as answer`.execute(transaction);
  const [row] = rows;
  if ((row?.skladbridge_lock ?? -1) >= 0) return row;
  throw new SyncError('warehouse.busy', { address: what.address });
}

const STRUCTURE = {
  triggers: `select t.name as tbl, r.name from sys.triggers r join sys.tables t on t.object_id = r.parent_id
    where r.is_disabled = 0`,
  columns: `select t.name as tbl, c.name, case when c.is_nullable = 0 and c.default_object_id = 0
    and c.is_identity = 0 and c.is_computed = 0 then 1 else 0 end as needed
    from sys.columns c join sys.tables t on t.object_id = c.object_id`,
  indexes: `select t.name as tbl, c.name, cast(i.is_unique as int) as uniq from sys.indexes i
    join sys.tables t on t.object_id = i.object_id
    join sys.index_columns k on k.object_id = i.object_id and k.index_id = i.index_id and k.key_ordinal = 1
    join sys.columns c on c.object_id = i.object_id and c.column_id = k.column_id`,
  collations: `select cast(databasepropertyex(db_name(), 'Collation') as varchar(128)) as name
    union select cast(serverproperty('Collation') as varchar(128)) as name`,
} as const;

/** What is particular of SQL Server. */
export function mssqlEngine(address: string): SqlEngine {
  return {
    address,
    now: sql<string>`getdate()`,
    nowMinutes: sql<number | string>`datediff(minute, '19700101', getutcdate())`,
    // The driver's own request: BEGIN inside a prepared batch would end with the batch.
    withTransaction: async (database, work) => {
      const transaction = await database.startTransaction().execute();
      try {
        return await work({
          database: transaction,
          commit: () => transaction.commit().execute(),
          rollback: () => transaction.rollback().execute(),
        });
      } finally {
        // A commit whose answer was lost leaves kysely's transaction open: its connection would
        // never return to the pool, and closing the pool would wait for it without end.
        if (!transaction.isCommitted && !transaction.isRolledBack)
          await transaction
            .rollback()
            .execute()
            .catch(() => undefined);
      }
    },
    lockSeries: (transaction, series, query) => lockSeries(transaction, { series, query, address }),
    hasSerialWrites: false,
    // A statement holds at most 2,100 values.
    rowsAtOnce: 40,
    // The planner of SQL Server counts rows: what it may choose from is not narrowed.
    unindexed: (column) => sql<number>`${sql.ref(column)}`,
    structure: STRUCTURE,
    isDuplicateKey,
    // nvarchar holds every letter, but no half of one.
    cleanText: (text) => text.toWellFormed().replaceAll('\uFFFD', ''),
    toSyncError: (error) => mssqlError(error, address),
    isCommitUncertain,
  };
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * Connects where the guard lets it. The driver tells where a server has redirected it to, though not in its
 * types.
 */
function guardedConnector(guard: HostGuard, own: Place) {
  return async (place: Place = own, _lookup: unknown = null, signal?: AbortSignal): Promise<Socket> => {
    const socket = guard.connect({ host: place.host, port: place.port });
    try {
      await once(socket, 'connect', signal === undefined ? {} : { signal });
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
}

/** The driver's options for a warehouse. */
export function connectionOptions(
  address: MssqlAddress,
  { password, guard }: Pick<MssqlOptions, 'password' | 'guard'>,
): tedious.ConnectionConfiguration {
  const { host, port, instance, user, database, isEncrypted, trustsCertificate } = address;
  return {
    server: host,
    authentication: { type: 'default', options: { userName: user, password: password ?? '' } },
    options: {
      database,
      ...(port === null ? {} : { port }),
      ...(instance === null ? {} : { instanceName: instance }),
      // Whoever redirects a connection names a host too: each is connected to by this.
      ...(guard === undefined ? {} : { connector: guardedConnector(guard, { host, port: port ?? 0 }) }),
      encrypt: isEncrypted,
      trustServerCertificate: trustsCertificate,
      connectTimeout: CONNECT_MS,
      requestTimeout: REQUEST_MS,
      // Tries again are ours, and told: the driver would try a misspelt database three times more.
      maxRetriesOnTransientErrors: 0,
      // A key that exists must leave the transaction open, so that the next one can be tried.
      abortTransactionOnError: false,
      isolationLevel: READ_COMMITTED,
      connectionIsolationLevel: READ_COMMITTED,
      enableQuotedIdentifier: true,
      // Dates travel as text `YYYY-MM-DD …`: in a session of another language it would be read as day first.
      dateFormat: 'mdy',
      language: 'us_english',
      useUTC: true,
    },
  };
}

/**
 * Opens a database on SQL Server. Rejects `warehouse.unreachable`, `warehouse.accessRefused`,
 * `warehouse.notWarehousePro` when tables are missing, `settings.warehouseUrl.*`.
 */
export async function openMssqlDatabase(options: MssqlOptions): Promise<OpenedDatabase> {
  const configuration = connectionOptions(parseMssqlAddress(options.url), options);
  const engine = mssqlEngine(options.url);
  const dialect = new MssqlDialect({
    tarn: {
      ...tarn,
      options: { min: 0, max: CONNECTIONS, acquireTimeoutMillis: REQUEST_MS, propagateCreateError: true },
    },
    tedious: {
      ...tedious,
      Request: WarehouseRequest,
      connectionFactory: () => new WarehouseConnection(configuration),
    },
  });
  const database = new Kysely<WarehouseSchema>({
    dialect,
    plugins: [new MssqlPlugin()],
    ...toldStatements(),
  });
  try {
    await refuseForeign(database, options.url);
    return { database, engine };
  } catch (error) {
    await database.destroy();
    throw mssqlError(error, options.url);
  }
}

async function refuseForeign(database: WarehouseDatabase, address: string): Promise<void> {
  const { rows } = await sql<{ readonly name: string }>`select lower(name) as name from sys.tables`.execute(
    database,
  );
  const names = new Set(rows.map((row) => row.name));
  const missing = NEEDED_TABLES.filter((table) => !names.has(table));
  if (missing.length > 0)
    throw new SyncError('warehouse.notWarehousePro', { address, missing: missing.join(', ') });
}

/** Opens a warehouse on SQL Server; rejects as `openMssqlDatabase` does. */
export async function openMssqlWarehouse(options: MssqlOptions): Promise<Warehouse> {
  const { database, engine } = await openMssqlDatabase(options);
  return new SqlWarehouse(database, engine);
}
