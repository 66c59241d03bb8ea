import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SyncError } from '../../model/sync-error.ts';
import { SecretBox } from '../sql/secret-box.ts';
import { makeSqlState } from '../sql/sql-state.ts';
import type { State } from '../state.ts';
import { SqliteBackups } from './backups.ts';
import { migrateFile } from './migrate-file.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { sqliteEngine } from './sqlite-engine.ts';

const STATE_FILE = 'state.db';
const INSTALLATION_BYTES = 4;

/**
 * Opens the state of a data folder, making it where it is missing (only its owner may read the folder).
 * Several processes may use one folder. `key`: 64 hex digits that seal the secrets; without it a key file
 * is kept beside. Rejects `state.unreadable`, `state.newer`, `state.readOnly`, `state.full`, `state.busy`.
 */
export async function openSqliteState(options: {
  readonly folder: string;
  readonly key?: string;
}): Promise<State> {
  const { folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SyncError('state.unreadable', { folder, problem }, { cause: error });
  });
  const path = join(folder, STATE_FILE);
  const connection = await SqliteConnection.open(path, folder);
  try {
    await migrateFile(connection);
    return await makeSqlState(sqliteEngine(connection, folder), {
      box: new SecretBox(folder, options.key ?? null),
      backups: new SqliteBackups({ path, folder }),
      drawInstallation: () => randomBytes(INSTALLATION_BYTES).toString('hex'),
      close: async () => connection.close(),
    });
  } catch (error) {
    connection.close();
    throw error;
  }
}
