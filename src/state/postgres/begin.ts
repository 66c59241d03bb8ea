import { CompiledQuery } from 'kysely';
import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/**
 * In one request, and for the transaction alone, so that it holds behind a pooler too: who waits for another's
 * row is told so after a while (`state.busy`), and a process that was frozen inside holds nobody up for ever.
 */
const BEGIN = "begin; set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '30s'";

/** The dialect with transactions that wait no longer than they should. */
export function beginning(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createDriver: () => patient(dialect.createDriver()),
  };
}

function patient(driver: Driver): Driver {
  return {
    init: () => driver.init(),
    acquireConnection: () => driver.acquireConnection(),
    beginTransaction: async (connection: DatabaseConnection) => {
      await connection.executeQuery(CompiledQuery.raw(BEGIN));
    },
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    releaseConnection: (connection) => driver.releaseConnection(connection),
    destroy: () => driver.destroy(),
  };
}
