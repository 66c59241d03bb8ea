import { access, constants, lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeOwnFolder } from '../lib/own-folder.ts';
import type { DoctorPoint } from '../cli/program.ts';
import { checkDatabase } from './check-database.ts';
import { agentPoints } from './warehouses/check-agents.ts';
import { servingPoints } from './kept-serving.ts';
import type { DatabaseWish } from './open-memory.ts';
import { retentionPoint } from './retention-point.ts';

const NEEDED_NODE = 24;
const NEEDED_FREE_MB = 200;
const BYTES_PER_MB = 1_048_576;
/** Bits of a file's mode: what group and others may, all that is said of rights, and a link's own kind. */
const [OTHERS, ALL, LINK] = [0o077, 0o777, 0o120_000];

function runtimePoint(): DoctorPoint {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    point: 'runtime',
    isOk: major >= NEEDED_NODE,
    facts: { version: process.version, needed: NEEDED_NODE },
  };
}

function sqlitePoint(): DoctorPoint {
  const database = new DatabaseSync(':memory:');
  try {
    const row = database.prepare('SELECT sqlite_version() AS version').get();
    return { point: 'sqlite', isOk: true, facts: { version: String(row?.['version'] ?? '') } };
  } finally {
    database.close();
  }
}

async function folderPoint(folder: string): Promise<DoctorPoint> {
  try {
    makeOwnFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK);
    return { point: 'folder', isOk: true, facts: { folder } };
  } catch (error) {
    return {
      point: 'folder',
      isOk: false,
      facts: { folder, reason: (error as NodeJS.ErrnoException).code ?? '' },
    };
  }
}

/**
 * Files of the data folder hold secrets, buyers' names and sessions: nobody but their owner may read them.
 */
async function privatePoint(folder: string): Promise<DoctorPoint> {
  const open: string[] = [];
  // Windows keeps no such rights with a file.
  const names = process.platform === 'win32' ? [] : await readdir(folder).catch(() => []);
  for (const name of names) {
    const { mode } = await lstat(join(folder, name)).catch(() => ({ mode: 0 }));
    if ((mode & OTHERS) !== 0 && (mode & LINK) !== LINK) open.push(`${name} (${(mode & ALL).toString(8)})`);
  }
  if (open.length === 0) return { point: 'private', isOk: true, facts: {} };
  const remedy = `chmod -R go-rwx ${folder}`;
  return { point: 'privateOpen', isOk: false, facts: { files: open.join(', '), remedy } };
}

async function diskPoint(folder: string): Promise<DoctorPoint> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  const free = Math.floor((bavail * bsize) / BYTES_PER_MB);
  return { point: 'disk', isOk: free >= NEEDED_FREE_MB, facts: { free, needed: NEEDED_FREE_MB } };
}

function zonePoint(): DoctorPoint {
  // Without the zone's data every schedule and every date of an order would silently be in another time.
  const winter = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Sofia', timeStyle: 'short' });
  const isOk = winter.format(new Date(Date.UTC(2026, 0, 1, 12, 0))) === '14:00';
  return { point: 'timeZone', isOk, facts: { zone: 'Europe/Sofia' } };
}

/** What a memory in a file says of how long the log of runs is kept. */
async function retentionPoints(folder: string): Promise<readonly DoctorPoint[]> {
  // Loaded when it is asked for: the program also starts to tell its help.
  const { hasMemoryFile, readProgramValue } = await import('../state/sqlite/read-value.ts');
  return hasMemoryFile(folder) ? [await retentionPoint((name) => readProgramValue(folder, name))] : [];
}

/** Checks everything on this machine that a run needs (`doctor`); profiles are tested on their own. */
export async function checkMachine(
  dataFolder: string,
  database: DatabaseWish | null = null,
): Promise<readonly DoctorPoint[]> {
  const folder = await folderPoint(dataFolder);
  return [
    runtimePoint(),
    sqlitePoint(),
    folder,
    await privatePoint(dataFolder),
    await diskPoint(dataFolder),
    ...(database === null ? [] : await checkDatabase(database)),
    ...(await agentPoints(dataFolder, database, process.env)),
    zonePoint(),
    ...(await servingPoints(dataFolder)),
    ...(database === null ? await retentionPoints(dataFolder) : []),
  ];
}
