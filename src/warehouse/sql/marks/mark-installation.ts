import { SyncError } from '../../../model/sync-error.ts';
import { installationPrefix } from '../../../model/installation.ts';
import type { MarkLeft, NewMark } from '../../warehouse.ts';
import { claimKeyRow } from '../next-number.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { replaceKey } from './replace-key.ts';
import { inTransaction } from '../transaction.ts';

const FROM = 'ZINS';
const ABOVE = 'ZINT';

/** Keys by which runs on a shop have told that they were here (Q8). */
export async function readInstallationMarks(
  database: WarehouseDatabase,
  identityHash: string,
): Promise<readonly string[]> {
  const prefix = installationPrefix(identityHash);
  const rows = await database
    .selectFrom('nextacct')
    .select('NextAcct')
    // By letters alone, which every collation orders alike: the table's key is what they are found by.
    .where('NextAcct', '>=', FROM)
    .where('NextAcct', '<', ABOVE)
    .where('NextAcct', 'like', `${prefix}%`)
    .orderBy('NextAcct')
    .execute();
  return rows.map((row) => row.NextAcct);
}

/** Leaves a mark in NextAcct in the place of those before it. */
export async function markInstallation(
  database: WarehouseDatabase,
  engine: SqlEngine,
  { key, former }: NewMark,
): Promise<MarkLeft> {
  const [newest, ...rest] = former;
  if (newest === undefined) {
    await inTransaction(database, engine, (transaction) => claimKeyRow(transaction, engine, key));
    return 'left';
  }
  const replaced = await replaceKey(database, engine, { from: newest, to: key });
  if (replaced !== 'replaced') return replaced === 'refused' ? 'notReplaced' : 'overtaken';
  if (rest.length > 0) await sweep(database, engine, rest);
  return 'left';
}

/** Old marks are a matter of tidiness: a user who may not delete them (Q12) still imports orders. */
async function sweep(database: WarehouseDatabase, engine: SqlEngine, keys: readonly string[]): Promise<void> {
  try {
    await inTransaction(database, engine, (transaction) =>
      transaction.deleteFrom('nextacct').where('NextAcct', 'in', keys).execute(),
    );
  } catch (error) {
    if (!(error instanceof SyncError) || error.kind !== 'access') throw error;
  }
}
