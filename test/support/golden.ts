import {
  Kysely,
  MssqlAdapter,
  MssqlIntrospector,
  MssqlQueryCompiler,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, KyselyPlugin, QueryResult } from 'kysely';
import { MssqlPlugin } from '../../src/warehouse/mssql/mssql-plugin.ts';
import { mssqlEngine } from '../../src/warehouse/mssql/mssql-warehouse.ts';
import { mysqlEngine } from '../../src/warehouse/mysql/mysql-warehouse.ts';
import type { WarehouseSchema } from '../../src/warehouse/sql/schema.ts';
import type { OpenedDatabase, SqlEngine } from '../../src/warehouse/sql/sql-engine.ts';
import { sqliteEngine } from '../../src/warehouse/sqlite/sqlite-warehouse.ts';

export const ENGINES = ['sqlite', 'mysql', 'mssql'] as const;
export type EngineName = (typeof ENGINES)[number];

type Row = Readonly<Record<string, unknown>>;

/** What a statement is answered with, so that the code behind it goes on: rows by a part of its text. */
export type Answers = readonly (readonly [part: string, rows: readonly Row[]])[];

/** A connection to no server: it keeps every statement's text and answers from a script. */
class RecordingConnection implements DatabaseConnection {
  readonly statements: string[] = [];
  answers: Answers = [];

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const text = query.sql.replace(/\s+/g, ' ').trim();
    this.statements.push(text);
    const plain = text.replace(/["`[\]]|dbo\./g, '').toLowerCase();
    const found = this.answers.find(([part]) => plain.includes(part));
    const rows = (found?.[1] ?? []) as R[];
    return { rows, insertId: 101n, numAffectedRows: 1n };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('no query of ours streams');
  }
}

class RecordingDriver implements Driver {
  readonly #connection: RecordingConnection;

  constructor(connection: RecordingConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {
    this.#connection.statements.push('-- begin transaction, by the driver');
  }
  async commitTransaction(): Promise<void> {
    this.#connection.statements.push('-- commit transaction, by the driver');
  }
  async rollbackTransaction(): Promise<void> {
    this.#connection.statements.push('-- roll back transaction, by the driver');
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

interface Flavour {
  readonly dialect: (driver: Driver) => Dialect;
  readonly plugins: readonly KyselyPlugin[];
  readonly engine: SqlEngine;
}

function flavour(name: EngineName): Flavour {
  switch (name) {
    case 'sqlite':
      return {
        dialect: (driver) => ({
          createDriver: () => driver,
          createAdapter: () => new SqliteAdapter(),
          createIntrospector: (database) => new SqliteIntrospector(database),
          createQueryCompiler: () => new SqliteQueryCompiler(),
        }),
        plugins: [],
        engine: sqliteEngine('sqlite:golden'),
      };
    case 'mysql':
      return {
        dialect: (driver) => ({
          createDriver: () => driver,
          createAdapter: () => new MysqlAdapter(),
          createIntrospector: (database) => new MysqlIntrospector(database),
          createQueryCompiler: () => new MysqlQueryCompiler(),
        }),
        plugins: [],
        engine: mysqlEngine('mysql://golden'),
      };
    case 'mssql':
      return {
        dialect: (driver) => ({
          createDriver: () => driver,
          createAdapter: () => new MssqlAdapter(),
          createIntrospector: (database) => new MssqlIntrospector(database),
          createQueryCompiler: () => new MssqlQueryCompiler(),
        }),
        plugins: [new MssqlPlugin()],
        engine: mssqlEngine('mssql://golden'),
      };
  }
}

/** A database of an engine that keeps what it is asked. */
export function recording(name: EngineName): OpenedDatabase & { readonly connection: RecordingConnection } {
  const connection = new RecordingConnection();
  const { dialect, plugins, engine } = flavour(name);
  const database = new Kysely<WarehouseSchema>({
    dialect: dialect(new RecordingDriver(connection)),
    plugins: [...plugins],
  });
  return { connection, database, engine };
}
