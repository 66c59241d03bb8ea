import { isProfileName } from '../../model/profile.ts';
import type { Profile } from '../../model/profile.ts';
import { movedSecrets } from '../../model/secret-places.ts';
import { defaultSettings } from '../../model/settings.ts';
import type { SecretChanges, Settings } from '../../model/settings.ts';
import { readSettings } from '../../model/settings-check.ts';
import type { SettingFault } from '../../model/settings-check.ts';
import { savedNotes } from '../../model/setting-change.ts';
import { FormFaults } from '../../model/form-faults.ts';
import { SyncError } from '../../model/sync-error.ts';
import { readSchedule } from '../../sync/next-start.ts';
import { RECORD_KEYS } from '../../sync/setup/record-faults.ts';
import type { SavedProfile } from '../app.ts';
import type { AppParts } from '../app-parts.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';
import { takeOverLedger } from '../profiles/removed-profiles.ts';
import { checkRecords } from './check-records.ts';
import type { CheckedRecords } from './check-records.ts';
import { triedProfile, typedSecrets, voidedSecrets } from './draft.ts';
import type { Draft } from './draft.ts';

/** Values that only an adapter's library can judge, refused before they are stored, each at its field. */
export function refuseBadSettings(settings: Settings): void {
  const faults: SettingFault[] = [...(readSettings(settings, defaultSettings()).faults ?? [])];
  for (const key of ['schedule', 'stockSchedule'] as const) {
    const value = settings[key];
    if (readSchedule(value) === undefined)
      faults.push({ key, error: new SyncError('settings.schedule.malformed', { value }) });
  }
  if (faults.length > 0) throw new FormFaults(faults);
}

/** Settings that name records and that this form changes. */
function changedRecords(before: Settings, after: Settings): ReadonlySet<string> {
  const differs = (key: keyof Settings): boolean =>
    JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  return new Set(RECORD_KEYS.filter(differs));
}

/**
 * What the warehouse says of the records that were chosen now; of those that stand it says it at the next
 * test.
 */
async function checkChanged(parts: AppParts, stored: Profile, draft: Draft): Promise<CheckedRecords> {
  const changed = changedRecords(stored.settings, draft.settings);
  if (changed.size === 0) return { faults: [], unchecked: null };
  const { secrets } = await triedProfile(parts, stored, draft);
  const signal = new AbortController().signal;
  const checked = await checkRecords(parts, { settings: draft.settings, secrets, signal });
  return { ...checked, faults: checked.faults.filter(({ key }) => changed.has(key)) };
}

/**
 * Saves a changed profile with the secrets that were typed. Secrets belong to the places they were entered
 * for: a changed one needs them again, so that none goes to a stranger.
 */
export async function saveProfile(
  parts: AppParts,
  desk: ChangeDesk,
  { profile, secrets }: { readonly profile: Profile; readonly secrets: SecretChanges },
): Promise<SavedProfile> {
  const { state } = parts;
  const { name, settings } = profile;
  if (!isProfileName(name)) throw new SyncError('profile.nameMalformed', { name });
  refuseBadSettings(settings);
  const before = (await state.profiles.list()).find((known) => known.id === profile.id);
  // Whoever saves between this reading and the saving changes the version, and this one is refused.
  if (before?.version !== profile.version) throw new SyncError('profile.changedMeanwhile', { name });
  const draft = { settings, secrets };
  const { faults, unchecked } = await checkChanged(parts, before, draft);
  if (faults.length > 0) throw new FormFaults(faults);
  const set = await state.profiles.secretNames(profile.id);
  const voided = voidedSecrets(before.settings, draft, set);
  const moved = Object.fromEntries(movedSecrets(before.settings, settings).map((secret) => [secret, null]));
  const changes = { ...moved, ...typedSecrets(secrets) };
  const notes = savedNotes(before, profile, { changes, set });
  const saved = await state.profiles.save(profile, changes, desk.drafts(name, notes));
  await takeOverLedger(parts, saved);
  return { ...saved, voided, unchecked };
}
