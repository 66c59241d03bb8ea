import { z } from 'zod';
import { ZERO } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { OPERATION_TYPES } from './operation.ts';
import { shopIdentity } from './order-origin.ts';
import { choice, flag, notNegative, record, records, setting, text, wholeNumber } from './setting-kinds.ts';
import type { Setting } from './setting-kinds.ts';
import { LAST_SEQUENCE } from './unp.ts';
import { WAREHOUSE_BUILDS } from './warehouse-version.ts';

const SUPTO = { setting: 'warehouseBuild', is: '3.07.100' } as const;
const PLAIN = { setting: 'warehouseBuild', is: '3.07.056' } as const;
const SPEC = 'spec 2';
/** When a field goes to the shop. */
/** A field of an order for texts: none that the order's money, goods, buyer or state stand in. */
const textField = z
  .string()
  .trim()
  .regex(/^(?:[a-z]\w{1,49})?$/i)
  .refine(
    (name) => !/(?:id|ids|status|total|price|qty|items?|lines?|number|name|email|phone|at|code)$/i.test(name),
  );
/** `HH:MM`, Europe/Sofia; '' = never. */
const clockTime = z
  .string()
  .trim()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/);
const WHEN_SENT = ['always', 'new', 'never'] as const;
const FIELD = {
  section: 'export',
  source: 'E2',
  onlyWhen: { setting: 'exportMode', is: 'everything' },
} as const;
const GUARDS = 'lessons 5';

