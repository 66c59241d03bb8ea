import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * All or nothing on a connection that nobody else uses meanwhile: for work on the file as a whole, which no
 * other engine has.
 */
export async function inFileTransaction<T>(connection: SqliteConnection, work: () => Promise<T>): Promise<T> {
  await connection.execute('BEGIN IMMEDIATE');
  try {
    const result = await work();
    await connection.execute('COMMIT');
    return result;
  } catch (error) {
    if (connection.isInTransaction) await connection.execute('ROLLBACK');
    throw error;
  }
}
