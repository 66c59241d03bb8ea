import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { SyncError } from '../../model/sync-error.ts';
import type { WarehouseSchema } from '../sql/schema.ts';
import type { OpenedDatabase } from '../sql/sql-engine.ts';
import { NodeSqliteDatabase } from '../sqlite/node-sqlite-database.ts';
import { sqliteEngine } from '../sqlite/sqlite-warehouse.ts';
import type { SnapshotScope } from './loaded-tables.ts';
import type { SnapshotAnswer, SnapshotOrder } from './snapshot-worker.ts';

/** What a snapshot is taken of, and where it may lie. */
export interface AccessPlace {
  readonly path: string;
  /** A folder of our own; snapshots in it are our owner's alone, and are removed again. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A snapshot as a database that can be asked. Destroying the database removes its file. */
export interface OpenSnapshot extends OpenedDatabase {
  /** Its writer was cut off in the middle of a write (facts of Access, section 4). */
  readonly isCutOff: boolean;
  /** Hours since the file last changed; null while somebody has it open, when its time tells nothing. */
  readonly hoursOld: number | null;
}

const WORKER = new URL('snapshot-worker.ts', import.meta.url);
const PREFIX = 'snapshot-';
const MS_PER_HOUR = 3_600_000;

/** Runs the thread; a stop ends it at once. */
async function ordered(order: SnapshotOrder, signal: AbortSignal): Promise<SnapshotAnswer> {
  const worker = new Worker(WORKER, { workerData: order });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<SnapshotAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`thread ended with ${code}`)));
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Removes the files of one snapshot, whichever attempt they are of. */
async function removeFiles(target: string): Promise<void> {
  const names = await readdir(dirname(target)).catch(() => []);
  const own = names.filter((name) => name.startsWith(basename(target)));
  await Promise.all(own.map((name) => rm(join(dirname(target), name), { force: true })));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Snapshots hold buyers' names: those of a process that died go with the next one that is taken. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(name.split('-')[1]);
    if (name.startsWith(PREFIX) && !isAlive(pid)) await rm(join(folder, name), { force: true });
  }
}

async function openFile(file: string, address: string): Promise<OpenedDatabase> {
  const sqlite = new NodeSqliteDatabase(file);
  const close = (): void => {
    sqlite.close();
    rmSync(file, { force: true });
  };
  const dialect = new SqliteDialect({ database: { prepare: (query) => sqlite.prepare(query), close } });
  const database = new Kysely<WarehouseSchema>({ dialect });
  // What was never asked is not closed either.
  await sql`select 1`.execute(database);
  return { database, engine: sqliteEngine(address) };
}

/**
 * Takes a whole snapshot of a database of Access and opens it (facts of Access, section 4). Rejects
 * `warehouse.access.*`, `warehouse.unreachable`, `warehouse.notWarehousePro`, `warehouse.corrupt`; ends
 * with the signal's reason.
 */
export async function openSnapshot(
  place: AccessPlace,
  what: { readonly scope: SnapshotScope; readonly signal: AbortSignal },
): Promise<OpenSnapshot> {
  const { scope, signal } = what;
  signal.throwIfAborted();
  const address = `access:${place.path}`;
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(place.folder);
  const target = join(place.folder, `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    const answer = await ordered({ path: place.path, address, target, scope }, signal);
    if (answer.error !== undefined) throw new SyncError(answer.error.code, answer.error.facts);
    const { isCutOff, isOpened, changedAt } = answer;
    const hoursOld = isOpened ? null : Math.trunc((place.now() - changedAt) / MS_PER_HOUR);
    return { ...(await openFile(answer.file, address)), isCutOff, hoursOld };
  } catch (error) {
    await removeFiles(target);
    signal.throwIfAborted();
    throw error;
  }
}
