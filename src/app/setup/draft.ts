import { movedSecrets } from '../../model/secret-places.ts';
import { SECRETS } from '../../model/settings.ts';
import type { SecretChanges, SecretName, Settings } from '../../model/settings.ts';
import { settingsText } from '../../model/settings-check.ts';
import type { Profile } from '../../model/profile.ts';
import type { AppParts, Secrets } from '../app-parts.ts';
import { readSecrets } from '../session.ts';

/** A form as it is typed, not saved yet. */
export interface Draft {
  readonly settings: Settings;
  /** Secrets that were typed; null = is to be forgotten, absent = as it is stored. */
  readonly secrets: SecretChanges;
}

/** Both sides as a draft would have them: what is to be tried before it is saved. */
export interface TriedProfile {
  readonly profile: Profile;
  readonly secrets: Secrets;
  /** The settings are not those that are stored: nothing of what is found is remembered. */
  readonly isDraft: boolean;
}

/** What was really typed: an empty field is no secret. */
export function typedSecrets(secrets: SecretChanges): SecretChanges {
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
}

/**
 * Stored secrets that the change of settings makes void, and for which no other one was typed: each belongs
 * to the place it was entered for.
 */
export function voidedSecrets(
  stored: Settings,
  draft: Draft,
  set: readonly SecretName[],
): readonly SecretName[] {
  const typed = typedSecrets(draft.secrets);
  return movedSecrets(stored, draft.settings).filter(
    (name) => set.includes(name) && typed[name] === undefined,
  );
}

/**
 * A profile as a draft has it. A stored secret goes along only to the places it was entered for; what is
 * typed goes to the places that are typed.
 */
export async function triedProfile(
  parts: AppParts,
  stored: Profile,
  draft: Draft | null,
): Promise<TriedProfile> {
  const kept = await readSecrets(parts, stored);
  if (draft === null) return { profile: stored, secrets: kept, isDraft: false };
  const moved = new Set(movedSecrets(stored.settings, draft.settings));
  const typed = typedSecrets(draft.secrets);
  const secrets = Object.fromEntries(
    SECRETS.map((name) => {
      const value = typed[name];
      return [name, value === undefined ? (moved.has(name) ? null : kept[name]) : value];
    }),
  ) as Secrets;
  const isDraft = settingsText(stored.settings) !== settingsText(draft.settings);
  return { profile: { ...stored, settings: draft.settings }, secrets, isDraft };
}
