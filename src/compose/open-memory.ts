import { SyncError } from '../model/sync-error.ts';
import { handedKey } from './master-key.ts';
import type { State } from '../state/state.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The database that keeps the memory: named by the environment, for an address holds a password. */
export interface DatabaseWish {
  readonly url: string;
  /** Past a pooler; absent = the same. */
  readonly direct?: string;
}

/** Null: the memory is a file of the data folder. */
export function databaseWish(env: Environment): DatabaseWish | null {
  const { SKLADBRIDGE_DATABASE: url = '', SKLADBRIDGE_DATABASE_DIRECT: direct = '' } = env;
  if (url === '') return null;
  return direct === '' ? { url } : { url, direct };
}

/**
 * Opens the memory where the environment says that it is: in a database, or in a file of the data folder, for
 * which nothing of the other is loaded. Rejects as `openSqliteState` and `openPostgresState` do.
 */
export async function openMemory(folder: string, env: Environment): Promise<State> {
  const masterKey = handedKey(env, 'KEY');
  const own = { folder, ...(masterKey === null ? {} : { masterKey }) };
  const wish = databaseWish(env);
  if (wish === null) {
    const { openSqliteState } = await import('../state/sqlite/sqlite-state.ts');
    return openSqliteState(own);
  }
  const { databaseAddress } = await import('../state/postgres/database-address.ts');
  const { openPostgresState } = await import('../state/postgres/postgres-state.ts');
  return openPostgresState({ ...own, address: databaseAddress(wish.url, wish.direct) });
}

/**
 * Puts a file of a newer version aside before a backup is restored in its place. A memory in a database is
 * restored by the database: rejects `backup.inDatabase`.
 */
export async function setNewerFileAside(
  folder: string,
  backup: string,
  env: Environment,
): Promise<string | null> {
  const wish = databaseWish(env);
  if (wish !== null) {
    const { databaseAddress } = await import('../state/postgres/database-address.ts');
    throw new SyncError('backup.inDatabase', { place: databaseAddress(wish.url, wish.direct).place });
  }
  const { checkBackup } = await import('../state/sqlite/backups.ts');
  const { setNewerAside } = await import('../state/sqlite/kept-versions.ts');
  await checkBackup(backup, folder);
  return setNewerAside(folder);
}
