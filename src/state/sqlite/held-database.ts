import { DefaultQueryExecutor, Kysely } from 'kysely';
import type { CompiledQuery, Dialect, Driver, QueryCompiler, QueryExecutor, QueryResult } from 'kysely';
import type { StateDatabase, StateSchema } from '../sql/schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** What all transactions of a connection share: making it anew each time takes longer than a query. */
export interface HeldParts {
  readonly dialect: Dialect;
  readonly driver: Driver;
  readonly compiler: QueryCompiler;
  readonly connection: SqliteConnection;
}

/** Hands each query to the connection at once: whoever holds it has nobody to wait for. */
class HeldExecutor extends DefaultQueryExecutor {
  readonly #connection: SqliteConnection;
  #isOver = false;

  constructor({ adapter }: QueryExecutor, { compiler, connection }: HeldParts) {
    super(compiler, adapter, { provideConnection: async (consumer) => consumer(connection) });
    this.#connection = connection;
  }

  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isOver) throw new Error('the transaction is over');
    return this.#connection.executeQuery<Row>(query);
  }

  end(): void {
    this.#isOver = true;
  }
}

/**
 * The database for as long as `work` lasts, on a connection that is held for it already. kysely asks for the
 * connection at several places before each query, which costs as much as SQLite needs for the query itself.
 * A query after the end is refused.
 */
export async function withHeldDatabase<T>(
  database: StateDatabase,
  parts: HeldParts,
  work: (database: StateDatabase) => Promise<T>,
): Promise<T> {
  const { dialect, driver } = parts;
  const executor = new HeldExecutor(database.getExecutor(), parts);
  try {
    return await work(new Kysely<StateSchema>({ config: { dialect }, dialect, driver, executor }));
  } finally {
    executor.end();
  }
}
