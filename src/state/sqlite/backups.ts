import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFileSlowly } from '../../lib/whole-file.ts';
import { readError } from '../../model/file-error.ts';
import { SyncError } from '../../model/sync-error.ts';
import { faultCode } from '../../model/fault-code.ts';
import type { BackupContent, BackupFile } from '../../model/backup.ts';
import type { Backups, IsAlive, RestoredState } from '../state.ts';
import { BackupFolder } from './backup-folder.ts';
import { inFileTransaction } from './file-transaction.ts';
import { migrateFile } from './migrate-file.ts';
import { restorePrefix } from './private-files.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { stateError } from './sqlite-state-errors.ts';

/** What is true of one moment and one machine only: people sign in anew, nobody holds a lease. */
const NOT_RESTORED = new Set(['sessions', 'login_failures', 'login_links', 'plans', 'plan_changes']);
/**
 * A backup that is restored elsewhere is another installation: it keeps the id that was drawn there, and what
 * it knows of its marks. Fences of leases go on growing, whatever the backup holds. No day is told twice, and
 * no going back takes anything out of the log of changes, or lets a former master key open anything again.
 */
const KEPT = new Set(['installation', 'run_marks', 'leases', 'digests', 'setting_changes', 'data_keys']);

/**
 * Backups of the state's file: whole copies, made and read back while the program may be at work, over a
 * connection of their own: what they need is not possible inside of another's transaction.
 */
export class SqliteBackups implements Backups {
  readonly refusal = null;
  readonly folder: string;
  readonly #path: string;
  readonly #folder: string;

  constructor(place: { readonly path: string; readonly folder: string }) {
    this.#path = place.path;
    this.#folder = place.folder;
    this.folder = resolve(place.folder, 'backups');
  }

  async keep(folder: string, about: Omit<BackupFile, 'name' | 'bytes'>): Promise<BackupFile> {
    return new BackupFolder(folder).keep(about, (file) => this.write(file));
  }

  async list(folder: string): Promise<readonly BackupFile[]> {
    return new BackupFolder(folder).list();
  }

  async drop(folder: string, name: string): Promise<void> {
    await new BackupFolder(folder).drop(name);
  }

  async pathOf(folder: string, name: string): Promise<string> {
    return new BackupFolder(folder).pathOf(name);
  }

  read(folder: string, name: string): AsyncIterable<Uint8Array> {
    return new BackupFolder(folder).read(name);
  }

  async inspect(file: string): Promise<BackupContent> {
    return withCopy(file, this.#folder, async (copy) => {
      const connection = await SqliteConnection.open(copy, this.#folder);
      try {
        return await contentOf(connection);
      } finally {
        connection.close();
      }
    });
  }

