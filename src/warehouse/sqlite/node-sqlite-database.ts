import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { rowStatement } from '../../lib/sqlite-rows.ts';

const KEPT_STATEMENTS = 200;

/** node:sqlite takes an object for named parameters and binds NULL silently: only plain values may pass. */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  throw new TypeError(`cannot bind ${typeof value}`);
}

/** node:sqlite in the shape that kysely's SQLite dialect asks for; prepared statements are kept. */
export class NodeSqliteDatabase implements SqliteDatabase {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(path: string) {
    this.#connection = new DatabaseSync(path);
  }

  /** What a commit promises survives a power cut; the file's own journal mode is not ours to change. */
  makeDurable(): void {
    this.#connection.exec('PRAGMA synchronous = FULL');
  }

  /** How long a statement waits for a lock; nothing else of this process runs meanwhile. */
  waitForLocks(milliseconds: number): void {
    this.#connection.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  }

  prepare(query: string): SqliteStatement {
    const known = this.#statements.get(query);
    if (known !== undefined) return known;
    const statement = wrap(this.#connection.prepare(query));
    if (this.#statements.size >= KEPT_STATEMENTS) this.#statements.clear();
    this.#statements.set(query, statement);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    if (this.#connection.isOpen) this.#connection.close();
  }
}

function wrap(statement: StatementSync): SqliteStatement {
  const { isReader, all } = rowStatement(statement);
  return {
    reader: isReader,
    all: (parameters) => all(parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: () => {
      throw new Error('not supported');
    },
  };
}
