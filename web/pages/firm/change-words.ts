import type { ListedChange } from '../../../src/api/firm/setting-changes.ts';
import type { PageWords } from '../../../src/texts/page-words.ts';

type Words = PageWords['firm'];

/** What is kept of a change by its name in the program, and the word for it. */
const FIELDS = {
  role: 'role',
  password: 'fieldPassword',
  secondFactor: 'secondFactor',
  name: 'fieldName',
  email: 'email',
  added: 'fieldAdded',
  removed: 'fieldRemoved',
  restored: 'fieldRestored',
  moved: 'fieldMoved',
  came: 'fieldCame',
  every: 'backupEvery',
  folder: 'backupFolder',
  keep: 'backupKeep',
  retention: 'retention',
  orders: 'fieldOrders',
  masterKey: 'fieldMasterKey',
  token: 'fieldToken',
  address: 'fieldReportAddress',
} as const satisfies Readonly<Record<string, keyof Words>>;

const VALUES = {
  owner: 'owner',
  operator: 'operator',
  on: 'secondFactorOn',
  reset: 'valueReset',
  changed: 'valueChanged',
  set: 'secretSet',
  rotated: 'keyRotated',
  letIn: 'keyLetIn',
  finished: 'keyFinished',
} as const satisfies Readonly<Record<string, keyof Words>>;

/** Kinds whose names and values are put into words here; those of the others come in words. */
const OWN_KINDS: ReadonlySet<ListedChange['kind']> = new Set([
  'secret',
  'profile',
  'account',
  'backup',
  'erasure',
  'reporting',
]);

function wordOf(map: Readonly<Record<string, keyof Words>>, name: string, words: Words): string {
  const word = Object.hasOwn(map, name) ? map[name] : undefined;
  return word === undefined ? name : words[word];
}

/** What was changed, for a person: „Мария: роля“. */
export function changeLabel({ kind, label }: Pick<ListedChange, 'kind' | 'label'>, words: Words): string {
  if (!OWN_KINDS.has(kind)) return label;
  const at = label.lastIndexOf(': ');
  if ((kind !== 'account' && kind !== 'reporting') || at < 0) return wordOf(FIELDS, label, words);
  return `${label.slice(0, at)}: ${wordOf(FIELDS, label.slice(at + 2), words).toLowerCase()}`;
}

/** What holds a schedule, or a number of days: it is read as people say it. */
const SPOKEN: ReadonlySet<string> = new Set(['schedule', 'stockSchedule', 'every', 'retention']);

/** A value before or after, for a person; a dash where there is none. */
export function changeValue(
  { kind, field }: Pick<ListedChange, 'kind' | 'field'>,
  value: string | null,
  words: Words,
  spoken: (field: string, value: string) => string = (_field, asItStands) => asItStands,
): string {
  if (value === null || value === '') return '–';
  if ((kind === 'setting' || kind === 'backup') && SPOKEN.has(field)) return spoken(field, value);
  // A name or an address that somebody has is no word of ours.
  const isTyped = kind === 'account' && /: (?:name|email)$/.test(field);
  return OWN_KINDS.has(kind) && !isTyped ? wordOf(VALUES, value, words) : value;
}
