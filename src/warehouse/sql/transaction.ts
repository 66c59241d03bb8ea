import { sql } from 'kysely';
import type { OperationDraft } from '../../model/operation.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { OpenTransaction, SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/** `withTransaction` for engines whose transactions are statements: one connection, begun as it likes. */
export function bySql(begin: (connection: WarehouseDatabase) => Promise<void>): SqlEngine['withTransaction'] {
  return async (database, work) =>
    database.connection().execute(async (connection) => {
      await begin(connection);
      return work({
        database: connection,
        commit: () => sql`commit`.execute(connection),
        rollback: () => sql`rollback`.execute(connection),
      });
    });
}

/**
 * All or nothing on one connection. Rejects with a SyncError; with the uncertain
 * `warehouse.record.answerLost` when it cannot be known whether the commit happened.
 */
export async function inTransaction<T>(
  database: WarehouseDatabase,
  engine: SqlEngine,
  work: (transaction: WarehouseDatabase) => Promise<T>,
): Promise<T> {
  try {
    return await engine.withTransaction(database, (transaction) => run(engine, transaction, work));
  } catch (error) {
    throw engine.toSyncError(error);
  }
}

async function run<T>(
  engine: SqlEngine,
  transaction: OpenTransaction,
  work: (transaction: WarehouseDatabase) => Promise<T>,
): Promise<T> {
  let result: T;
  try {
    result = await work(transaction.database);
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  try {
    await transaction.commit();
  } catch (error) {
    if (engine.isCommitUncertain(error)) {
      throw new SyncError('warehouse.record.answerLost', { order: '' }, { cause: error });
    }
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  return result;
}

/** The line to the database broke before the commit, so that nothing stands, or during it. */
export function isLineBroken(error: unknown): boolean {
  return error instanceof SyncError && LINE_BROKE.has(error.code);
}

const LINE_BROKE = new Set(['warehouse.unreachable', 'warehouse.record.answerLost']);

/** Faults of which only the caller knows the order. */
const NAMING_ORDERS = new Set(['warehouse.record.answerLost', 'warehouse.text.tooLong']);

/** The same fault with the order that it belongs to, or the first and the last of a group. */
export function namedOrder(error: unknown, drafts: readonly OperationDraft[]): unknown {
  if (!(error instanceof SyncError) || !NAMING_ORDERS.has(error.code)) return error;
  const first = drafts[0]?.origin.orderNumber ?? 0;
  const last = drafts.at(-1)?.origin.orderNumber ?? first;
  const order = first === last ? first : `${first}–${last}`;
  return new SyncError(error.code, { ...error.facts, order }, { cause: error.cause });
}
