import { Cron } from 'croner';

const ZONE = 'Europe/Sofia';
const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 7 * 24 * 60;

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
