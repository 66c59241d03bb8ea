import { takesDocuments } from '../model/access-address.ts';
import { OPERATION } from '../model/operation-type.ts';
import { isOperatorCode } from '../model/operator.ts';
import type { Notice, RunTask, TaskName } from '../model/run.ts';
import { exportsGoods, exportsStock } from '../model/sent-field.ts';
import type { Settings } from '../model/settings.ts';
import { SyncError } from '../model/sync-error.ts';
import { foreignFacts, isDeviceForeign } from '../model/unp-sharing.ts';
import type { UnpUse, WarehouseChoices, WarehouseFacts } from '../model/warehouse-facts.ts';
import { hasSupto, isDatabaseNewEnough } from '../model/warehouse-version.ts';
import type { WarehouseAbilities } from '../warehouse/warehouse.ts';

const NEARLY_FULL = 0.9;

/** The tasks of a run in their order (S24), those that the settings turn off left out. */
export function tasksToRun(
  settings: Settings,
  wanted: readonly TaskName[] | null,
): { readonly tasks: readonly RunTask[]; readonly off: readonly RunTask[] } {
  const isOn: Readonly<Record<RunTask, boolean>> = {
    'import-goods': settings.importGoods && takesDocuments(settings),
    'import-orders': settings.import && takesDocuments(settings),
    'export-goods': exportsGoods(settings),
    'export-stock': exportsStock(settings),
  };
  const all = Object.keys(isOn) as RunTask[];
  const asked =
    wanted === null ? all.filter((task) => isOn[task]) : all.filter((task) => wanted.includes(task));
  return { tasks: asked.filter((task) => isOn[task]), off: asked.filter((task) => !isOn[task]) };
}

/** Refuses a database that is too old to be worked with (S2). */
export function checkDatabase({ databaseVersion: version }: WarehouseFacts): void {
  if (version !== null && !isDatabaseNewEnough(version)) throw new SyncError('warehouse.tooOld', { version });
}

/**
 * Refuses what the warehouse itself contradicts: version, edition, object, user (S2, S7, S14, A11); what is
 * not chosen yet contradicts nothing. Nothing is written before.
 */
export function checkWarehouse(settings: Settings, facts: WarehouseFacts, choices: WarehouseChoices): void {
  checkDatabase(facts);
  const known = new Set<number>(choices.locations.map((location) => location.id));
  const { location, quantityLocations } = settings;
  const chosen = location === null ? quantityLocations : [location, ...quantityLocations];
  const gone = chosen.find((id) => !known.has(id));
  if (gone !== undefined) throw new SyncError('settings.location.gone', { locationId: gone });
  // Who only reads gives no УНП, and need not say whether others do.
  if (!takesDocuments(settings)) return;
  if (hasSupto(settings.warehouseBuild)) checkOperator(settings, choices);
  else if (facts.hasUnpRows && !settings.withoutSupto)
    throw new SyncError('settings.warehouseBuild.notChosen');
}

function checkOperator(settings: Settings, choices: WarehouseChoices): void {
  if (settings.operator === null) return;
  const operator = choices.operators.find((candidate) => candidate.id === settings.operator);
  if (operator === undefined || operator.isDeleted) {
    throw new SyncError('settings.operator.gone', { operatorId: settings.operator });
  }
  if (!isOperatorCode(operator.code)) {
    throw new SyncError('settings.operator.codeMalformed', { operator: operator.name, code: operator.code });
  }
}

/**
 * Refuses what the interface to the warehouse has no place for, before anything is written: УНП without the
 * explicit consent of the settings (I11), sales (I15).
 */
export function checkAbilities(settings: Settings, abilities: WarehouseAbilities): void {
  if (hasSupto(settings.warehouseBuild) && !abilities.writesUnp && !settings.ordersWithoutUnp)
    throw new SyncError('unp.notPossible');
  if (Number(settings.documentType) === OPERATION.sale && !abilities.writesSales)
    throw new SyncError('warehouse.salesNotPossible');
}

/**
 * Refuses a device that others number on, until the range begins above all that they have used or a person
 * has agreed in words (F13, A5). Nothing is written before.
 */
export function checkUnpUse(settings: Settings, use: UnpUse): void {
  if (isDeviceForeign(settings, use))
    throw new SyncError('unp.device.foreign', foreignFacts(settings.deviceSerial, use));
}

/**
 * What a person should know of the device's use: others number on it, a till prints on it, the range ends
 * soon (I11, A6).
 */
export function unpNotices(settings: Settings, use: UnpUse): readonly Notice[] {
  const { deviceSerial, unpFrom, unpTo } = settings;
  const notices: Notice[] = [];
  if (use.foreignRows + use.receiptRows > 0) {
    const facts = { device: deviceSerial, rows: use.foreignRows + use.receiptRows };
    notices.push({ code: 'notice.unp.deviceUsedByOthers', facts });
  }
  const used = Math.max(use.lastInRange - unpFrom + 1, 0);
  if (used >= (unpTo - unpFrom + 1) * NEARLY_FULL) {
    notices.push({
      code: 'notice.unp.rangeNearlyFull',
      facts: { device: deviceSerial, last: use.lastInRange, to: unpTo },
    });
  }
  return notices;
}
