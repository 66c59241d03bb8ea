import { timeLimit } from '../../lib/sleep.ts';
import type { FoundRecord } from '../../model/found-record.ts';
import type { SettingFault } from '../../model/settings-check.ts';
import type { Settings } from '../../model/settings.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { WarehouseChoices } from '../../model/warehouse-facts.ts';
import { namedRecords, recordFaults } from '../../sync/setup/record-faults.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { AppParts, Secrets } from '../app-parts.ts';

/**
 * So long at most a form waits for its warehouse: what is typed must not be lost to a server that is down.
 */
const FORM_MS = 8000;

/** Settings held against an open warehouse: what they name and it does not have so. */
export async function findRecordFaults(
  settings: Settings,
  warehouse: Warehouse,
  more: { readonly choices?: WarehouseChoices; readonly signal: AbortSignal },
): Promise<readonly SettingFault[]> {
  const { signal } = more;
  const { goods, partners } = namedRecords(settings);
  const find = async (kind: 'good' | 'partner', ids: readonly number[]): Promise<readonly FoundRecord[]> =>
    ids.length === 0 ? [] : warehouse.findRecords({ kind, ids }, signal);
  return recordFaults(settings, {
    choices: more.choices ?? (await warehouse.readChoices(signal)),
    goods: await find('good', goods),
    partners: await find('partner', partners),
  });
}

/** What the warehouse says of a form. */
export interface CheckedRecords {
  readonly faults: readonly SettingFault[];
  /** Why it could not be asked; null = it was. */
  readonly unchecked: SyncError | null;
}

/** Settings held against their warehouse, if it can be reached; nothing is repeated, a person waits. */
export async function checkRecords(
  parts: AppParts,
  what: { readonly settings: Settings; readonly secrets: Secrets; readonly signal: AbortSignal },
): Promise<CheckedRecords> {
  const { settings, secrets } = what;
  if (settings.warehouse === '') return { faults: [], unchecked: null };
  const signal = timeLimit(FORM_MS, what.signal);
  let warehouse: Warehouse | null = null;
  try {
    warehouse = await parts.openWarehouse(settings, secrets, { isOnce: true });
    return { faults: await findRecordFaults(settings, warehouse, { signal }), unchecked: null };
  } catch (error) {
    return { faults: [], unchecked: asSyncError(error) };
  } finally {
    await warehouse?.close();
  }
}
