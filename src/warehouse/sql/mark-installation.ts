import { installationKey, installationPrefix, othersAmong } from '../../model/installation.ts';
import type { InstallationMark } from '../../model/installation.ts';
import { claimKeyRow } from './next-number.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

export interface Marked {
  /** Installations that have left a mark lately. */
  readonly others: readonly string[];
  /** Own marks of earlier days. */
  readonly old: readonly string[];
}

/**
 * Leaves today's mark of this installation in NextAcct, and answers what else is marked there. Call inside a
 * transaction.
 */
export async function markInstallation(
  transaction: WarehouseDatabase,
  engine: SqlEngine,
  mark: InstallationMark,
): Promise<Marked> {
  const rows = await transaction
    .selectFrom('nextacct')
    .select('NextAcct')
    .where('NextAcct', 'like', `${installationPrefix(mark)}%`)
    .execute();
  const keys = rows.map((row) => row.NextAcct);
  const own = installationKey(mark);
  if (!keys.includes(own)) await claimKeyRow(transaction, engine, own);
  const ours = keys.filter((key) => key.startsWith(`${installationPrefix(mark)}${mark.installation}-`));
  return { others: othersAmong(keys, mark), old: ours.filter((key) => key !== own) };
}

/** Takes marks away. */
export async function removeMarks(transaction: WarehouseDatabase, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await transaction.deleteFrom('nextacct').where('NextAcct', 'in', keys).execute();
}
