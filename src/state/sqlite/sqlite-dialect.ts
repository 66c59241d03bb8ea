import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Dialect, Driver, Kysely } from 'kysely';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * kysely over one connection that is open. Its transactions take the write lock first, so that nothing read
 * inside can be stale; kysely itself lets one work after the other have the connection.
 */
export class SqliteStateDialect implements Dialect {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  createAdapter(): SqliteAdapter {
    return new SqliteAdapter();
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createIntrospector(database: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(database);
  }

  createDriver(): Driver {
    const connection = this.#connection;
    return {
      init: async () => undefined,
      acquireConnection: async () => connection,
      releaseConnection: async () => undefined,
      beginTransaction: () => connection.run('BEGIN IMMEDIATE'),
      commitTransaction: () => connection.run('COMMIT'),
      rollbackTransaction: async () => {
        // SQLite has rolled back by itself after a full disk; the first fault is the one to tell.
        if (connection.isInTransaction) await connection.run('ROLLBACK');
      },
      destroy: async () => connection.close(),
    };
  }
}
