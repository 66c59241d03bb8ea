import { Kysely, sql } from 'kysely';
import type { StateEngine } from '../sql/state-engine.ts';
import type { StateSchema } from '../sql/schema.ts';
import { compactFile } from './compact-file.ts';
import { inFileTransaction } from './file-transaction.ts';
import { withHeldDatabase } from './held-database.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { SqliteStateDialect } from './sqlite-dialect.ts';
import { stateError } from './sqlite-state-errors.ts';

/** What is particular of SQLite: one writer at a time for the whole file, JSON and lists by its functions. */
export function sqliteEngine(connection: SqliteConnection, folder: string): StateEngine {
  const dialect = new SqliteStateDialect(connection);
  const database = new Kysely<StateSchema>({ dialect });
  const [driver, compiler] = [dialect.createDriver(), dialect.createQueryCompiler()];
  const parts = { dialect, driver, compiler, connection };
  return {
    database,
    // kysely lets one work after the other have the connection, reading or writing.
    transaction: (work) =>
      database
        .getExecutor()
        .provideConnection(() =>
          inFileTransaction(connection, () => withHeldDatabase(database, parts, work)),
        ),
    nowMs: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    sizeBytes: sql<number>`(select page_count * page_size from pragma_page_count(), pragma_page_size())`,
    freeBytes: sql<number>`(select freelist_count * page_size from pragma_freelist_count(), pragma_page_size())`,
    compact: () => compactFile(folder),
    // The one writer has the whole file.
    lock: async () => undefined,
    lockProgram: async () => undefined,
    months: null,
    bound: null,
    // Keys travel as one JSON text, so that their number is no limit.
    among: (column, keys) =>
      sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(keys)}))`,
    position: (text, needle) => sql<number>`instr(${text}, ${needle})`,
    withNull: (column, key) => sql<string>`json_set(${sql.ref(column)}, ${`$.${key}`}, null)`,
    textIn: (column, path) => sql<string | null>`json_extract(${sql.ref(column)}, ${`$.${path.join('.')}`})`,
    toSyncError: (error) => stateError(error, folder),
  };
}
