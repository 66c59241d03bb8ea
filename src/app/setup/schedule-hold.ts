import type { Profile } from '../../model/profile.ts';
import { checkSettings } from '../../model/settings-check.ts';
import { SyncError } from '../../model/sync-error.ts';
import { tasksToRun } from '../preflight.ts';

/**
 * What keeps a profile's schedule from starting anything, for people; null when nothing does. A first run
 * is for a person to confirm, a profile that cannot run is for a person to mend.
 */
export function scheduleHold(profile: Profile): SyncError | null {
  const { settings, name, confirmedAt } = profile;
  const [fault] = checkSettings(settings);
  if (fault !== undefined) return fault.error;
  if (tasksToRun(settings, null).tasks.length === 0) return new SyncError('settings.nothingOn');
  return confirmedAt === null
    ? new SyncError('run.firstNeedsPlan', { profile: name, orders: settings.firstOrder })
    : null;
}
