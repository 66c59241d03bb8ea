import type { Profile } from '../model/profile.ts';
import type { TaskName } from '../model/run.ts';
import type { Settings } from '../model/settings.ts';
import { nextStart, readSchedule, startsEarlier } from '../sync/next-start.ts';
import { tasksToRun } from './preflight.ts';
import { scheduleHold } from './setup/schedule-hold.ts';

/** What a schedule starts. The full run goes before the quantities alone. */
export const SCHEDULES = [
  { trigger: 'schedule', setting: 'schedule', tasks: null },
  { trigger: 'stockSchedule', setting: 'stockSchedule', tasks: ['export-stock'] },
] as const satisfies readonly {
  readonly trigger: 'schedule' | 'stockSchedule';
  readonly setting: keyof Settings;
  readonly tasks: readonly TaskName[] | null;
}[];
export type ScheduledStart = (typeof SCHEDULES)[number];

/** What a schedule counts from. */
export interface LastStart {
  /** In milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** How long that run took, or where this schedule has started none, the last one of all. */
  readonly tookMs: number;
}

/**
 * The last start that a schedule counts from: its own run's, or for the schedule of all tasks that of orders
 * which were let into a run that sent for long, whichever came later. One in the future, by a clock that was
 * wrong, is none.
 */
export function withOrdersBetween(
  { ordersBetweenAt }: Pick<Profile, 'ordersBetweenAt'>,
  { trigger }: Pick<ScheduledStart, 'trigger'>,
  { last, nowMs }: { readonly last: LastStart; readonly nowMs: number },
): LastStart {
  const betweenMs = ordersBetweenAt === null ? null : Date.parse(ordersBetweenAt);
  if (trigger !== 'schedule' || betweenMs === null || betweenMs > nowMs || betweenMs <= last.atMs)
    return last;
  return { ...last, atMs: betweenMs };
}

/** True where a schedule is set and nothing keeps it from starting what it is set for. */
export function isScheduled(profile: Profile, { setting, tasks }: ScheduledStart): boolean {
  const schedule = readSchedule(profile.settings[setting]);
  if (schedule === null || schedule === undefined || scheduleHold(profile) !== null) return false;
  return tasksToRun(profile.settings, tasks).tasks.length > 0;
}

/** When a schedule's next start is due, in milliseconds since 1970 UTC; null: it asks for none. */
export function dueAfter(profile: Profile, scheduled: ScheduledStart, last: LastStart): number | null {
  const schedule = readSchedule(profile.settings[scheduled.setting]);
  if (schedule === null || schedule === undefined || !isScheduled(profile, scheduled)) return null;
  const { atMs, tookMs } = last;
  const next = nextStart(schedule, atMs, schedule.kind === 'every' ? atMs : null);
  return next === null ? null : next - startsEarlier(schedule, tookMs);
}

/** When a schedule asks for its next starts, in milliseconds since 1970 UTC; empty without one. */
export function nextStarts(text: string, fromMs: number, count: number): readonly number[] {
  const schedule = readSchedule(text);
  if (schedule === null || schedule === undefined) return [];
  const starts: number[] = [];
  let position = fromMs;
  while (starts.length < count) {
    const next = nextStart(schedule, position, schedule.kind === 'every' ? position : null);
    if (next === null) break;
    starts.push(next);
    position = next;
  }
  return starts;
}
