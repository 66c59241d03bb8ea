import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { sleep } from '../../lib/sleep.ts';
import { rowStatement } from '../../lib/sqlite-rows.ts';
import type { RowStatement } from '../../lib/sqlite-rows.ts';
import { toldStatement } from '../../lib/statements.ts';
import { keepPrivate } from './private-files.ts';
import { isBusy, stateError } from './sqlite-state-errors.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The memory's file in its folder. */
export const STATE_FILE = 'state.db';

const LOCK_WAIT_MS = 5000;
const SHORT_WAIT_MS = 20;
const PAUSE_MS = 5;
const KEPT_STATEMENTS = 200;

/** A statement that is prepared. */
interface Prepared {
  readonly statement: StatementSync;
  readonly rows: RowStatement;
}

/**
 * node:sqlite takes an object for named parameters and binds NULL silently
 * (docs/decisions/0003-node-sqlite.md): only plain values may pass.
 */
function bindable(value: unknown): SQLInputValue {
  const isPlain = value === null || ['string', 'number', 'bigint'].includes(typeof value);
  if (isPlain || value instanceof Uint8Array) return value as SQLInputValue;
  throw new TypeError(`cannot bind ${typeof value}`);
}

/**
 * One connection to the state's file: prepared statements are kept, and every fault comes out as a
 * SyncError. WAL with FULL: what is committed survives a power cut.
 *
 * SQLite waits for a lock without letting anything else of this process run, so a holder that is another
 * connection of ours would never end: a statement that meets a lock waits shortly, lets the others run, and
 * is tried again, for five seconds in all (`state.busy`).
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #folder: string;
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, Prepared>();

  private constructor(connection: DatabaseSync, folder: string) {
    this.#folder = folder;
    this.#connection = connection;
  }

  /** Opens the file, making it where it is missing. `folder` is named in errors. */
  static async open(path: string, folder: string): Promise<SqliteConnection> {
    keepPrivate(path, folder);
    let connection: SqliteConnection;
    try {
      connection = new SqliteConnection(new DatabaseSync(path, { timeout: SHORT_WAIT_MS }), folder);
    } catch (error) {
      throw stateError(error, folder);
    }
    try {
      for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
        await connection.execute(`PRAGMA ${pragma}`);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /**
   * Opens a file that may only be read, as its last writer has left it: without a lock, for which something
   * would have to be written. Null where a log beside it shows that a writer has not left.
   */
  static openToRead(path: string, folder: string): SqliteConnection | null {
    if (existsSync(`${path}-wal`)) return null;
    const place = pathToFileURL(path);
    place.searchParams.set('immutable', '1');
    try {
      return new SqliteConnection(new DatabaseSync(place, { readOnly: true }), folder);
    } catch (error) {
      throw stateError(error, folder);
    }
  }

  get isInTransaction(): boolean {
    return this.#connection.isOpen && this.#connection.isTransaction;
  }

  async all(sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#patiently(sql, () => this.#prepared(sql).rows.all(values.map(bindable)));
  }

  /** One statement that answers nothing: prepared once, unlike `execute`. */
  async run(sql: string): Promise<void> {
    await this.#patiently(sql, () => {
      this.#prepared(sql).statement.run();
    });
  }

  /** Several statements without parameters. */
  async execute(sql: string): Promise<void> {
    await this.#patiently(sql, () => {
      this.#connection.exec(sql);
    });
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const values = query.parameters.map(bindable);
    return this.#patiently(query.sql, () => {
      const { statement, rows } = this.#prepared(query.sql);
      if (rows.isReader) return { rows: rows.all(values) as R[] };
      const { changes, lastInsertRowid } = statement.run(...values);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    });
  }

  // oxlint-disable-next-line require-yield -- kysely asks for it; lists are read in pages instead
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('not supported');
  }

  /** Repeatable. */
  close(): void {
    this.#statements.clear();
    if (this.#connection.isOpen) this.#connection.close();
  }

  /** Statements are kept; when there are too many, the oldest makes room. */
  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    const prepared = { statement, rows: rowStatement(statement) };
    const [oldest] = this.#statements.keys();
    if (this.#statements.size >= KEPT_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  /** Waiting for the lock counts as the statement's time. */
  #patiently<T>(sql: string, work: () => T): Promise<T> {
    return toldStatement('memory', sql, () => this.#untilFree(work));
  }

  async #untilFree<T>(work: () => T): Promise<T> {
    const giveUp = performance.now() + LOCK_WAIT_MS;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() > giveUp) throw stateError(error, this.#folder);
        await sleep(PAUSE_MS);
      }
    }
  }
}
