import { Cron } from 'croner';

const ZONE = 'Europe/Sofia';
const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 7 * 24 * 60;
/** A run that brings something takes so much longer than one that met nothing. */
const BRINGING_MS = 1000;
/** Nothing starts earlier by more than this part of its minutes. */
const MOST_EARLIER = 0.1;

/** A schedule: every N minutes, or a cron expression of five fields in Europe/Sofia. */
export type Schedule =
  | { readonly kind: 'every'; readonly minutes: number }
  | { readonly kind: 'cron'; readonly pattern: string };

/**
 * Reads a schedule's text: '' = none (null), `15` = every 15 minutes, else a cron expression. Undefined =
 * malformed.
 */
export function readSchedule(text: string): Schedule | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^\d+$/.test(trimmed)) {
    const minutes = Number(trimmed);
    return minutes >= 1 && minutes <= LONGEST_MINUTES ? { kind: 'every', minutes } : undefined;
  }
  if (trimmed.split(/\s+/).length !== 5) return undefined;
  try {
    return new Cron(trimmed, { paused: true, timezone: ZONE }).nextRun(new Date(0)) === null
      ? undefined
      : { kind: 'cron', pattern: trimmed };
  } catch {
    return undefined;
  }
}

/**
 * When to start next, in milliseconds since 1970 UTC; `lastMs` null = never started, so at once for
 * "every".
 */
export function nextStart(schedule: Schedule, nowMs: number, lastMs: number | null): number | null {
  if (schedule.kind === 'every')
    return lastMs === null ? nowMs : Math.max(nowMs, lastMs + schedule.minutes * MINUTE_MS);
  const next = new Cron(schedule.pattern, { paused: true, timezone: ZONE }).nextRun(new Date(nowMs));
  return next === null ? null : next.getTime();
}

/**
 * How much before its time "every N minutes" starts again, after a run that took so long, in milliseconds.
 * What comes in right behind one run is through when the next one has brought it: that, too, is within the
 * minutes.
 */
export function startsEarlier(schedule: Schedule, tookMs: number): number {
  if (schedule.kind !== 'every') return 0;
  return Math.min(tookMs + BRINGING_MS, schedule.minutes * MINUTE_MS * MOST_EARLIER);
}
