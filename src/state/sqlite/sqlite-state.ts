import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeOwnFolder } from '../../lib/own-folder.ts';
import { sweepHalves } from '../../lib/whole-file.ts';
import { PLACE_DIGITS } from '../../model/installation.ts';
import { SyncError } from '../../model/sync-error.ts';
import { STATE_VERSION } from '../sql/migrations.ts';
import { FolderKey, HandedKey } from '../sql/secrets/master-key.ts';
import { SqlProfileMoves } from '../moves/profile-moves.ts';
import { makeSqlState } from '../sql/sql-state.ts';
import type { State } from '../state.ts';
import { SqliteBackups } from './backups.ts';
import { keepVersion } from './kept-versions.ts';
import { fileVersion, migrateFile } from './migrate-file.ts';
import { keepKeyPrivate, sweepRestores } from './private-files.ts';
import { SqliteConnection, STATE_FILE } from './sqlite-connection.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import { stateError } from './sqlite-state-errors.ts';

const CHANCE_BYTES = 2;
const MACHINE_FILE = '/etc/machine-id';

/**
 * Opens the state of a data folder, making it where it is missing (only its owner may read the folder).
 * Several processes may use one folder. `masterKey` tells the 64 hex digits that open the keys of the secrets
 * (`true`: anew, whatever it has told before); without it a key file is kept beside. A folder that may only be read is opened for reading: what would write then rejects
 * `state.readOnly`. A memory of an older version is kept in `backups` before it is changed. Rejects `state.unreadable`, `state.newer`, `state.readOnly`, `state.full`, `state.busy`.
 */
export async function openSqliteState(options: {
  readonly folder: string;
  readonly masterKey?: (isAnew: boolean) => Promise<string>;
}): Promise<State> {
  const { folder, masterKey } = options;
  try {
    makeOwnFolder(folder);
  } catch (error) {
    throw stateError(error, folder);
  }
  const path = join(folder, STATE_FILE);
  const connection = await openFile(path, folder);
  keepKeyPrivate(folder);
  sweepRestores(folder);
  sweepHalves(folder);
  try {
    return await makeSqlState(sqliteEngine(connection, folder), {
      master: masterKey === undefined ? new FolderKey(folder) : new HandedKey(masterKey),
      makeMoves: (memory) => new SqlProfileMoves(memory, folder),
      backups: new SqliteBackups({ path, folder }),
      drawInstallation: async () => `${placeOf(folder)}${randomBytes(CHANCE_BYTES).toString('hex')}`,
      close: async () => connection.close(),
    });
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The digits of a folder on a machine: a new memory in the place of a lost one is no second installation. */
function placeOf(folder: string): string {
  const machine = existsSync(MACHINE_FILE) ? readFileSync(MACHINE_FILE, 'utf8').trim() : '';
  const place = [hostname(), machine, realpathSync(folder)].join('\n');
  return createHash('sha256').update(place).digest('hex').slice(0, PLACE_DIGITS);
}

/** The file at this program's version; where nothing may be written, as it is. */
async function openFile(path: string, folder: string): Promise<SqliteConnection> {
  let connection: SqliteConnection | null = null;
  try {
    connection = await SqliteConnection.open(path, folder);
    await migrateFile(connection, (version) => keepVersion({ path, folder }, version));
    return connection;
  } catch (error) {
    connection?.close();
    const isReadOnly = error instanceof SyncError && error.code === 'state.readOnly';
    const reading = isReadOnly && existsSync(path) ? SqliteConnection.openToRead(path, folder) : null;
    if (reading === null) throw error;
    if ((await fileVersion(reading)) === STATE_VERSION) return reading;
    reading.close();
    throw error;
  }
}