  async write(file: string): Promise<void> {
    const path = resolve(file);
    if (existsSync(path)) throw new SyncError('backup.fileExists', { file });
    try {
      // It holds buyers' names. SQLite writes into the empty file that it finds.
      const copy = async (half: string): Promise<void> => {
        await this.#withConnection((connection) => connection.all('VACUUM INTO ?', half));
      };
      await makeFileSlowly(path, copy, { isNew: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new SyncError('backup.fileExists', { file });
      if (error instanceof SyncError && error.code !== 'bug.unexpected') throw error;
      throw new SyncError('backup.notWritten', { file, problem: problemOf(error) }, { cause: error });
    }
  }

  async restore(file: string, request: { readonly isAlive: IsAlive }): Promise<RestoredState> {
    return withCopy(file, this.#folder, (copy) =>
      this.#withConnection((connection) => takeOver(connection, { copy, file, request })),
    );
  }

  async #withConnection<T>(work: (connection: SqliteConnection) => Promise<T>): Promise<T> {
    const connection = await SqliteConnection.open(this.#path, this.#folder);
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }
}

function copyBackup(file: string, copy: string): void {
  try {
    copyFileSync(file, copy);
  } catch (error) {
    throw readError(error, file);
  }
}

/** Accounts of the backup that were removed since, or have had another password: nobody expects them back. */
const RETURNING_ACCOUNTS = `SELECT old.name FROM backup.accounts old LEFT JOIN main.accounts now
  ON now.folded_name = old.folded_name AND now.password_hash = old.password_hash AND now.role = old.role
  WHERE now.id IS NULL ORDER BY old.folded_name`;

/** Profiles that have moved to another memory since: a backup of before does not make them run here again. */
const MOVED_AWAY =
  'SELECT id, created_at, removed_at, moved_at, moves FROM main.profiles WHERE moved_at IS NOT NULL';
const KEEP_AWAY =
  'UPDATE main.profiles SET removed_at = ?, moved_at = ?, moves = ? WHERE id = ? AND created_at = ?';

/** What the log of changes of the backup holds and this one does not, as in an empty folder. */
const RETURNING_CHANGES = `INSERT INTO main.setting_changes
    (at, who, profile, kind, field, value_before, value_after, tenant_id)
  SELECT old.at, old.who, old.profile, old.kind, old.field, old.value_before, old.value_after, old.tenant_id
  FROM backup.setting_changes old WHERE NOT EXISTS (SELECT 1 FROM main.setting_changes now
    WHERE now.at = old.at AND now.who = old.who AND now.profile = old.profile
      AND now.kind = old.kind AND now.field = old.field AND now.tenant_id = old.tenant_id)
  ORDER BY old.id`;

/** Keys of a memory that is restored in another place; those that are here stay wrapped as they are. */
const RETURNING_KEYS = `INSERT INTO main.data_keys (key_id, master, wrapped)
  SELECT key_id, master, wrapped FROM backup.data_keys
  WHERE key_id NOT IN (SELECT key_id FROM main.data_keys) ORDER BY id`;

/** Everything is replaced in one transaction: a crash leaves the old memory or the new one, no mixture. */
async function takeOver(
  connection: SqliteConnection,
  from: { readonly copy: string; readonly file: string; readonly request: { readonly isAlive: IsAlive } },
): Promise<RestoredState> {
  const { copy, file, request } = from;
  await connection.all('ATTACH ? AS backup', copy);
  return inFileTransaction(connection, async () => {
    await refuseHeld(connection, request);
    await connection.execute('PRAGMA defer_foreign_keys = ON');
    const accounts = await connection.all(RETURNING_ACCOUNTS);
    const tables = await connection.all(
      "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    const moved = await connection.all(MOVED_AWAY);
    for (const table of tables.map((row) => String(row['name'])).filter((name) => !KEPT.has(name))) {
      await connection.execute(`DELETE FROM main."${table}"`);
      if (!NOT_RESTORED.has(table)) await copyRows(connection, table, file);
    }
    await connection.execute(RETURNING_CHANGES);
    await connection.execute(RETURNING_KEYS);
    for (const { id, created_at: createdAt, removed_at: removedAt, moved_at: movedAt, moves } of moved)
      await connection.all(KEEP_AWAY, removedAt, movedAt, moves, id, createdAt);
    // What the shop has been sent since is not known any more: it is compared or sent anew, and a person
    // looks at the first plan.
    await connection.execute(`UPDATE links SET goods_hash = '', stock_hash = '', sent = '{}';
      UPDATE profiles SET confirmed_at = NULL;
      UPDATE leases SET holder = '', expires_ms = 0, fence = fence + 1, quiet_fence = quiet_fence + 1`);
    return { ...(await counts(connection)), accounts: accounts.map((row) => String(row['name'])) };
  });
}

/** By name: columns of another make stand in another order, and some are not there at all. */
async function copyRows(connection: SqliteConnection, table: string, file: string): Promise<void> {
  const columnsOf = async (schema: string): Promise<readonly string[]> =>
    (await connection.all(`PRAGMA ${schema}.table_info("${table}")`)).map(
      (row) => `"${String(row['name'])}"`,
    );
  const [columns, there] = [await columnsOf('main'), await columnsOf('backup')];
  if (columns.some((column) => !there.includes(column))) throw new SyncError('backup.malformed', { file });
  const list = columns.join(', ');
  await connection.execute(`INSERT INTO main."${table}" (${list}) SELECT ${list} FROM backup."${table}"`);
}

async function refuseHeld(
  connection: SqliteConnection,
  request: { readonly isAlive: IsAlive },
): Promise<void> {
  const rows = await connection.all(
    `SELECT l.holder, l.since, p.name FROM leases l JOIN profiles p ON p.id = l.profile_id
      WHERE l.expires_ms > unixepoch('subsec') * 1000`,
  );
  for (const row of rows) {
    if (request.isAlive(String(row['holder'])) !== false)
      throw new SyncError('run.alreadyRunning', {
        profile: String(row['name']),
        since: String(row['since']),
      });
  }
}

async function counts(connection: SqliteConnection): Promise<Omit<RestoredState, 'accounts'>> {
  const [row] = await connection.all(`SELECT
    (SELECT count(*) FROM profiles WHERE removed_at IS NULL) AS profiles,
    (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM links) AS links`);
  return {
    profiles: Number(row?.['profiles']),
    orders: Number(row?.['orders']),
    links: Number(row?.['links']),
  };
}

async function contentOf(connection: SqliteConnection): Promise<BackupContent> {
  const namesOf = async (sql: string): Promise<readonly string[]> =>
    (await connection.all(sql)).map((row) => String(row['name']));
  const { orders, links } = await counts(connection);
  const [last] = await connection.all('SELECT max(started_at) AS at FROM runs');
  const lastRunAt = last?.['at'] ?? null;
  return {
    profiles: await namesOf('SELECT name FROM profiles WHERE removed_at IS NULL ORDER BY name'),
    accounts: await namesOf('SELECT name FROM accounts ORDER BY folded_name'),
    orders,
    links,
    lastRunAt: lastRunAt === null ? null : String(lastRunAt),
  };
}

function problemOf(error: unknown): string {
  const cause = error instanceof SyncError ? error.cause : error;
  return faultCode(cause) ?? String(cause);
}

/** Rejects as a restore would, and leaves everything as it is. */
export async function checkBackup(file: string, folder: string): Promise<void> {
  await withCopy(file, folder, async () => undefined);
}

/** A copy is brought to this program's version and looked through: the backup itself stays as it is. */
async function withCopy<T>(file: string, folder: string, use: (copy: string) => Promise<T>): Promise<T> {
  if (!existsSync(file)) throw new SyncError('file.notFound', { file });
  const own = makeFolder(folder);
  try {
    const copy = join(own, 'state.db');
    copyBackup(file, copy);
    await prepare(copy, file);
    return await use(copy);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function makeFolder(folder: string): string {
  try {
    return mkdtempSync(restorePrefix(folder));
  } catch (error) {
    throw stateError(error, folder);
  }
}

/** Rejects what is no memory of ours, a damaged one (`backup.malformed`) and a newer one (`state.newer`). */
async function prepare(copy: string, file: string): Promise<void> {
  let connection: SqliteConnection | null = null;
  try {
    connection = await SqliteConnection.open(copy, dirname(file));
    const [check] = await connection.all('PRAGMA integrity_check');
    const found = await connection.all(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('profiles', 'moved_profile')",
    );
    // The file of one profile that moves looks the same otherwise.
    const isMemory = found.length === 1 && found[0]?.['name'] === 'profiles';
    if (!isMemory || check?.['integrity_check'] !== 'ok') throw new Error('not a whole memory of ours');
    await migrateFile(connection);
    // Everything into the one file, which is attached next.
    await connection.execute('PRAGMA journal_mode = DELETE');
  } catch (error) {
    if (error instanceof SyncError && error.code === 'state.newer') throw error;
    throw new SyncError('backup.malformed', { file }, { cause: error });
  } finally {
    connection?.close();
  }
}