/** Every setting of a profile: the 14 of the manual and those of the specification. */
export const SETTINGS = {
  warehouse: text('', { section: 'warehouse', source: SPEC }, z.string().trim().max(1000)),
  ordersWarehouse: text('', { section: 'warehouse', source: SPEC }, z.string().trim().max(1000)),
  warehouseBuild: choice(WAREHOUSE_BUILDS, '3.07.056', { section: 'warehouse', source: 'S2' }),
  withoutSupto: flag(false, { section: 'warehouse', source: 'S2', onlyWhen: PLAIN }),
  operator: record('operator', { section: 'warehouse', source: 'S7', onlyWhen: SUPTO }),
  location: record('location', { section: 'warehouse', source: 'S14' }),
  priceGroup: wholeNumber(1, 0, 9, { section: 'warehouse', source: SPEC }),
  warehouseCurrency: choice(['auto', 'EUR', 'BGN'], 'auto', { section: 'warehouse', source: SPEC }),
  apiPricesIncludeVat: flag(true, { section: 'warehouse', source: 'S32' }),
  apiCurrency: choice(['unset', 'EUR', 'BGN'], 'unset', { section: 'warehouse', source: SPEC }),

  shopAddress: text('', { section: 'shop', source: 'S20' }),
  username: text('', { section: 'shop', source: 'S21' }),
  interface: choice(['xml', 'rest'], 'xml', { section: 'shop', source: SPEC }),
  credentials: choice(['key', 'token'], 'key', {
    section: 'shop',
    source: SPEC,
    onlyWhen: { setting: 'interface', is: 'rest' },
  }),
  oauthAddress: text('', { section: 'shop', source: SPEC, onlyWhen: { setting: 'interface', is: 'rest' } }),
  feedUsername: text('', { section: 'shop', source: SPEC, onlyWhen: { setting: 'interface', is: 'xml' } }),
  feedDomain: text('', { section: 'shop', source: SPEC, onlyWhen: { setting: 'interface', is: 'xml' } }),
  firstProduct: text('', {
    section: 'shop',
    source: SPEC,
    onlyWhen: { setting: 'interface', is: 'xml' },
  }),
  language: choice(['bg', 'en', 'de', 'ru', 'ro', 'el', 'tr'], 'bg', { section: 'shop', source: SPEC }),
  shopCurrency: choice(['auto', 'EUR', 'BGN'], 'auto', { section: 'shop', source: SPEC }),
  currencyConversion: choice(['none', 'eurBgn'], 'none', { section: 'shop', source: SPEC }),
  identity: text('', { section: 'shop', source: 'I4' }),
  requestsAtOnce: wholeNumber(8, 1, 64, { section: 'shop', source: SPEC }),
  requestsPerSecond: wholeNumber(20, 1, 10_000, { section: 'shop', source: SPEC }),

  export: flag(true, { section: 'export', source: 'S8' }),
  exportGoods: flag(true, { section: 'export', source: 'S16' }),
  groups: records('groups', { section: 'export', source: 'S13' }),
  sendVisible: flag(false, { section: 'export', source: 'S17' }),
  shopPricesIncludeVat: flag(true, { section: 'export', source: 'S32' }),
  matchingKey: choice(['codeThenBarcode', 'code', 'barcode'], 'codeThenBarcode', {
    section: 'export',
    source: SPEC,
  }),
  whenGoodLeaves: choice(['hide', 'zero', 'leave'], 'hide', { section: 'export', source: SPEC }),
  exportMode: choice(['everything', 'prices', 'quantities'], 'everything', {
    section: 'export',
    source: 'E2',
  }),
  sendName: choice(WHEN_SENT, 'always', FIELD),
  sendCode: choice(WHEN_SENT, 'always', FIELD),
  sendBarcode: choice(WHEN_SENT, 'always', FIELD),
  sendPrice: choice(WHEN_SENT, 'always', FIELD),
  sendQuantity: choice(WHEN_SENT, 'always', FIELD),
  sendCategory: choice(WHEN_SENT, 'always', FIELD),
  categories: choice(['off', 'groups'], 'off', { section: 'export', source: SPEC }),

  guardHidden: wholeNumber(2, 0, 100, { section: 'export', source: GUARDS }),
  guardCreated: wholeNumber(20, 0, 100, { section: 'export', source: GUARDS }),
  guardRepriced: wholeNumber(30, 0, 100, { section: 'export', source: GUARDS }),
  guardZeroed: wholeNumber(20, 0, 100, { section: 'export', source: GUARDS }),
  guardPriceDrop: wholeNumber(45, 0, 100, { section: 'export', source: GUARDS }),
  guardPriceRise: wholeNumber(100, 0, 10_000, { section: 'export', source: GUARDS }),

  exportStock: flag(true, { section: 'stock', source: 'S15' }),
  quantityLocations: records('locations', { section: 'stock', source: SPEC }),
  subtractOpenOrders: flag(true, { section: 'stock', source: SPEC }),
  openOrderDays: wholeNumber(365, 0, 36_500, { section: 'stock', source: SPEC }),
  safetyBuffer: setting<Decimal>('decimal', ZERO, notNegative, { section: 'stock', source: SPEC }),
  safetyBufferByGroup: setting<Readonly<Record<string, Decimal>>>(
    'amountsByGroup',
    {},
    z.record(z.string().regex(/^[1-9]\d{0,9}$/), notNegative),
    { section: 'stock', source: SPEC },
  ),
  wholeQuantities: flag(true, { section: 'stock', source: SPEC }),
  availabilityFromQuantity: flag(true, { section: 'stock', source: SPEC }),

  import: flag(true, { section: 'import', source: 'S9' }),
  importGoods: flag(false, { section: 'import', source: 'S18' }),
  importGoodsGroup: record('goodsGroup', { section: 'import', source: 'D1' }),
  documentType: choice(OPERATION_TYPES.map(String) as unknown as readonly ['19', '14', '13', '2'], '19', {
    section: 'import',
    source: 'S19',
  }),
  saleDate: choice(['order', 'today'], 'order', {
    section: 'import',
    source: 'I6',
    onlyWhen: { setting: 'documentType', is: '2' },
  }),
  orderStatuses: setting<readonly string[]>(
    'choices',
    [],
    z.array(z.string().trim().min(1).max(50)).max(50).readonly(),
    {
      section: 'import',
      source: SPEC,
    },
  ),
  firstOrder: wholeNumber(0, 0, Number.MAX_SAFE_INTEGER, { section: 'import', source: SPEC }),
  recheckDays: wholeNumber(30, 0, 366, { section: 'import', source: SPEC }),
  unknownGoods: choice(['attention', 'download', 'placeholder'], 'attention', {
    section: 'import',
    source: SPEC,
  }),
  placeholderGood: record('good', {
    section: 'import',
    source: SPEC,
    onlyWhen: { setting: 'unknownGoods', is: 'placeholder' },
  }),
  deliveryGood: record('good', { section: 'import', source: SPEC }),
  feeGood: record('good', { section: 'import', source: SPEC }),
  orderDiscounts: choice(['onLines', 'ownLines'], 'onLines', { section: 'import', source: 'I8' }),
  discountGood: record('good', {
    section: 'import',
    source: SPEC,
    onlyWhen: { setting: 'orderDiscounts', is: 'ownLines' },
  }),
  taxRates: choice(['order', 'good'], 'order', { section: 'import', source: 'I8' }),

  partnerMode: choice(['findOrCreate', 'always'], 'findOrCreate', { section: 'partners', source: SPEC }),
  partner: record('partner', {
    section: 'partners',
    source: SPEC,
    onlyWhen: { setting: 'partnerMode', is: 'always' },
  }),
  namelessPartner: record('partner', {
    section: 'partners',
    source: 'I10',
    onlyWhen: { setting: 'partnerMode', is: 'findOrCreate' },
  }),
  partnerGroup: setting<number>('partnerGroup', 1, z.int().min(1), { section: 'partners', source: SPEC }),

  ordersWithoutUnp: flag(false, { section: 'unp', source: 'I11', onlyWhen: SUPTO }),
  deviceSerial: text('', { section: 'unp', source: 'S23', onlyWhen: SUPTO }),
  unpFrom: wholeNumber(1, 1, LAST_SEQUENCE, { section: 'unp', source: SPEC, onlyWhen: SUPTO }),
  unpTo: wholeNumber(LAST_SEQUENCE, 1, LAST_SEQUENCE, { section: 'unp', source: SPEC, onlyWhen: SUPTO }),
  unpSharedDevice: text('', { section: 'unp', source: 'F13', onlyWhen: SUPTO }),
  unpOperationType: setting<number | null>('wholeNumber', null, z.int().min(1).max(9999).nullable(), {
    section: 'unp',
    source: 'I11',
    onlyWhen: SUPTO,
  }),
  unpFallbackField: text('', { section: 'unp', source: 'I13', onlyWhen: SUPTO }, textField),

  schedule: setting<string>('schedule', '', z.string().trim().max(100), {
    section: 'schedule',
    source: SPEC,
  }),
  stockSchedule: setting<string>('schedule', '', z.string().trim().max(100), {
    section: 'schedule',
    source: SPEC,
  }),

  auditCompanyNumber: text('', { section: 'audit', source: 'spec 8' }),
  auditShopNumber: text('', { section: 'audit', source: 'spec 8' }),
  auditDomain: text('', { section: 'audit', source: 'spec 8' }),
  auditShopType: choice(['own', 'platform'], 'own', { section: 'audit', source: 'spec 8' }),
  auditPayments: text('', { section: 'audit', source: 'spec 8' }, z.string().trim().max(1000)),

  notifyEmail: text('', { section: 'notifications', source: SPEC }),
  notifyFrom: text('', { section: 'notifications', source: SPEC }),
  smtpAddress: text('', { section: 'notifications', source: SPEC }),
  digestAt: text('', { section: 'notifications', source: SPEC }, clockTime),
  notifyLanguage: choice(['bg', 'en'], 'bg', { section: 'notifications', source: SPEC }),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = {
  readonly [K in SettingKey]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never;
};

/** Secrets of a profile: kept sealed beside the settings, written only, never shown (S22). */
export const SECRETS = [
  'secret',
  'token',
  'feedSignature',
  'warehouseSecret',
  'smtpPassword',
  'webhookAddress',
] as const;
export type SecretName = (typeof SECRETS)[number];
/** Secrets as they are to be from now on; null forgets one, absent ones stay. */
export type SecretChanges = Readonly<Partial<Record<SecretName, string | null>>>;

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

/** Type of every server of the manual; the string is exact (S34). */
export const PROFILE_TYPE = 'WarehousePro Import Export Seliton';

/** All defaults: what a new profile starts with. */
export function defaultSettings(): Settings {
  return Object.fromEntries(
    SETTING_KEYS.map((key) => [key, SETTINGS[key].defaultValue]),
  ) as unknown as Settings;
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** True when the form shows the setting: hidden ones keep their value but do nothing. */
export function isSettingShown(key: SettingKey, settings: Settings): boolean {
  const { onlyWhen } = SETTINGS[key] as Setting<unknown>;
  return (
    onlyWhen === undefined || !isSettingKey(onlyWhen.setting) || settings[onlyWhen.setting] === onlyWhen.is
  );
}

/**
 * The identity that claims and notes carry: the kept old one, or that of the address (I4). '' when there is
 * neither.
 */
export function profileIdentity(settings: Settings): string {
  return settings.identity === '' ? (shopIdentity(settings.shopAddress) ?? '') : settings.identity;
}
