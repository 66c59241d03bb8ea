import { stat } from 'node:fs/promises';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { sleep } from '../../lib/sleep.ts';
import { faultCode } from '../../model/fault-code.ts';
import { SyncError } from '../../model/sync-error.ts';
import { NEEDED_TABLES } from '../sql/schema.ts';
import type { WarehouseSchema } from '../sql/schema.ts';
import type { OpenedDatabase, SqlEngine, WarehouseDatabase } from '../sql/sql-engine.ts';
import { SqlWarehouse } from '../sql/sql-warehouse.ts';
import { bySql } from '../sql/transaction.ts';
import { toldStatements } from '../sql/told-statements.ts';
import type { Warehouse } from '../warehouse.ts';
import { NodeSqliteDatabase } from './node-sqlite-database.ts';
import { isBusy, isCommitUncertain, isDuplicateKey, sqliteError } from './sqlite-errors.ts';

const LOCK_WAIT_MS = 5000;
const SHORT_WAIT_MS = 20;
const PAUSE_MS = 5;
/** A backup or a virus scanner holds the file for some seconds. */
const OPEN_WAIT_MS = 10_000;

/**
 * Takes the write lock first: what a transaction reads can then not be changed under it. SQLite waits for a
 * lock without letting anything else of this process run, so the holder, if it is another connection of
 * ours, would never end: it waits shortly, lets the others run, and tries again.
 */
async function beginImmediate(connection: WarehouseDatabase): Promise<void> {
  const giveUp = performance.now() + LOCK_WAIT_MS;
  await sql.raw(`pragma busy_timeout = ${SHORT_WAIT_MS}`).execute(connection);
  try {
    for (;;) {
      try {
        await sql`begin immediate`.execute(connection);
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > giveUp) throw error;
        await sleep(PAUSE_MS);
      }
    }
  } finally {
    await sql.raw(`pragma busy_timeout = ${LOCK_WAIT_MS}`).execute(connection);
  }
}

const TABLES = "sqlite_master m where m.type = 'table'";
const STRUCTURE = {
  triggers: "select tbl_name as tbl, name from sqlite_master where type = 'trigger'",
  columns: `select m.name as tbl, c.name, c."notnull" = 1 and c.dflt_value is null and c.pk = 0 as needed
    from pragma_table_info(m.name) c, ${TABLES}`,
  indexes: `select m.name as tbl, i.name, l."unique" as uniq
    from pragma_index_list(m.name) l, pragma_index_info(l.name) i, ${TABLES} and i.seqno = 0`,
  collations: `select 'BINARY' as name`,
} as const;

/** What is particular of SQLite. */
export function sqliteEngine(address: string): SqlEngine {
  return {
    address,
    now: sql<string>`datetime('now', 'localtime')`,
    nowMinutes: sql<number | string>`unixepoch() / 60`,
    withTransaction: bySql(beginImmediate),
    lockSeries: (_transaction, _series, query) => query.executeTakeFirst(),
    hasSerialWrites: true,
    rowsAtOnce: 100,
    unindexed: (column) => sql<number>`+${sql.ref(column)}`,
    structure: STRUCTURE,
    isDuplicateKey,
    cleanText: (text) => text,
    toSyncError: (error) => sqliteError(error, address),
    isCommitUncertain,
  };
}

/**
 * Opens a database in an SQLite file. Rejects `warehouse.unreachable` when there is no such file (none is
 * made), `warehouse.notDatabase` when it is none of SQLite, `warehouse.notWarehousePro` when it holds something
 * else, `warehouse.busy` when another program holds it for more than ten seconds.
 */
export async function openSqliteDatabase(options: { readonly path: string }): Promise<OpenedDatabase> {
  const address = `sqlite:${options.path}`;
  const found = await stat(options.path).catch((error: unknown) => {
    const reason = faultCode(error) ?? String(error);
    throw new SyncError('warehouse.unreachable', { address, reason }, { cause: error });
  });
  if (found.isDirectory()) throw new SyncError('warehouse.unreachable', { address, reason: 'EISDIR' });
  try {
    const file = await openPatiently(options.path, address);
    const dialect = new SqliteDialect({ database: file });
    const database = new Kysely<WarehouseSchema>({ dialect, ...toldStatements() });
    return { database, engine: sqliteEngine(address) };
  } catch (error) {
    throw sqliteError(error, address);
  }
}

/** A locked file is tried again and again, without stopping the rest of the process meanwhile. */
async function openPatiently(path: string, address: string): Promise<NodeSqliteDatabase> {
  const giveUp = performance.now() + OPEN_WAIT_MS;
  for (;;) {
    const file = new NodeSqliteDatabase(path);
    try {
      file.waitForLocks(SHORT_WAIT_MS);
      file.makeDurable();
      refuseForeign(file, address);
      file.waitForLocks(LOCK_WAIT_MS);
      return file;
    } catch (error) {
      file.close();
      if (!isBusy(error) || performance.now() > giveUp) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** Opens a warehouse in an SQLite file; rejects as `openSqliteDatabase` does. */
export async function openSqliteWarehouse(options: { readonly path: string }): Promise<Warehouse> {
  const { database, engine } = await openSqliteDatabase(options);
  return new SqlWarehouse(database, engine);
}

function refuseForeign(file: NodeSqliteDatabase, address: string): void {
  const rows = file.prepare("SELECT lower(name) AS name FROM sqlite_master WHERE type = 'table'").all([]);
  const names = new Set((rows as readonly { readonly name: string }[]).map((row) => row.name));
  const missing = NEEDED_TABLES.filter((table) => !names.has(table));
  if (missing.length > 0)
    throw new SyncError('warehouse.notWarehousePro', { address, missing: missing.join(', ') });
}
