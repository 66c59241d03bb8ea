import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SyncError } from '../../model/sync-error.ts';
import type { Backups, LeaseRequest, RestoredState } from '../state.ts';
import { Database } from './database.ts';
import { migrate } from './migrations.ts';

/** What is true of one moment and one machine only: people sign in anew, nobody holds a lease. */
const NOT_RESTORED = new Set(['leases', 'sessions']);
/** A backup that is restored elsewhere is another installation: it keeps the id that was drawn there. */
const KEPT = new Set(['installation']);

/** Backups of the state's file: whole copies, made and read back while the program may be at work. */
export class SqliteBackups implements Backups {
  readonly #database: Database;
  readonly #folder: string;

  constructor(database: Database, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  async write(file: string): Promise<void> {
    const path = resolve(file);
    if (existsSync(path)) throw new SyncError('backup.fileExists', { file });
    const half = `${path}.new`;
    try {
      rmSync(half, { force: true });
      // Only its owner may read it: it holds buyers' names. SQLite writes into the empty file that it finds.
      closeSync(openSync(half, 'wx', 0o600));
      this.#database.run('VACUUM INTO ?', half);
      renameSync(half, path);
    } catch (error) {
      rmSync(half, { force: true });
      if (error instanceof SyncError && error.code !== 'bug.unexpected') throw error;
      throw new SyncError('backup.notWritten', { file, problem: problemOf(error) }, { cause: error });
    }
  }

  async restore(file: string, request: LeaseRequest): Promise<RestoredState> {
    if (!existsSync(file)) throw new SyncError('file.notFound', { file });
    // A copy is brought to this program's version: the backup itself stays as it is.
    const folder = mkdtempSync(join(this.#folder, 'restore-'));
    try {
      const copy = join(folder, 'state.db');
      copyFileSync(file, copy);
      prepare(copy, file);
      return this.#takeOver(copy, request);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Everything is replaced in one transaction: a crash leaves the old memory or the new one, no mixture. */
  #takeOver(copy: string, request: LeaseRequest): RestoredState {
    const database = this.#database;
    database.run('ATTACH ? AS backup', copy);
    try {
      return database.transaction(() => {
        this.#refuseHeld(request);
        database.execute('PRAGMA defer_foreign_keys = ON');
        const tables = database.all(
          "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        );
        for (const table of tables.map((row) => String(row['name'])).filter((name) => !KEPT.has(name))) {
          database.execute(`DELETE FROM main."${table}"`);
          if (!NOT_RESTORED.has(table))
            database.execute(`INSERT INTO main."${table}" SELECT * FROM backup."${table}"`);
        }
        // What the shop has been sent since is not known any more: it is compared or sent anew, and a person
        // looks at the first plan.
        database.execute(`UPDATE links SET goods_hash = '', stock_hash = '', sent = '{}';
          UPDATE profiles SET confirmed_at = NULL`);
        return this.#counts();
      });
    } finally {
      database.execute('DETACH backup');
    }
  }

  #refuseHeld(request: LeaseRequest): void {
    for (const row of this.#database.all(
      'SELECT l.*, p.name FROM leases l JOIN profiles p ON p.id = l.profile_id',
    )) {
      const isFree =
        Number(row['expires_ms']) <= request.nowMs || request.isAlive(String(row['holder'])) === false;
      if (!isFree)
        throw new SyncError('run.alreadyRunning', {
          profile: String(row['name']),
          since: String(row['since']),
        });
    }
  }

  #counts(): RestoredState {
    const count = (table: string): number =>
      Number(this.#database.get(`SELECT count(*) AS n FROM ${table}`)?.['n'] ?? 0);
    const profiles = this.#database.get('SELECT count(*) AS n FROM profiles WHERE removed_at IS NULL');
    return { profiles: Number(profiles?.['n'] ?? 0), orders: count('orders'), links: count('links') };
  }
}

function problemOf(error: unknown): string {
  const cause = error instanceof SyncError ? error.cause : error;
  return (cause as NodeJS.ErrnoException).code ?? String(cause);
}

/** Rejects what is no memory of ours, a damaged one (`backup.malformed`) and a newer one (`state.newer`). */
function prepare(copy: string, file: string): void {
  let database: Database | null = null;
  try {
    database = new Database(copy, dirname(file));
    const check = database.get('PRAGMA integrity_check');
    const isOurs =
      database.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'profiles'") !== null;
    if (!isOurs || check?.['integrity_check'] !== 'ok') throw new Error('not a whole memory of ours');
    migrate(database);
    // Everything into the one file, which is attached next.
    database.execute('PRAGMA journal_mode = DELETE');
  } catch (error) {
    if (error instanceof SyncError && error.code === 'state.newer') throw error;
    throw new SyncError('backup.malformed', { file }, { cause: error });
  } finally {
    database?.close();
  }
}
