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
 * (`state.newer`), never touched. `keep` is called first for a file that has something to lose, while nobody can
 * write into it: when it rejects, nothing is changed.
 */
export async function migrateFile(
  connection: SqliteConnection,
  keep: (version: number) => Promise<void> = async () => undefined,
): Promise<void> {
  // Most files are: nobody who only opens one waits for another's long write.
  if ((await fileVersion(connection)) === STATE_VERSION) return;
  await inFileTransaction(connection, async () => {
    const version = await fileVersion(connection);
    if (version > STATE_VERSION) throw new SyncError('state.newer', { version, mine: STATE_VERSION });
    if (version === STATE_VERSION) return;
    if (version > 0) await keep(version);
    for (const statements of migrationsAfter(version)) await connection.execute(statements);
    await connection.execute(`PRAGMA user_version = ${STATE_VERSION}`);
  });
}
