import { turnSeat } from '../../../model/export-turn.ts';
import type { ExportKey, KeyReplaced, NewExportKey } from '../../warehouse.ts';
import { claimKeyRow } from '../next-number.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { inTransaction } from '../transaction.ts';
import { replaceKey } from './replace-key.ts';

const FROM = 'ZEXP';
const ABOVE = 'ZEXQ';

/** The key by which one at a time sends goods to a shop (Q8), and the server's time. */
export async function readExportKey(
  database: WarehouseDatabase,
  engine: SqlEngine,
  identityHash: string,
): Promise<ExportKey | null> {
  const row = await database
    .selectFrom('nextacct')
    .select(['NextAcct', engine.nowMinutes.as('minutes')])
    .where('NextAcct', '>=', FROM)
    .where('NextAcct', '<', ABOVE)
    .where('NextAcct', 'like', `${turnSeat(identityHash)}-%`)
    .executeTakeFirst();
  return row === undefined ? null : { key: row.NextAcct, minutes: Number(row.minutes) };
}

/**
 * Puts the next key in the place of the one before it. The first of all goes with its seat: whoever takes
 * that first makes the key, and nobody ever makes a second one.
 */
export async function replaceExportKey(
  database: WarehouseDatabase,
  engine: SqlEngine,
  { identityHash, from, to }: NewExportKey,
): Promise<KeyReplaced> {
  if (from !== null) return replaceKey(database, engine, { from, to });
  return inTransaction(database, engine, async (transaction) => {
    if (!(await claimKeyRow(transaction, engine, turnSeat(identityHash)))) return 'gone';
    await claimKeyRow(transaction, engine, to);
    return 'replaced';
  });
}
