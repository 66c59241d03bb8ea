import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * All or nothing on a connection that nobody else uses meanwhile. The write lock is taken first, so that
 * nothing read inside can be stale.
 */
export async function inFileTransaction<T>(connection: SqliteConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN IMMEDIATE');
  try {
    const result = await work();
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back by itself after a full disk; the first fault is the one to tell.
    if (connection.isInTransaction) await connection.run('ROLLBACK');
    throw error;
  }
}
