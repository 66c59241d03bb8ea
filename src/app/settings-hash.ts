import { shortHash } from '../lib/hash.ts';
import type { Profile } from '../model/profile.ts';
import { settingsText } from '../model/settings-check.ts';

/** Hash of the settings a plan was made with. */
export function settingsHash(profile: Profile): string {
  return shortHash(settingsText(profile.settings));
}
