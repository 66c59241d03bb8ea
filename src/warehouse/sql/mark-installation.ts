import { installationKey, installationPrefix, othersAmong } from '../../model/installation.ts';
import type { InstallationMark } from '../../model/installation.ts';
import { claimKeyRow } from './next-number.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/**
 * Leaves today's mark of this installation in NextAcct, takes its older ones away, and answers which others
 * have left theirs lately. Call inside a transaction.
 */
export async function markInstallation(
  transaction: WarehouseDatabase,
  engine: SqlEngine,
  mark: InstallationMark,
): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('nextacct')
    .select('NextAcct')
    .where('NextAcct', 'like', `${installationPrefix(mark)}%`)
    .execute();
  const keys = rows.map((row) => row.NextAcct);
  const own = installationKey(mark);
  if (!keys.includes(own)) {
    await claimKeyRow(transaction, engine, own);
    const old = keys.filter((key) => key.startsWith(`${installationPrefix(mark)}${mark.installation}-`));
    if (old.length > 0) await transaction.deleteFrom('nextacct').where('NextAcct', 'in', old).execute();
  }
  return othersAmong(keys, mark);
}
