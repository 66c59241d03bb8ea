import { WAREHOUSE_MARK } from '../../../model/pair.ts';
import { claimKeyRow } from '../next-number.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { inTransaction } from '../transaction.ts';

/** The text above every mark, so that the table's key is what they are found by. */
const ABOVE = `${WAREHOUSE_MARK.slice(0, -2)}E`;

/** Marks by which this database is known again (Q3); none where nobody has left one. */
export async function readIdentityMarks(database: WarehouseDatabase): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('nextacct')
    .select('NextAcct')
    .where('NextAcct', '>=', WAREHOUSE_MARK.slice(0, -1))
    .where('NextAcct', '<', ABOVE)
    .orderBy('NextAcct')
    .execute();
  return rows.map((row) => row.NextAcct).filter((key) => key.startsWith(WAREHOUSE_MARK));
}

/** Leaves a mark in NextAcct, where it is not yet: one transaction. */
export async function leaveIdentityMark(
  database: WarehouseDatabase,
  engine: SqlEngine,
  mark: string,
): Promise<void> {
  await inTransaction(database, engine, async (transaction) => {
    const marks = await readIdentityMarks(transaction);
    if (!marks.includes(mark)) await claimKeyRow(transaction, engine, mark);
  });
}
