import { sql } from 'kysely';
import { SyncError } from '../../model/sync-error.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/**
 * All or nothing on one connection. Rejects with a SyncError; with the uncertain
 * `warehouse.record.answerLost` when it cannot be known whether the commit happened.
 */
export async function inTransaction<T>(
  database: WarehouseDatabase,
  engine: SqlEngine,
  work: (transaction: WarehouseDatabase) => Promise<T>,
): Promise<T> {
  return database.connection().execute(async (connection) => {
    await engine.begin(connection).catch((error: unknown) => {
      throw engine.toSyncError(error);
    });
    let result: T;
    try {
      result = await work(connection);
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw engine.toSyncError(error);
    }
    try {
      await sql`commit`.execute(connection);
    } catch (error) {
      if (engine.isCommitUncertain(error)) {
        throw new SyncError('warehouse.record.answerLost', { order: '' }, { cause: error });
      }
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw engine.toSyncError(error);
    }
    return result;
  });
}
