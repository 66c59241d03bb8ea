import { batches } from '../../lib/batch.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProfileId } from '../../model/profile.ts';
import { withHeld } from './order-rows.ts';
import type { StateStore } from './state-store.ts';

const KEYS_AT_ONCE = 500;

/** Entries of these orders, by number within each batch; those never seen are absent. */
export async function readEntries(
  store: StateStore,
  id: ProfileId,
  numbers: readonly OrderNumber[],
): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const part of batches(numbers, KEYS_AT_ONCE)) {
    const found = await store.read(async (database) => {
      const rows = await database
        .selectFrom('orders')
        .selectAll()
        .where('profile_id', '=', id)
        .where(store.engine.among('order_number', part))
        .orderBy('order_number')
        .execute();
      return withHeld(database, id, rows);
    });
    entries.push(...found);
  }
  return entries;
}
