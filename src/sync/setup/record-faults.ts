import type { FoundRecord } from '../../model/found-record.ts';
import { isOperatorCode } from '../../model/operator.ts';
import { isSettingShown } from '../../model/settings.ts';
import type { SettingKey, Settings } from '../../model/settings.ts';
import type { SettingFault } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { WarehouseChoices } from '../../model/warehouse-facts.ts';

/** Charges of an order: a good with stock in their place would lose stock with every order. */
const CHARGES = ['deliveryGood', 'feeGood', 'discountGood'] as const;
const GOODS = [...CHARGES, 'placeholderGood'] as const;
const PARTNERS = ['partner', 'namelessPartner'] as const;

/** Settings that name records of the warehouse by their numbers. */
export const RECORD_KEYS: readonly SettingKey[] = [
  ...GOODS,
  ...PARTNERS,
  'partnerGroup',
  'groups',
  'importGoodsGroup',
  'location',
  'quantityLocations',
  'operator',
];

/** The records that settings name one by one; hidden settings do nothing and name none. */
export function namedRecords(settings: Settings): {
  readonly goods: readonly number[];
  readonly partners: readonly number[];
} {
  const ids = (keys: readonly (typeof GOODS | typeof PARTNERS)[number][]): readonly number[] =>
    keys.flatMap((key) => {
      const id = isSettingShown(key, settings) ? settings[key] : null;
      return id === null ? [] : [id];
    });
  return { goods: ids(GOODS), partners: ids(PARTNERS) };
}

/** What of the warehouse the settings are held against. */
export interface KnownRecords {
  readonly choices: Pick<WarehouseChoices, 'groups' | 'locations' | 'operators' | 'partnerGroups'>;
  /** Of those that `namedRecords` names, the ones that exist; deleted ones too. */
  readonly goods: readonly FoundRecord[];
  readonly partners: readonly FoundRecord[];
}

function goodFault(key: (typeof GOODS)[number], id: number, goods: readonly FoundRecord[]): SyncError | null {
  const good = goods.find((each) => each.id === id);
  if (good === undefined) return new SyncError('settings.good.gone', { goodId: id });
  const facts = { goodId: id, name: good.name };
  if (good.isDeleted) return new SyncError('settings.good.deleted', facts);
  const isCharge = CHARGES.some((charge) => charge === key);
  return isCharge && good.goodKind === 'ordinary' ? new SyncError('settings.good.keepsStock', facts) : null;
}

function partnerFault(id: number, partners: readonly FoundRecord[]): SyncError | null {
  const partner = partners.find((each) => each.id === id);
  if (partner === undefined) return new SyncError('settings.partner.gone', { partnerId: id });
  return partner.isDeleted
    ? new SyncError('settings.partner.deleted', { partnerId: id, name: partner.name })
    : null;
}

function operatorFault(id: number, operators: WarehouseChoices['operators']): SyncError | null {
  const operator = operators.find((each) => each.id === id);
  if (operator === undefined || operator.isDeleted)
    return new SyncError('settings.operator.gone', { operatorId: id });
  return isOperatorCode(operator.code)
    ? null
    : new SyncError('settings.operator.codeMalformed', { operator: operator.name, code: operator.code });
}

/** The first of these numbers that no row has. */
function absent(ids: readonly number[], rows: readonly { readonly id: number }[]): number | undefined {
  const known = new Set<number>(rows.map(({ id }) => id));
  return ids.find((id) => !known.has(id));
}

/**
 * Groups in which new records are made: where there is none, they would stand in no list of the warehouse.
 */
export function madeInFaults(
  settings: Settings,
  choices: Pick<WarehouseChoices, 'groups' | 'partnerGroups'>,
): readonly SettingFault[] {
  const faults: SettingFault[] = [];
  const makesPartners = settings.import && settings.partnerMode === 'findOrCreate';
  const partners = makesPartners ? absent([settings.partnerGroup], choices.partnerGroups) : undefined;
  if (partners !== undefined)
    faults.push({
      key: 'partnerGroup',
      error: new SyncError('settings.partnerGroup.gone', { groupId: partners }),
    });
  const makesGoods = settings.importGoods || (settings.import && settings.unknownGoods === 'download');
  const { importGoodsGroup } = settings;
  const goods =
    makesGoods && importGoodsGroup !== null ? absent([importGoodsGroup], choices.groups) : undefined;
  if (goods !== undefined)
    faults.push({ key: 'importGoodsGroup', error: new SyncError('settings.group.gone', { groupId: goods }) });
  return faults;
}

/**
 * What settings name and the warehouse does not have so: records that do not exist, are deleted, or are of
 * another kind. Hidden settings and those of what is turned off have no faults.
 */
export function recordFaults(settings: Settings, known: KnownRecords): readonly SettingFault[] {
  const { choices, goods, partners } = known;
  const faults: { key: SettingKey; error: SyncError | null }[] = [];
  const ask = (key: SettingKey, error: SyncError | null): void => void faults.push({ key, error });
  const gone = absent(settings.location === null ? [] : [settings.location], choices.locations);
  if (gone !== undefined) ask('location', new SyncError('settings.location.gone', { locationId: gone }));
  const object = absent(settings.quantityLocations, choices.locations);
  if (object !== undefined)
    ask('quantityLocations', new SyncError('settings.location.gone', { locationId: object }));
  const group = settings.export ? absent(settings.groups, choices.groups) : undefined;
  if (group !== undefined) ask('groups', new SyncError('settings.group.gone', { groupId: group }));
  if (settings.operator !== null && isSettingShown('operator', settings))
    ask('operator', operatorFault(settings.operator, choices.operators));
  if (settings.import) {
    for (const key of GOODS) {
      const id = isSettingShown(key, settings) ? settings[key] : null;
      if (id !== null) ask(key, goodFault(key, id, goods));
    }
    for (const key of PARTNERS) {
      const id = isSettingShown(key, settings) ? settings[key] : null;
      if (id !== null) ask(key, partnerFault(id, partners));
    }
  }
  return [
    ...faults.flatMap(({ key, error }) => (error === null ? [] : [{ key, error }])),
    ...madeInFaults(settings, choices),
  ];
}
