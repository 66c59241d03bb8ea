import { maskSecrets } from '../log/mask-secrets.ts';
import { isSettingKey, SETTING_KEYS, SETTINGS } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';

/** Facts of faults and fields of log lines that say where and how, and never who. */
const HARMLESS = new Set(
  (
    'address agree at cells claim code codes column count counts currency cursor date day device document documents ' +
    'documentType end engine expected field firstFrom folder from good goodId group groupId groups host hosts id ' +
    'identity interface job key kind last leadsTo level location locationId method mine minutes missing month ms msg ' +
    'newest now number oldest operationType operatorId order orders outcome package partnerId percent pid place plan ' +
    'point port product products profile quantity reason request rights row rows run scope second secondFrom seconds ' +
    'since sql status subject table tables task tasks test there time to total type unp version waitMs way ' +
    'created updated unchanged skipped attention failed'
  ).split(' '),
);
/** Of these what they hold is known, and may have blanks. */
const WHOLE = new Set(['expected', 'profile', 'sql', 'tasks']);
/** A name, a code, an address, a time: nothing that somebody has written as a sentence. */
const TOKEN = /^[\p{L}\p{N}_.:/+,[\]"*-]{0,200}$/u;
const PHONE = /(?<![\w.:/-])\+?\d[\d ()/-]{7,}\d(?![\w:-])/g;
/** Settings that are texts, and of use to whoever helps. */
const TOLD_TEXTS = new Set<string>([
  'warehouse',
  'ordersWarehouse',
  'shopAddress',
  'oauthAddress',
  'feedDomain',
  'firstProduct',
  'identity',
  'deviceSerial',
  'unpSharedDevice',
  'unpFallbackField',
  'schedule',
  'stockSchedule',
  'digestAt',
]);

/** A value by its name as support may see it; undefined = it is left out. */
function harmless(name: string, value: unknown): unknown {
  if (!HARMLESS.has(name)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  const text = maskSecrets(typeof value === 'string' ? value : JSON.stringify(value));
  if (text.includes('@') && !text.includes('***@')) return undefined;
  if (WHOLE.has(name)) return text.replaceAll(PHONE, '***');
  const isDay = /^\d{4}-\d\d-\d\d/.test(text);
  return TOKEN.test(text) && (isDay || text.replaceAll(PHONE, '') === text) ? text : undefined;
}

/** What of these facts says nothing of a person; how many others there are is told. */
export function harmlessFacts(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const told: Record<string, unknown> = {};
  let left = 0;
  for (const [name, value] of Object.entries(facts)) {
    const kept = harmless(name, value);
    if (kept === undefined) left += 1;
    else told[name] = kept;
  }
  return left === 0 ? told : { ...told, leftOut: left };
}

/** Where a stack goes through; its first line has words of others. */
export function harmlessStack(stack: unknown): readonly string[] {
  if (typeof stack !== 'string') return [];
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}

/** Settings without secrets and people: of a text that may name somebody only whether there is one. */
export function harmlessSettings(settings: Settings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    SETTING_KEYS.map((key) => {
      const value: unknown = settings[key];
      const isText = isSettingKey(key) && SETTINGS[key].kind === 'text' && typeof value === 'string';
      if (!isText || value === '') return [key, value];
      return [key, TOLD_TEXTS.has(key) ? maskSecrets(value) : '(set)'];
    }),
  );
}
