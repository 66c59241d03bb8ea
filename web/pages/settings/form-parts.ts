import type { SettingView } from '../../../src/api/settings.ts';

// How the form is laid out: what stands first, what is folded, what is shown when.

export type Values = Readonly<Record<string, unknown>>;

/** The manual's settings a–q in its order, those that it names twice once; `secret` is the secret key (p). */
export const MANUAL = [
  'operator',
  'export',
  'import',
  'groups',
  'location',
  'exportStock',
  'exportGoods',
  'sendVisible',
  'importGoods',
  'documentType',
  'shopAddress',
  'username',
  'secret',
  'deviceSerial',
] as const;

/** Folded parts of the form in their order. */
export const FOLDED = [
  'warehouse',
  'shop',
  'goods',
  'guards',
  'stock',
  'import',
  'partners',
  'unp',
  'schedule',
  'notifications',
  'audit',
] as const;
export type Folded = (typeof FOLDED)[number];

/** Which secret stands behind which setting; the secret key is among the manual's. */
export const SECRET_BEHIND: Readonly<Record<string, string>> = {
  warehouse: 'warehouseSecret',
  credentials: 'token',
  feedDomain: 'feedSignature',
  smtpAddress: 'smtpPassword',
  notifyFrom: 'webhookAddress',
};

/** The folded part that a setting stands in; null: it is one of the manual's. */
export function foldOf({ key, section }: Pick<SettingView, 'key' | 'section'>): Folded | null {
  if (MANUAL.some((each) => each === key)) return null;
  if (key.startsWith('guard')) return 'guards';
  return key === 'priceGroup' || key === 'firstProduct' || section === 'export' ? 'goods' : section;
}

/** Which engine an address names, as far as fields depend on it. */
function engineOf(values: Values): 'access' | 'api' | 'other' {
  const address = String(values['warehouse'] ?? '').trim();
  if (/^api\+/i.test(address)) return 'api';
  return /^access:|^(?!sqlite:).*\.(?:mdb|accdb)$/i.test(address) ? 'access' : 'other';
}

function isFile(address: string): boolean {
  return /^(?:sqlite|access):|\.(?:mdb|accdb)$/i.test(address.trim());
}

const OF_EXPORT = new Set(['groups', 'exportStock', 'exportGoods', 'sendVisible']);
const OF_IMPORT = new Set(['importGoods', 'documentType']);

/** Whether it matters with the other values as they are: what depends on a choice is shown only then. */
export function matters({ key, onlyWhen }: Pick<SettingView, 'key' | 'onlyWhen'>, values: Values): boolean {
  if (onlyWhen !== null && values[onlyWhen.setting] !== onlyWhen.is) return false;
  if (OF_EXPORT.has(key)) return values['export'] === true;
  if (OF_IMPORT.has(key)) return values['import'] === true;
  switch (key) {
    case 'ordersWarehouse':
      return engineOf(values) === 'access';
    case 'apiCurrency':
    case 'apiPricesIncludeVat':
      return engineOf(values) === 'api';
    case 'importGoodsGroup':
      return values['importGoods'] === true || values['unknownGoods'] === 'download';
    case 'warehouseCurrency':
      return engineOf(values) !== 'api';
    case 'openOrderDays':
      return values['subtractOpenOrders'] === true;
    case 'oauthAddress':
      return values['credentials'] === 'key';
    default:
      return true;
  }
}

/** Whether a secret is asked for with the other values as they are. */
export function secretMatters(secret: string, values: Values): boolean {
  if (secret === 'token') return values['interface'] === 'rest' && values['credentials'] === 'token';
  if (secret === 'secret') return values['interface'] !== 'rest' || values['credentials'] !== 'token';
  if (secret === 'feedSignature') return values['interface'] === 'xml';
  // A file has no password here; its orders may go through an API that has a key.
  if (secret === 'warehouseSecret')
    return !isFile(String(values['warehouse'] ?? '')) || String(values['ordersWarehouse'] ?? '') !== '';
  return true;
}

/** Whether two values of settings are the same. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Settings whose label, help or name hold every word that is typed. */
export function foundBy(settings: readonly SettingView[], typed: string): readonly SettingView[] {
  const words = typed
    .toLocaleLowerCase('bg')
    .split(/\s+/)
    .filter((word) => word !== '');
  return settings.filter(({ key, label, help }) => {
    const held = `${label} ${help} ${key}`.toLocaleLowerCase('bg');
    return words.every((word) => held.includes(word));
  });
}

/** Numbers of a value that holds some. */
export function idsOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}

/** Texts of a value that holds some. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
