import type { Selectable } from 'kysely';
import type { Profile } from '../../model/profile.ts';
import { defaultSettings, isSettingKey } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import { readSettings } from '../../model/settings-check.ts';
import { upgradeSettings } from '../../model/settings-upgrade.ts';
import type { StoredSettings } from '../../model/settings-upgrade.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { StateSchema } from './schema.ts';

/** So many readings are kept: lists of profiles are looked at every few seconds, and seldom changed. */
const KEPT_READINGS = 500;
const readings = new Map<string, Settings>();

/**
 * Stored settings; keys of a newer or older program that this one does not know are left out, the rest must
 * be right. The same text is read once.
 */
export function readStored(text: string): Settings {
  const known = readings.get(text);
  if (known !== undefined) return known;
  const settings = readAnew(text);
  const [oldest] = readings.keys();
  if (readings.size >= KEPT_READINGS && oldest !== undefined) readings.delete(oldest);
  readings.set(text, settings);
  return settings;
}

function readAnew(text: string): Settings {
  const stored = upgradeSettings(JSON.parse(text) as StoredSettings);
  const known = Object.fromEntries(Object.entries(stored).filter(([key]) => isSettingKey(key)));
  const reading = readSettings(known, defaultSettings());
  if (reading.settings !== undefined) return reading.settings;
  const [fault] = reading.faults;
  throw fault?.error ?? new SyncError('bug.assertion', { message: 'settings without fault' });
}

/** A row of `profiles` as a profile. */
export function profileOf(row: Selectable<StateSchema['profiles']>): Profile {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    settings: readStored(row.settings),
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    firstFilledAt: row.first_filled_at,
    firstFedAt: row.first_fed_at,
    ordersBetweenAt: row.orders_between_at,
  };
}
