import type { WarehouseDatabase } from '../sql-engine.ts';

const KEYS_AT_ONCE = 400;

/** Which of these keys stand in NextAcct (I4). */
export async function readClaimed(
  database: WarehouseDatabase,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const rows = await database
      .selectFrom('nextacct')
      .select('NextAcct')
      .where('NextAcct', 'in', keys.slice(start, start + KEYS_AT_ONCE))
      .execute();
    for (const row of rows) found.add(row.NextAcct);
  }
  return found;
}
