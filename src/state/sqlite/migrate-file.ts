import { SyncError } from '../../model/sync-error.ts';
import { migrationsAfter, STATE_VERSION } from '../sql/migrations.ts';
import { inFileTransaction } from './file-transaction.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** How many migrations the file has had. */
export async function fileVersion(connection: SqliteConnection): Promise<number> {
  const [row] = await connection.all('PRAGMA user_version');
  return Number(row?.['user_version'] ?? 0);
}

/**
 * Brings the file to this program's version, whole or not at all: a process that dies inside leaves it as it
 * was, and of several that open it at once the others find it done. A newer file is refused
 * (`state.newer`), never touched.
 */
export async function migrateFile(connection: SqliteConnection): Promise<void> {
  // Most files are: nobody who only opens one waits for another's long write.
  if ((await fileVersion(connection)) === STATE_VERSION) return;
  await inFileTransaction(connection, async () => {
    const version = await fileVersion(connection);
    if (version > STATE_VERSION) throw new SyncError('state.newer', { version });
    if (version === STATE_VERSION) return;
    for (const statements of migrationsAfter(version)) await connection.execute(statements);
    await connection.execute(`PRAGMA user_version = ${STATE_VERSION}`);
  });
}
