import type { ProfileId } from '../../model/profile.ts';
import type { StateDatabase } from './schema.ts';

/** What is on record of a profile, and stays when it is removed (R8). */
export const RECORDS = [
  'orders',
  'held_quantities',
  'archive',
  'order_series',
  'past_orders',
  'past_archive',
  'written_documents',
  'refund_ways',
  'order_sights',
  'runs',
] as const;

/**
 * The ledger of a removed profile becomes that of a profile which has no orders yet, with its cursor and the
 * knowledge that the shop was filled; of the removed one nothing is left then. False when there is nothing to
 * hand over, or orders in its way.
 */
export async function handLedgerOver(
  transaction: StateDatabase,
  id: ProfileId,
  removed: ProfileId,
): Promise<boolean> {
  const own = await transaction
    .selectFrom('orders')
    .select('order_number')
    .where('profile_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  const old = await transaction
    .selectFrom('profiles')
    .select(['cursor', 'first_filled_at', 'first_fed_at', 'orders_at_shop'])
    .where('id', '=', removed)
    .where('removed_at', 'is not', null)
    .executeTakeFirst();
  if (own !== undefined || old === undefined) return false;
  for (const table of RECORDS)
    await transaction.updateTable(table).set({ profile_id: id }).where('profile_id', '=', removed).execute();
  await transaction
    .updateTable('profiles')
    .set((column) => ({
      cursor: old.cursor,
      orders_at_shop: old.orders_at_shop,
      first_filled_at: column.fn.coalesce('first_filled_at', column.val(old.first_filled_at)),
      first_fed_at: column.fn.coalesce('first_fed_at', column.val(old.first_fed_at)),
    }))
    .where('id', '=', id)
    .execute();
  for (const table of ['words', 'reckonings', 'pairs'] as const)
    await handOverUnlessOwn(transaction, table, { id, removed });
  for (const table of ['leases', 'links', 'attention', 'pairs', 'run_marks', 'words', 'reckonings'] as const)
    await transaction.deleteFrom(table).where('profile_id', '=', removed).execute();
  await transaction.deleteFrom('profiles').where('id', '=', removed).execute();
  return true;
}

/**
 * The words of the same shop, its way of reckoning, and the pair that the ledger is of, go along: unless a
 * person has explained the words anew, or the profile has met a pair of its own.
 */
async function handOverUnlessOwn(
  transaction: StateDatabase,
  table: 'words' | 'reckonings' | 'pairs',
  { id, removed }: { readonly id: ProfileId; readonly removed: ProfileId },
): Promise<void> {
  const own = await transaction
    .selectFrom(table)
    .select('profile_id')
    .where('profile_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (own !== undefined) return;
  await transaction.updateTable(table).set({ profile_id: id }).where('profile_id', '=', removed).execute();
}
