import type { PostedDraft } from '../api/draft.ts';
import type { Draft } from '../app/app.ts';
import { FormFaults } from '../model/form-faults.ts';
import type { Settings } from '../model/settings.ts';
import { readSettings } from '../model/settings-check.ts';

/** Settings as a form has posted them, on top of those that stand; throws its faults, each at its field. */
export function settingsFrom(posted: Readonly<Record<string, unknown>>, base: Settings): Settings {
  const reading = readSettings(posted, base);
  if (reading.settings === undefined) throw new FormFaults(reading.faults);
  return reading.settings;
}

/** A form as it is typed, on top of what is stored. */
export function draftOf({ settings, secrets }: PostedDraft, stored: Settings): Draft {
  // Absent ones are undefined to the schema, and left out here.
  const typed = Object.entries(secrets ?? {}).filter(([, value]) => value !== undefined);
  return {
    settings: settingsFrom(settings ?? {}, stored),
    secrets: Object.fromEntries(typed),
  };
}
