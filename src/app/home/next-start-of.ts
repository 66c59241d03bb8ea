import type { Clock } from '../../lib/clock.ts';
import type { ProfileSummary } from '../../model/profile-summary.ts';
import type { LastRunQuery, RunRecord } from '../../model/run.ts';
import { nextStarts, SCHEDULES, withOrdersBetween } from '../due.ts';
import { scheduleHold } from '../setup/schedule-hold.ts';

/**
 * When the schedule starts next, counted as it counts: from its own last start; a missed one is due now.
 * Null where it starts nothing.
 */
export async function nextStartOf(
  { profile }: ProfileSummary,
  parts: {
    readonly clock: Clock;
    readonly lastRun: (profile: ProfileSummary['profile'], query: LastRunQuery) => Promise<RunRecord | null>;
  },
): Promise<string | null> {
  if (profile.settings.schedule === '' || scheduleHold(profile) !== null) return null;
  const now = parts.clock.now();
  const last = await parts.lastRun(profile, { trigger: 'schedule' });
  const ownMs = last === null ? now : Math.min(Date.parse(last.startedAt), now);
  const own = { last: { atMs: ownMs, tookMs: 0 }, nowMs: now };
  const { atMs } = withOrdersBetween(profile, SCHEDULES[0], own);
  const [next] = nextStarts(profile.settings.schedule, atMs, 1);
  return next === undefined ? null : new Date(Math.max(next, now)).toISOString();
}
