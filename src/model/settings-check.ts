import type { z } from 'zod';
import { operationFacts } from './operation-type.ts';
import { isDeviceSerial, isNobodysDevice } from './unp.ts';
import { shopIdentity } from './order-origin.ts';
import { SETTINGS, SETTING_KEYS, defaultSettings, isSettingKey } from './settings.ts';
import type { Setting } from './setting-kinds.ts';
import type { SettingKey, Settings } from './settings.ts';
import { SyncError } from './sync-error.ts';
import { hasSupto } from './warehouse-version.ts';

/** A fault of one field, so that a form can show it beside the field. */
export interface SettingFault {
  readonly key: string;
  readonly error: SyncError;
}

export type SettingsReading =
  | { readonly settings: Settings; readonly faults?: never }
  | { readonly settings?: never; readonly faults: readonly SettingFault[] };

const YES = new Set(['true', 'yes', 'on', '1', 'да', 'вкл']);
const NO = new Set(['false', 'no', 'off', '0', 'не', 'изкл']);
const LIST_KINDS = new Set(['choices', 'groups', 'locations']);
const NUMBER_KINDS = new Set([
  'wholeNumber',
  'location',
  'operator',
  'good',
  'goodsGroup',
  'partner',
  'partnerGroup',
]);

function fault(key: string, value: unknown, expected: string): SettingFault {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return { key, error: new SyncError('settings.badValue', { key, value: shown.slice(0, 100), expected }) };
}

/** What a setting takes: its words, or its kind with the bound that was not kept. */
function expectation(setting: Setting<unknown>, issue: z.core.$ZodIssue | undefined): string {
  if (setting.options !== undefined) return setting.options.join(' | ');
  if (issue?.code === 'too_small') return `${setting.kind} ≥ ${String(issue.minimum)}`;
  return issue?.code === 'too_big' ? `${setting.kind} ≤ ${String(issue.maximum)}` : setting.kind;
}

/**
 * Settings from stored or posted JSON; absent keys take `base`, unknown keys and bad values are refused,
 * each by name.
 */
export function readSettings(
  input: Readonly<Record<string, unknown>>,
  base: Settings = defaultSettings(),
): SettingsReading {
  const faults: SettingFault[] = [];
  const values: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(input)) {
    if (!isSettingKey(key)) {
      faults.push({ key, error: new SyncError('settings.unknownKey', { key }) });
      continue;
    }
    const setting = SETTINGS[key] as Setting<unknown>;
    const parsed = setting.schema.safeParse(value);
    if (parsed.success) values[key] = parsed.data;
    else faults.push(fault(key, value, expectation(setting, parsed.error.issues[0])));
  }
  return faults.length === 0 ? { settings: values as unknown as Settings } : { faults };
}

/**
 * The JSON value that a typed text stands for, by the setting's kind (`--set key=value`); undefined when it
 * stands for none.
 */
function valueFromText(setting: Setting<unknown>, text: string): unknown {
  if (setting.kind === 'flag') {
    const word = text.trim().toLowerCase();
    return YES.has(word) ? true : NO.has(word) ? false : undefined;
  }
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (setting.kind === 'choices') return parts;
  if (LIST_KINDS.has(setting.kind)) return parts.map(Number);
  if (setting.kind === 'amountsByGroup') {
    return Object.fromEntries(parts.map((part) => part.split('=').map((side) => side.trim())));
  }
  if (NUMBER_KINDS.has(setting.kind)) return text.trim() === '' ? null : Number(text);
  return text;
}

/** Settings from typed `key=value` texts on top of `base`. Faults name the key. */
export function readTypedSettings(
  pairs: readonly (readonly [string, string])[],
  base: Settings,
): SettingsReading {
  const typed = pairs.map(
    ([key, text]) => [key, isSettingKey(key) ? valueFromText(SETTINGS[key], text) : text] as const,
  );
  // Not set one by one: `__proto__` would be no key of an object then, and nobody would refuse it.
  return readSettings(Object.fromEntries(typed), base);
}

function deviceFault(value: string): SyncError | null {
  if (value === '') return new SyncError('settings.deviceSerial.missing');
  if (/^[0-9]+$/.test(value)) return new SyncError('settings.deviceSerial.digitsOnly', { value });
  if (isNobodysDevice(value)) return new SyncError('settings.deviceSerial.nobodys', { value });
  return isDeviceSerial(value) ? null : new SyncError('settings.deviceSerial.malformed', { value });
}

/**
 * The row of a УНП names an operation by type and number: with the type of another kind of document it would
 * name a document of somebody else. Types outside of the table of operations name none.
 */
function receiptTypeFault({ unpOperationType: type, documentType }: Settings): SyncError | null {
  if (type === null || type === Number(documentType) || operationFacts(type) === null) return null;
  return new SyncError('settings.unpOperationType.notOurs', { type, documentType: Number(documentType) });
}

function suptoFaults(settings: Settings): readonly SettingFault[] {
  if (!hasSupto(settings.warehouseBuild)) return [];
  const faults: SettingFault[] = [];
  const device = deviceFault(settings.deviceSerial);
  if (device !== null) faults.push({ key: 'deviceSerial', error: device });
  if (settings.operator === null) faults.push(missing('operator'));
  const type = receiptTypeFault(settings);
  if (type !== null) faults.push({ key: 'unpOperationType', error: type });
  if (settings.unpFrom > settings.unpTo) {
    const facts = { from: settings.unpFrom, to: settings.unpTo };
    faults.push({ key: 'unpTo', error: new SyncError('settings.unpRange.malformed', facts) });
  }
  return faults;
}

function missing(key: SettingKey): SettingFault {
  return { key, error: new SyncError('settings.missing', { key }) };
}

/**
 * What is wrong with settings as a whole, before anything is asked of either side: required ones, S23 on
 * SUPTO builds (F18), the shop's address. Empty when a run may start.
 */
export function checkSettings(settings: Settings): readonly SettingFault[] {
  const faults: SettingFault[] = [...suptoFaults(settings)];
  if (settings.warehouse === '') faults.push(missing('warehouse'));
  if (shopIdentity(settings.shopAddress) === null) {
    const error = new SyncError('settings.shopAddress.malformed', { value: settings.shopAddress });
    faults.push({ key: 'shopAddress', error });
  }
  if (settings.location === null) faults.push(missing('location'));
  if (settings.partnerMode === 'always' && settings.partner === null) faults.push(missing('partner'));
  if (settings.unknownGoods === 'placeholder' && settings.placeholderGood === null)
    faults.push(missing('placeholderGood'));
  if (settings.orderDiscounts === 'ownLines' && settings.discountGood === null)
    faults.push(missing('discountGood'));
  const downloads = settings.importGoods || settings.unknownGoods === 'download';
  if (downloads && settings.importGoodsGroup === null) faults.push(missing('importGoodsGroup'));
  return faults;
}

/**
 * Settings as JSON with keys in the catalogue's order: what a plan's hash and the stored profile are made
 * of.
 */
export function settingsText(settings: Settings): string {
  return JSON.stringify(Object.fromEntries(SETTING_KEYS.map((key) => [key, settings[key]])));
}
