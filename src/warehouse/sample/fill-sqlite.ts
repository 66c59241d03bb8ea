import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import { SyncError } from '../../model/sync-error.ts';
import { createSqliteWarehouse } from '../sqlite/create-sqlite-warehouse.ts';
import { sqliteError } from '../sqlite/sqlite-errors.ts';
import { makeSample } from './make-sample.ts';
import type { SampleOptions, SampleRows } from './sample-rows.ts';

/** Tables of which only the service rows (ID 1) may be there before. */
const EMPTY_TABLES = [
  'goods',
  'operations',
  'partners',
  'goodsgroups',
  'store',
  'ecrreceipts',
  'payments',
] as const;

interface InitOptions extends SampleOptions {
  readonly path: string;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

function refuseFilled(database: DatabaseSync, address: string): void {
  for (const table of EMPTY_TABLES) {
    const row = database.prepare(`SELECT count(*) AS n FROM "${table}" WHERE ID > 1`).get();
    if (Number(row?.['n'] ?? 0) > 0) throw new SyncError('warehouse.notEmpty', { address });
  }
}

function insertRows(database: DatabaseSync, rows: SampleRows): void {
  const columns = rows.columns.map((column) => `"${column}"`).join(', ');
  const places = rows.columns.map(() => '?').join(', ');
  const statement = database.prepare(`INSERT INTO "${rows.table}" (${columns}) VALUES (${places})`);
  for (const row of rows.rows) statement.run(...row);
}

async function fill(database: DatabaseSync, options: InitOptions): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const rows of makeSample(options)) {
    options.signal.throwIfAborted();
    insertRows(database, rows);
    counts[rows.table] = (counts[rows.table] ?? 0) + rows.rows.length;
    options.onProgress(rows.goodsDone, options.goods);
    await breathe();
  }
  return counts;
}

/**
 * Makes a sample warehouse in an SQLite file, or fills an empty one of structure 3.07 that is there. One
 * transaction: whatever happens, the file is as before or complete. Refuses one that holds anything
 * (`warehouse.notEmpty`).
 */
export async function initSqliteWarehouse(
  options: InitOptions,
): Promise<{ readonly counts: Readonly<Record<string, number>> }> {
  const address = `sqlite:${options.path}`;
  const isNew = !existsSync(options.path);
  let database: DatabaseSync | null = null;
  try {
    if (isNew) createSqliteWarehouse(options.path);
    database = new DatabaseSync(options.path, { timeout: 5000 });
    refuseFilled(database, address);
    database.exec('BEGIN IMMEDIATE');
    const counts = await fill(database, options);
    database.exec('COMMIT');
    return { counts };
  } catch (error) {
    if (database?.isTransaction === true) database.exec('ROLLBACK');
    database?.close();
    database = null;
    if (isNew) await rm(options.path, { force: true });
    throw sqliteError(error, address);
  } finally {
    database?.close();
  }
}
