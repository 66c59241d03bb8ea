import { z } from 'zod';
import { isNegative, parseDecimal, ZERO } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { OPERATION_TYPES } from './operation.ts';
import { shopIdentity } from './order-origin.ts';
import { LAST_SEQUENCE } from './unp.ts';
import { WAREHOUSE_BUILDS } from './warehouse-version.ts';

/** How a setting is asked for: a form renders it by this, the command line reads its text by this. */
export type SettingKind =
  | 'flag'
  | 'text'
  | 'choice'
  | 'choices'
  | 'wholeNumber'
  | 'decimal'
  | 'groups'
  | 'amountsByGroup'
  | 'location'
  | 'locations'
  | 'operator'
  | 'good'
  | 'goodsGroup'
  | 'partner'
  | 'partnerGroup'
  | 'schedule';

/** Sections of the form, in its order. */
export const SETTING_SECTIONS = [
  'warehouse',
  'shop',
  'export',
  'stock',
  'import',
  'partners',
  'unp',
  'schedule',
  'audit',
  'notifications',
] as const;
export type SettingSection = (typeof SETTING_SECTIONS)[number];

/** One setting, described once: form, validation, flags, defaults, docs and redaction derive from this. */
export interface Setting<T> {
  readonly kind: SettingKind;
  readonly section: SettingSection;
  /** Where it is agreed: a clause of the manual, or section 2 of the specification. */
  readonly source: string;
  readonly defaultValue: T;
  readonly schema: z.ZodType<T>;
  /** The words of a choice. */
  readonly options?: readonly string[];
  /** Shown only while another setting has this value (S7, S23: only on SUPTO builds). */
  readonly onlyWhen?: { readonly setting: string; readonly is: string };
}

interface About {
  readonly section: SettingSection;
  readonly source: string;
  readonly onlyWhen?: { readonly setting: string; readonly is: string };
}

function setting<T>(kind: SettingKind, defaultValue: T, schema: z.ZodType<T>, about: About): Setting<T> {
  return { kind, defaultValue, schema, ...about };
}

function flag(defaultValue: boolean, about: About): Setting<boolean> {
  return setting('flag', defaultValue, z.boolean(), about);
}

function text(
  defaultValue: string,
  about: About,
  schema: z.ZodType<string> = z.string().trim().max(255),
): Setting<string> {
  return setting('text', defaultValue, schema, about);
}

function choice<const O extends readonly string[]>(
  options: O,
  defaultValue: O[number],
  about: About,
): Setting<O[number]> {
  return {
    ...setting('choice', defaultValue, z.enum(options) as unknown as z.ZodType<O[number]>, about),
    options,
  };
}

function wholeNumber(defaultValue: number, from: number, to: number, about: About): Setting<number> {
  return setting('wholeNumber', defaultValue, z.int().min(from).max(to), about);
}

function record(kind: SettingKind, about: About): Setting<number | null> {
  return setting<number | null>(kind, null, z.int().min(1).nullable(), about);
}

function records(kind: SettingKind, about: About): Setting<readonly number[]> {
  return setting<readonly number[]>(kind, [], z.array(z.int().min(1)).max(10_000).readonly(), about);
}

const notNegative = z
  .string()
  .max(30)
  .transform((value, context): Decimal => {
    const parsed = parseDecimal(value);
    if (parsed !== null && !isNegative(parsed)) return parsed;
    context.addIssue({ code: 'custom', message: 'decimal' });
    return z.NEVER;
  }) as unknown as z.ZodType<Decimal>;

const SUPTO = { setting: 'warehouseBuild', is: '3.07.100' } as const;
const SPEC = 'spec 2';
const GUARDS = 'lessons 5';

/** Every setting of a profile: the 14 of the manual and those of the specification. */
export const SETTINGS = {
  warehouse: text('', { section: 'warehouse', source: SPEC }, z.string().trim().max(1000)),
  warehouseBuild: choice(WAREHOUSE_BUILDS, '3.07.056', { section: 'warehouse', source: 'S2' }),
  operator: record('operator', { section: 'warehouse', source: 'S7', onlyWhen: SUPTO }),
  location: record('location', { section: 'warehouse', source: 'S14' }),
  priceGroup: wholeNumber(1, 0, 9, { section: 'warehouse', source: SPEC }),
  apiPricesIncludeVat: flag(true, { section: 'warehouse', source: 'S32' }),
  apiCurrency: choice(['EUR', 'BGN'], 'EUR', { section: 'warehouse', source: SPEC }),

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
  language: choice(['bg', 'en', 'de', 'ru', 'ro', 'el', 'tr'], 'bg', { section: 'shop', source: SPEC }),
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
  categories: choice(['off', 'groups'], 'off', { section: 'export', source: SPEC }),

  guardHidden: wholeNumber(2, 0, 100, { section: 'export', source: GUARDS }),
  guardCreated: wholeNumber(20, 0, 100, { section: 'export', source: GUARDS }),
  guardRepriced: wholeNumber(30, 0, 100, { section: 'export', source: GUARDS }),
  guardZeroed: wholeNumber(20, 0, 100, { section: 'export', source: GUARDS }),
  guardPriceDrop: wholeNumber(50, 0, 100, { section: 'export', source: GUARDS }),

  exportStock: flag(true, { section: 'stock', source: 'S15' }),
  quantityLocations: records('locations', { section: 'stock', source: SPEC }),
  subtractOpenOrders: flag(true, { section: 'stock', source: SPEC }),
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
  discountGood: record('good', { section: 'import', source: SPEC }),
  feeGood: record('good', { section: 'import', source: SPEC }),

  partnerMode: choice(['findOrCreate', 'always'], 'findOrCreate', { section: 'partners', source: SPEC }),
  partner: record('partner', {
    section: 'partners',
    source: SPEC,
    onlyWhen: { setting: 'partnerMode', is: 'always' },
  }),
  partnerGroup: setting<number>('partnerGroup', 1, z.int().min(1), { section: 'partners', source: SPEC }),

  ordersWithoutUnp: flag(false, { section: 'unp', source: 'I11', onlyWhen: SUPTO }),
  deviceSerial: text('', { section: 'unp', source: 'S23', onlyWhen: SUPTO }),
  unpFrom: wholeNumber(1, 1, LAST_SEQUENCE, { section: 'unp', source: SPEC, onlyWhen: SUPTO }),
  unpTo: wholeNumber(LAST_SEQUENCE, 1, LAST_SEQUENCE, { section: 'unp', source: SPEC, onlyWhen: SUPTO }),
  unpOperationType: setting<number | null>('wholeNumber', null, z.int().min(1).max(9999).nullable(), {
    section: 'unp',
    source: 'I11',
    onlyWhen: SUPTO,
  }),

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
