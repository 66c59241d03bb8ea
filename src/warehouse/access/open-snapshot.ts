import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { makeOwnFolder } from '../../lib/own-folder.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { WarehouseSchema } from '../sql/schema.ts';
import type { OpenedDatabase } from '../sql/sql-engine.ts';
import { toldStatements } from '../sql/told-statements.ts';
import { NodeSqliteDatabase } from '../sqlite/node-sqlite-database.ts';
import { sqliteEngine } from '../sqlite/sqlite-warehouse.ts';
import { filePrint } from './file-looks.ts';
import type { KeptSnapshots } from './kept-snapshots.ts';
import type { SnapshotScope } from './loaded-tables.ts';
import { readLockFile } from './lock-file.ts';
import type { SnapshotAnswer, SnapshotOrder } from './snapshot-worker.ts';

/** What a snapshot is taken of, and where it may lie. */
export interface AccessPlace {
  readonly path: string;
  /** A folder of our own; snapshots in it are our owner's alone, and are removed again. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where snapshots wait to serve again; absent = each is taken anew and removed when it is closed. */
  readonly kept?: KeptSnapshots;
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

async function openFile(file: string, address: string, isKept: boolean): Promise<OpenedDatabase> {
  const sqlite = new NodeSqliteDatabase(file);
  const close = (): void => {
    sqlite.close();
    if (!isKept) rmSync(file, { force: true });
  };
  const dialect = new SqliteDialect({ database: { prepare: (query) => sqlite.prepare(query), close } });
  const database = new Kysely<WarehouseSchema>({ dialect, ...toldStatements() });
  // What was never asked is not closed either.
  await sql`select 1`.execute(database);
  return { database, engine: sqliteEngine(address) };
}

/** Hours since a database last changed; null while somebody has it open, when its time tells nothing. */
async function hoursSince(place: AccessPlace, changedAt: number): Promise<number | null> {
  const isOpened = (await readLockFile(place.path)).length > 0;
  return isOpened ? null : Math.trunc((place.now() - changedAt) / MS_PER_HOUR);
}

/**
 * Takes a whole snapshot of a database of Access and opens it (facts of Access, section 4). Rejects
 * `warehouse.access.*`, `warehouse.unreachable`, `warehouse.notWarehousePro`, `warehouse.corrupt`; ends
 * with the signal's reason.
 */
export async function openSnapshot(
  place: AccessPlace,
  what: {
    readonly scope: SnapshotScope;
    readonly signal: AbortSignal;
    /** What was just written may not be in the file yet: no snapshot of before serves. */
    readonly isFresh?: boolean;
  },
): Promise<OpenSnapshot> {
  const { scope, signal } = what;
  signal.throwIfAborted();
  const address = `access:${place.path}`;
  const name = `${place.folder} ${place.path}`;
  const mayServe = place.kept !== undefined && scope === 'goodsAndStock';
  // Looked at before it is read: whatever is written meanwhile makes it another one.
  const print = mayServe ? await filePrint(place.path) : null;
  const known =
    print === null || what.isFresh === true ? null : place.kept?.find(name, { print, now: place.now() });
  if (known != null) {
    const hoursOld = await hoursSince(place, known.changedAt);
    return { ...(await openFile(known.file, address, true)), isCutOff: false, hoursOld };
  }
  makeOwnFolder(place.folder);
  await removeLeftovers(place.folder);
  const target = join(place.folder, `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    const answer = await ordered({ path: place.path, address, target, scope }, signal);
    if (answer.error !== undefined) throw new SyncError(answer.error.code, answer.error.facts);
    const { file, isCutOff, changedAt } = answer;
    const isKept = print !== null && !isCutOff;
    if (isKept) place.kept?.keep(name, { file, print, takenAt: place.now(), changedAt });
    const hoursOld = await hoursSince(place, changedAt);
    return { ...(await openFile(file, address, isKept)), isCutOff, hoursOld };
  } catch (error) {
    await removeFiles(target);
    signal.throwIfAborted();
    throw error;
  }
}
