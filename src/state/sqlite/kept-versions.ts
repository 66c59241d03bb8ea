import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnFolder } from '../../lib/own-folder.ts';
import { makeFileSlowly, publishFile } from '../../lib/whole-file.ts';
import { SyncError } from '../../model/sync-error.ts';
import { faultCode } from '../../model/fault-code.ts';
import { STATE_VERSION } from '../sql/migrations.ts';
import { fileVersion } from './migrate-file.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { stateError } from './sqlite-state-errors.ts';

const KEPT_IN = 'backups';

/** Where the memory of a version is kept beside the memory itself. */
function keptFile(folder: string, version: number): string {
  makeOwnFolder(join(folder, KEPT_IN));
  return join(folder, KEPT_IN, `version-${version}.db`);
}

/**
 * Keeps the memory as an older version has left it, before it is migrated: the way back. One copy a version:
 * an attempt that was killed is written anew, whole. Rejects `state.full` and `backup.notWritten`.
 */
export async function keepVersion(
  place: { readonly path: string; readonly folder: string },
  version: number,
): Promise<void> {
  const { path, folder } = place;
  let file = folder;
  try {
    file = keptFile(folder, version);
    await makeFileSlowly(file, async (half) => {
      // Its own connection: a copy is not made within a transaction, and the migration's holds the lock.
      const reading = await SqliteConnection.open(path, folder);
      try {
        await reading.all('VACUUM INTO ?', half);
      } finally {
        reading.close();
      }
    });
  } catch (error) {
    const known = stateError(error, folder);
    if (known.code === 'state.full' || known.code === 'state.readOnly') throw known;
    const problem = faultCode(error) ?? String(error);
    throw new SyncError('backup.notWritten', { file, problem }, { cause: error });
  }
}

/**
 * Puts a memory aside that a newer version has written, so that this one can begin another and restore a
 * backup into it; answers where it is now, null when there is none. Rejects `state.busy` while anybody works
 * with it.
 */
export async function setNewerAside(folder: string): Promise<string | null> {
  const path = join(folder, 'state.db');
  if (!existsSync(path)) return null;
  const connection = await SqliteConnection.open(path, folder);
  let version: number;
  try {
    version = await fileVersion(connection);
    if (version <= STATE_VERSION) return null;
    // Everything into the one file; refused while another connection is open.
    await connection.execute('PRAGMA journal_mode = DELETE');
  } finally {
    connection.close();
  }
  const file = keptFile(folder, version);
  publishFile(path, file);
  return file;
}
