import type { Profile } from './profile.ts';
import type { SecretChanges, SecretName, Settings } from './settings.ts';
import { SECRETS, SETTING_KEYS } from './settings.ts';

/** What a person has changed: a setting, a secret, an answer to a question, who may come in, … */
export const NOTE_KINDS = [
  'setting',
  'secret',
  'profile',
  'pair',
  'word',
  'attention',
  'link',
  'order',
  'account',
  'backup',
  'erasure',
  'reporting',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** One change as it is kept. Values are texts as JSON has them; of secrets there are none. */
export interface ChangeNote {
  readonly kind: NoteKind;
  /** The setting's key, or what it is of: a word, a subject, an account's name. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A note with who made the change, when (ISO 8601, UTC), and of which profile. */
export interface SettingChange extends ChangeNote {
  readonly id: number;
  readonly at: string;
  /** Name of an account; '' = whoever sits at the terminal. */
  readonly who: string;
  /** Name of the profile as it was then; '' = the whole program. */
  readonly profile: string;
}

/** A change that is about to be kept. */
export type ChangeDraft = Omit<SettingChange, 'id'>;

/** Nobody reads more of a value in a list; a long one, such as hundreds of groups, is cut. */
const LONGEST_VALUE = 500;

/** A value for the log. */
export function changeText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}

/** What differs between two states of a profile's settings, in the order of the form. */
export function changedSettings(before: Settings, after: Settings): readonly ChangeNote[] {
  return SETTING_KEYS.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).map(
    (field) => ({
      kind: 'setting',
      field,
      before: changeText(before[field]),
      after: changeText(after[field]),
    }),
  );
}

/** A secret that was set, or (null) forgotten: its value is in no log. */
export function secretNote(name: SecretName, value: string | null): ChangeNote {
  return { kind: 'secret', field: name, before: null, after: value === null ? null : 'set' };
}

/** What a person has changed by saving a profile; of secrets that were not set none can be forgotten. */
export function savedNotes(
  before: Pick<Profile, 'name' | 'settings'>,
  after: Pick<Profile, 'name' | 'settings'>,
  secrets: { readonly changes: SecretChanges; readonly set: readonly SecretName[] },
): readonly ChangeNote[] {
  const renamed: ChangeNote = { kind: 'profile', field: 'name', before: before.name, after: after.name };
  const changed = SECRETS.flatMap((name) => {
    const value = secrets.changes[name];
    const isChange = typeof value === 'string' || (value === null && secrets.set.includes(name));
    return isChange ? [secretNote(name, value)] : [];
  });
  return [
    ...(before.name === after.name ? [] : [renamed]),
    ...changedSettings(before.settings, after.settings),
    ...changed,
  ];
}
