import { SyncError } from '../../../model/sync-error.ts';
import { claimKeyRow } from '../next-number.ts';
import type { KeyReplaced } from '../../warehouse.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { inTransaction } from '../transaction.ts';

/**
 * Puts a key of our own in the place of another one, in one step: of two who replace the same key one only
 * succeeds. Needs the right to UPDATE, or to DELETE (Q12). Repeatable: a key that stands already was
 * replaced.
 */
export async function replaceKey(
  database: WarehouseDatabase,
  engine: SqlEngine,
  keys: { readonly from: string; readonly to: string },
): Promise<KeyReplaced> {
  for (const replace of [update, exchange]) {
    try {
      return await inTransaction(database, engine, (transaction) => replace(transaction, engine, keys));
    } catch (error) {
      if (!(error instanceof SyncError) || error.kind !== 'access') throw error;
    }
  }
  return 'refused';
}

type Keys = Parameters<typeof replaceKey>[2];

async function update(
  transaction: WarehouseDatabase,
  _engine: SqlEngine,
  { from, to }: Keys,
): Promise<KeyReplaced> {
  const { numUpdatedRows } = await transaction
    .updateTable('nextacct')
    .set({ NextAcct: to })
    .where('NextAcct', '=', from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n || (await stands(transaction, to)) ? 'replaced' : 'gone';
}

/** The same by the right to DELETE: the row that is deleted is nobody else's until the transaction ends. */
async function exchange(
  transaction: WarehouseDatabase,
  engine: SqlEngine,
  { from, to }: Keys,
): Promise<KeyReplaced> {
  const { numDeletedRows } = await transaction
    .deleteFrom('nextacct')
    .where('NextAcct', '=', from)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return (await stands(transaction, to)) ? 'replaced' : 'gone';
  await claimKeyRow(transaction, engine, to);
  return 'replaced';
}

async function stands(transaction: WarehouseDatabase, key: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('nextacct')
    .select('NextAcct')
    .where('NextAcct', '=', key)
    .executeTakeFirst();
  return row !== undefined;
}
