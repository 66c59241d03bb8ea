import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TdsLogin } from './requests.ts';
import { SqliteSession } from './sqlite-session.ts';
import type { SessionPlace } from './sqlite-session.ts';
import { SYSTEM_VIEWS } from './to-sqlite.ts';
import type { TdsBehind } from './tds-server.ts';
import type { TdsError } from './tokens.ts';
import { WriteLock } from './write-lock.ts';

/** A user who may read everything, and do what is named: `INSERT Operations`. */
export interface TdsUser {
  readonly password: string;
  readonly rights: ReadonlySet<string>;
}

export type SqliteBehindOptions = SessionPlace['options'] & {
  /** Users with rights of their own; everybody else may do everything. */
  readonly users?: Readonly<Record<string, TdsUser>>;
};

/** Databases of SQLite behind the wire of SQL Server. */
export interface SqliteBehind extends TdsBehind, SessionPlace {
  readonly options: SqliteBehindOptions;
  /** Where a database is, for a look at it from outside. */
  pathOf(database: string): string;
  close(): void;
}

function refusedLogin(user: string): TdsError {
  return { number: 18456, message: `Login failed for user '${user}'.` };
}

function moment(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}

class Folder implements SqliteBehind {
  readonly options: SqliteBehindOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'skladbridge-tds-'));
  readonly #locks = new Map<string, WriteLock>();

  constructor(options: SqliteBehindOptions) {
    this.options = options;
    this.open('master').close();
  }

  enter(login: TdsLogin): ReturnType<TdsBehind['enter']> {
    const user = this.options.users?.[login.user];
    if (user !== undefined && user.password !== login.password) return [refusedLogin(login.user)];
    if (!existsSync(this.pathOf(login.database))) {
      const message = `Cannot open database "${login.database}" requested by the login. The login failed.`;
      return [{ number: 4060, message }, refusedLogin(login.user)];
    }
    return new SqliteSession(this, login.database, user?.rights ?? null);
  }

  pathOf(database: string): string {
    return join(this.#folder, `${encodeURIComponent(database)}.db`);
  }

  lockOf(database: string): WriteLock {
    const lock = this.#locks.get(database) ?? new WriteLock();
    this.#locks.set(database, lock);
    return lock;
  }

  open(database: string): DatabaseSync {
    const opened = new DatabaseSync(this.pathOf(database), { timeout: 5000 });
    opened.exec('pragma journal_mode = wal; pragma synchronous = off');
    // What is asked for in no order comes in the opposite one: nobody may rely on it.
    opened.exec(`pragma reverse_unordered_selects = on; ${SYSTEM_VIEWS}`);
    opened.function('getdate', () => moment(new Date()));
    opened.function('getutcdate', () => new Date().toISOString());
    opened.function('datediff', (_unit, _from, to) => Math.floor(Date.parse(String(to)) / 60_000));
    opened.function('db_name', () => database);
    opened.function('databasepropertyex', () => 'Cyrillic_General_CI_AS');
    opened.function('serverproperty', () => 'Cyrillic_General_CI_AS');
    return opened;
  }

  drop(database: string): void {
    for (const end of ['', '-wal', '-shm']) rmSync(this.pathOf(database) + end, { force: true });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Opens a place for databases; `create database` makes one in it. */
export function openSqliteBehind(options: SqliteBehindOptions = {}): SqliteBehind {
  return new Folder(options);
}
