import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { stateError } from './sqlite-state-errors.ts';

/**
 * What may be bound: everything else is a mistake that node:sqlite would swallow (an object becomes named
 * parameters).
 */
export type Bindable = string | number | bigint | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

const BUSY_MS = 5000;

/**
 * One connection to the state's file: prepared statements are kept, transactions take the write lock at
 * once, and every fault comes out as a SyncError. WAL with FULL: what is committed survives a power cut
 * (stack.md section 1).
 */
export class Database {
  readonly #folder: string;
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isInTransaction = false;

  constructor(path: string, folder: string) {
    this.#folder = folder;
    this.#connection = this.#guard(() => new DatabaseSync(path, { timeout: BUSY_MS }));
    this.#guard(() => {
      this.#connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    });
  }

  all(sql: string, ...values: readonly Bindable[]): readonly Row[] {
    return this.#guard(
      () => this.#statement(sql).all(...(values as readonly SQLInputValue[])) as readonly Row[],
    );
  }

  get(sql: string, ...values: readonly Bindable[]): Row | null {
    return this.#guard(
      () => (this.#statement(sql).get(...(values as readonly SQLInputValue[])) as Row) ?? null,
    );
  }

  /** Rows changed, and the id of the last row inserted. */
  run(sql: string, ...values: readonly Bindable[]): { readonly changes: number; readonly id: number } {
    return this.#guard(() => {
      const result = this.#statement(sql).run(...(values as readonly SQLInputValue[]));
      return { changes: Number(result.changes), id: Number(result.lastInsertRowid) };
    });
  }

  /** Several statements without parameters: migrations and pragmas. */
  execute(sql: string): void {
    this.#guard(() => {
      this.#connection.exec(sql);
    });
  }

  /**
   * All or nothing; durable when it returns. The write lock is taken first, so that nothing read inside can
   * be stale.
   */
  transaction<T>(work: () => T): T {
    if (this.#isInTransaction) return work();
    this.execute('BEGIN IMMEDIATE');
    this.#isInTransaction = true;
    try {
      const result = work();
      this.execute('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }

  #rollBack(): void {
    // SQLite has rolled back by itself after a full disk; the first fault is the one to tell.
    if (this.#connection.isOpen && this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw stateError(error, this.#folder);
    }
  }
}
