import { SyncError } from '../model/sync-error.ts';
import { handedKey } from './master-key.ts';
import type { MigratedMemory } from '../cli/program.ts';
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
 * which nothing of the other is loaded. `isPage`: for a page alone, whose role may see one firm at a time. Rejects as
 * `openSqliteState` and `openPostgresState` do.
 */
export async function openMemory(folder: string, env: Environment, isPage = false): Promise<State> {
  const masterKey = handedKey(env, 'KEY');
  const own = { folder, ...(masterKey === null ? {} : { masterKey }) };
  const wish = databaseWish(env);
  if (wish === null) {
    const { openSqliteState } = await import('../state/sqlite/sqlite-state.ts');
    return openSqliteState(own);
  }
  const { databaseAddress } = await import('../state/postgres/database-address.ts');
  const { openPostgresState } = await import('../state/postgres/postgres-state.ts');
  return openPostgresState({ ...own, address: databaseAddress(wish.url, wish.direct), isPage });
}

/**
 * Brings the memory to this program's version without working with it, past a pooler where it is in a
 * database: before the first process of a new program starts. `pageRole`: a role of the database that pages are
 * to be served by (`makePageRole`). Rejects as opening it does. Repeatable.
 */
export async function migrateMemory(
  folder: string,
  env: Environment,
  pageRole?: string,
): Promise<MigratedMemory> {
  const wish = databaseWish(env);
  if (wish === null) {
    if (pageRole !== undefined) throw new SyncError('migrate.roleNeedsDatabase', { role: pageRole });
    await (await openMemory(folder, env)).close();
    const { STATE_VERSION } = await import('../state/sql/migrations.ts');
    return { before: null, after: STATE_VERSION };
  }
  const { databaseAddress } = await import('../state/postgres/database-address.ts');
  const { migrateDatabase } = await import('../state/postgres/migrate-database.ts');
  const { postgresError } = await import('../state/postgres/postgres-errors.ts');
  const address = databaseAddress(wish.url, wish.direct);
  try {
    const versions = await migrateDatabase(address);
    if (pageRole === undefined) return versions;
    const { makePageRole } = await import('../hosted/pages/page-role.ts');
    return { ...versions, pages: await makePageRole(address, pageRole) };
  } catch (error) {
    throw postgresError(error, address.place);
  }
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
