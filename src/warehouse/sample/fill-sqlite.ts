import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { publishFile } from '../../lib/whole-file.ts';
import { SyncError } from '../../model/sync-error.ts';
import { isDatabaseNewEnough } from '../../model/warehouse-version.ts';
import { createSqliteWarehouse } from '../sqlite/create-sqlite-warehouse.ts';
import { sqliteError } from '../sqlite/sqlite-errors.ts';
import { WITH_SERVICE_ROW, WITHOUT_ROWS } from './empty-installation.ts';
import { fillWarehouse } from './fill-warehouse.ts';
import type { FillOptions, SampleTarget } from './fill-warehouse.ts';
import type { Cell } from './sample-rows.ts';

const BUSY_MS = 5000;
type InitOptions = Omit<FillOptions, 'address'> & { readonly path: string };

class SqliteSampleTarget implements SampleTarget {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async isEmpty(): Promise<boolean> {
    const has = (query: string): boolean => this.#database.prepare(query).get() !== undefined;
    return !(
      WITH_SERVICE_ROW.some((table) => has(`SELECT 1 FROM "${table}" WHERE ID > 1 LIMIT 1`)) ||
      WITHOUT_ROWS.some((table) => has(`SELECT 1 FROM "${table}" LIMIT 1`))
    );
  }

  async insert(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
    const names = columns.map((column) => `"${column}"`).join(', ');
    const places = columns.map(() => '?').join(', ');
    const statement = this.#database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`);
    for (const row of rows) statement.run(...row);
  }

  async remove(table: string, column: string, values: readonly Cell[]): Promise<void> {
    const statement = this.#database.prepare(`DELETE FROM "${table}" WHERE "${column}" = ?`);
    for (const value of values) statement.run(value);
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = await work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function refuseOld(database: DatabaseSync): void {
  const row = database.prepare('SELECT Version FROM system WHERE ProductID = 1').get();
  const version = String(row?.['Version'] ?? '').trim();
  if (!isDatabaseNewEnough(version)) throw new SyncError('warehouse.tooOld', { version });
}

async function fillFile(path: string, options: FillOptions): Promise<Readonly<Record<string, number>>> {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    refuseOld(database);
    return await fillWarehouse(new SqliteSampleTarget(database), options);
  } finally {
    database.close();
  }
}

/** Gives a finished file its name; never over a file that came there meanwhile. */
function publish(made: string, path: string, address: string): void {
  try {
    publishFile(made, path, { isNew: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new SyncError('warehouse.notEmpty', { address }, { cause: error });
  }
}

/** What the file system refuses, in our words; anything else is left to SQLite's own errors. */
function fileError(error: unknown, address: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SyncError('warehouse.unreachable', { address, reason: code }, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SyncError('warehouse.readOnly', { address }, { cause: error });
    case 'ENOSPC':
      return new SyncError('warehouse.full', { address }, { cause: error });
    default:
      return error;
  }
}

/**
 * Makes a sample warehouse in an SQLite file, or fills an empty one of structure 3.07 that is there;
 * answers the rows written by table. The file is complete or as before, also when the process is killed:
 * a new one is made beside its place and gets its name at the end, an existing one is filled in one
 * transaction. Rejects `warehouse.notEmpty` when it holds anything, `warehouse.tooOld`,
 * `warehouse.notWarehousePro`, `run.cancelled`.
 */
export async function initSqliteWarehouse(
  options: InitOptions,
): Promise<{ readonly counts: Readonly<Record<string, number>> }> {
  const { path } = options;
  const address = `sqlite:${path}`;
  let folder: string | null = null;
  try {
    if (existsSync(path)) return { counts: await fillFile(path, { ...options, address }) };
    folder = mkdtempSync(join(dirname(path), '.skladbridge-new-'));
    const made = join(folder, 'warehouse.db');
    createSqliteWarehouse(made);
    const counts = await fillFile(made, { ...options, address });
    publish(made, path, address);
    return { counts };
  } catch (error) {
    throw sqliteError(fileError(error, address), address);
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}
