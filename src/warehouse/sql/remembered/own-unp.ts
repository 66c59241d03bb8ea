import type { LostDocument } from '../../../model/operation.ts';
import { SyncError } from '../../../model/sync-error.ts';
import { parseUnp, unpClaimKey } from '../../../model/unp.ts';
import { claimKeyRow } from '../next-number.ts';
import type { SqlEngine, WarehouseDatabase } from '../sql-engine.ts';
import { readUnpRows } from './unp-rows.ts';
import type { DrawnUnp } from '../unp-sequence.ts';

/**
 * The УНП of a document that is lost, for the one that takes its place (Q1, A9): the same number, never a new
 * one. Call inside the document's transaction. Rejects `unp.malformed`, and `unp.taken` where the warehouse
 * holds the number on a document that stands, or with another text.
 */
export async function takeOwnUnp(
  database: WarehouseDatabase,
  engine: SqlEngine,
  lost: LostDocument,
): Promise<DrawnUnp> {
  const unp = lost.unp ?? '';
  const parts = parseUnp(unp);
  if (parts === null) throw new SyncError('unp.malformed', { unp });
  const { deviceSerial, sequence } = parts;
  const key = unpClaimKey(deviceSerial, sequence);
  const claims = database
    .selectFrom('nextacct')
    .select((row) => row.fn.countAll<number>().as('claims'))
    .where('NextAcct', '=', key);
  const held = await engine.lockSeries(database, `unp ${deviceSerial}`, claims);
  if ((held?.claims ?? 0) === 0) await claimKeyRow(database, engine, key);
  const rows = (await readUnpRows(database, engine, [parts])).get(sequence) ?? [];
  for (const row of rows) {
    const { operationType, documentNumber } = row;
    if (row.unp === unp && !(await stands(database, [operationType, lost.operationType], documentNumber)))
      continue;
    throw new SyncError('unp.taken', { unp, document: `${operationType}/${documentNumber}` });
  }
  return { unp, sequence, hasRow: rows.length > 0 };
}

async function stands(
  database: WarehouseDatabase,
  types: readonly number[],
  number: number,
): Promise<boolean> {
  const row = await database
    .selectFrom('operations')
    .select('ID')
    .where('OperType', 'in', types)
    .where('Acct', '=', number)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
