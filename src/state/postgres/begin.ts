import { CompiledQuery } from 'kysely';
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import type { TenantId } from '../../model/tenant.ts';

/**
 * In one request, and for the transaction alone, so that it holds behind a pooler too: who waits for another's
 * row is told so after a while (`state.busy`), and a process that was frozen inside holds nobody up for ever.
 */
const BEGIN = "begin; set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '30s'";

/** What a transaction says of whose it is. Policies of tables go by it (`page-policies.ts`). */
export const FIRM = 'skl.tenant';

/** The firm that a transaction is of, in a policy; null: it has said none. */
export const SAID_FIRM = `nullif(current_setting('${FIRM}', true), '')::bigint`;

/**
 * Dialects of one database with transactions that wait no longer than they should. Of null: as it is. Of a
 * firm: for a role that the database shows one firm's rows at a time; each statement goes in a transaction that
 * says whose it is, by itself where nobody has begun one. So it holds for that alone, and for nobody
 * who has the connection of the server after it.
 */
export function beginning(dialect: Dialect): (tenant: TenantId | null) => Dialect {
  // Queries are kept compiled by their adapter: one for all firms keeps them once.
  const adapter = dialect.createAdapter();
  return (tenant) => ({
    createAdapter: () => adapter,
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createDriver: () => {
      const driver = dialect.createDriver();
      return tenant === null ? patient(driver, BEGIN) : saying(driver, tenant);
    },
  });
}

function saying(driver: Driver, tenant: TenantId): Driver {
  const begin = `${BEGIN}; set local ${FIRM} = '${Number(tenant)}'`;
  return {
    ...patient(driver, begin),
    acquireConnection: async () => new SayingConnection(driver, await driver.acquireConnection(), begin),
  };
}

function patient(driver: Driver, begin: string): Driver {
  return {
    init: () => driver.init(),
    acquireConnection: () => driver.acquireConnection(),
    beginTransaction: async (connection: DatabaseConnection) => {
      await begunOn(connection, true).executeQuery(CompiledQuery.raw(begin));
    },
    commitTransaction: (connection) => driver.commitTransaction(begunOn(connection, false)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(begunOn(connection, false)),
    releaseConnection: (connection) => driver.releaseConnection(begunOn(connection, false)),
    destroy: () => driver.destroy(),
  };
}

/** The driver's own connection; noted is whether a transaction of several statements is under way on it. */
function begunOn(connection: DatabaseConnection, isBegun: boolean): DatabaseConnection {
  if (!(connection instanceof SayingConnection)) return connection;
  connection.isBegun = isBegun;
  return connection.inner;
}

/** A connection whose statements are each in a transaction that says whose it is. */
class SayingConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  isBegun = false;
  readonly #driver: Driver;
  readonly #begin: string;

  constructor(driver: Driver, inner: DatabaseConnection, begin: string) {
    this.inner = inner;
    this.#driver = driver;
    this.#begin = begin;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.isBegun) return this.inner.executeQuery(query);
    await this.inner.executeQuery(CompiledQuery.raw(this.#begin));
    try {
      const result = await this.inner.executeQuery<Row>(query);
      await this.#driver.commitTransaction(this.inner);
      return result;
    } catch (error) {
      // A line that is broken goes away, and its transaction with it.
      await this.#driver.rollbackTransaction(this.inner).catch(() => undefined);
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('nothing of the memory is read as a stream, which would outlive its transaction');
  }
}
