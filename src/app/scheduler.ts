import type { Clock } from '../lib/clock.ts';
import type { Sleep } from '../lib/sleep.ts';
import type { ErrorKind } from '../model/error-codes.ts';
import type { Profile } from '../model/profile.ts';
import { asSyncError } from '../model/sync-error.ts';
import { readSchedule } from '../sync/next-start.ts';
import type { App } from './app.ts';
import { dueAfter, SCHEDULES, withOrdersBetween } from './due.ts';
import type { LastStart, ScheduledStart } from './due.ts';
import type { RunRecord } from '../state/state.ts';
import type { Work } from './work/work.ts';

/** Looked at so often at least, so that a changed schedule and a machine that slept are noticed. */
const LOOK_MS = 15_000;

/** Kinds of faults whose next move is a person's. */
const PERSONS: ReadonlySet<ErrorKind> = new Set(['setting', 'access']);

/** What a look has found. */
export interface Look {
  /** Names of the profiles that were started. */
  readonly started: readonly string[];
  /** When the next start is due, in milliseconds since 1970 UTC; null when no schedule asks for one. */
  readonly nextMs: number | null;
}

/** What of the work schedules ask for. */
type ScheduledWork = Pick<Work, 'start' | 'isBusy' | 'work'>;
type SchedulerApp = Pick<App, 'listProfiles' | 'lastRun'>;

/**
 * Starts profiles by their schedules, each of which is kept by its own starts alone: what a person starts, or
 * the other schedule, moves nothing. A start that was missed, because the machine slept or the program was
 * off, is made up for once. A schedule whose tasks are all switched off starts nothing.
 */
export class Scheduler {
  readonly #app: SchedulerApp;
  readonly #live: ScheduledWork;
  readonly #clock: Clock;
  /** What stands in for a last start that there is none of, or whose clock was ahead of ours. */
  readonly #firstSeen = new Map<string, { readonly runId: number | null; readonly atMs: number }>();

  constructor(app: SchedulerApp, live: ScheduledWork, clock: Clock) {
    this.#app = app;
    this.#live = live;
    this.#clock = clock;
  }

  /** Looks and sleeps in turns until the signal ends it. A look that fails is told; the next one goes on. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      const nextMs = await this.look().then(
        (look) => look.nextMs,
        (error: unknown) => {
          onFault(error);
          return null;
        },
      );
      await sleep(this.#untilNext(nextMs), signal).catch(() => undefined);
    }
  }

  /** Starts whatever is due now. */
  async look(): Promise<Look> {
    const started: string[] = [];
    const coming: number[] = [];
    for (const { profile } of await this.#app.listProfiles()) {
      for (const scheduled of SCHEDULES) {
        const dueMs = await this.#due(profile, scheduled);
        if (dueMs === null) continue;
        if (dueMs > this.#clock.now()) coming.push(dueMs);
        else if (await this.#begin(profile.name, scheduled)) started.push(profile.name);
      }
    }
    return { started, nextMs: coming.length === 0 ? null : Math.min(...coming) };
  }

  /** False where something goes on; the schedule waits for its end. */
  async #begin(name: string, { tasks, trigger }: ScheduledStart): Promise<boolean> {
    if (await this.#live.isBusy(name)) return false;
    try {
      await this.#live.start(name, { tasks, trigger });
      return true;
    } catch (error) {
      if (asSyncError(error).code === 'run.alreadyRunning') return false;
      throw error;
    }
  }

  /**
   * Profiles whose schedule should have started something so long ago and has not, though nothing goes on at
   * them in this process. One that was tried in time and refused for what a person has to mend is not
   * overdue: the page says so, and whoever takes the program away for it takes away the page too.
   */
  async overdue(graceMs: number): Promise<readonly string[]> {
    const late = this.#clock.now() - graceMs;
    const names: string[] = [];
    for (const { profile } of await this.#app.listProfiles()) {
      if (await this.#live.isBusy(profile.name)) continue;
      const dues = await Promise.all(SCHEDULES.map((scheduled) => this.#due(profile, scheduled)));
      const lateDues = dues.filter((dueMs) => dueMs !== null).filter((dueMs) => dueMs < late);
      if (lateDues.length === 0) continue;
      if (!(await this.#isRefused(profile.name, Math.max(...lateDues)))) names.push(profile.name);
    }
    return names;
  }

  /** Whether the last work of a profile was begun since then, and ended for a person to mend something. */
  async #isRefused(name: string, sinceMs: number): Promise<boolean> {
    const work = await this.#live.work(name);
    if (work === null || work.error === null) return false;
    return PERSONS.has(work.error.kind) && Date.parse(work.startedAt) >= sinceMs;
  }

  #untilNext(nextMs: number | null): number {
    if (nextMs === null) return LOOK_MS;
    return Math.min(Math.max(nextMs - this.#clock.now(), 0), LOOK_MS);
  }

  /** When this schedule's next start is due; null when it asks for none. */
  async #due(profile: Profile, scheduled: ScheduledStart): Promise<number | null> {
    const schedule = readSchedule(profile.settings[scheduled.setting]);
    if (schedule === null || schedule === undefined) return null;
    const last = await this.#lastStart(profile, scheduled);
    const nowMs = this.#clock.now();
    return dueAfter(profile, scheduled, withOrdersBetween(profile, scheduled, { last, nowMs }));
  }

  /**
   * When this schedule last started a run, and how long that took. One that never did waits for its next
   * start instead of making up for all of the past; a last start in the future, by a clock that was wrong,
   * counts as now.
   */
  async #lastStart(profile: Profile, { trigger }: ScheduledStart): Promise<LastStart> {
    const last = await this.#app.lastRun(profile.name, { trigger });
    const now = this.#clock.now();
    const startedMs = last === null ? null : Date.parse(last.startedAt);
    if (startedMs !== null && startedMs <= now) return { atMs: startedMs, tookMs: lengthOf(last) };
    const tookMs = lengthOf(last ?? (await this.#app.lastRun(profile.name, {})));
    const key = `${profile.id} ${trigger}`;
    const runId = last?.id ?? null;
    const seen = this.#firstSeen.get(key);
    if (seen !== undefined && seen.runId === runId && seen.atMs <= now) return { atMs: seen.atMs, tookMs };
    this.#firstSeen.set(key, { runId, atMs: now });
    return { atMs: now, tookMs };
  }
}

/** How long a run took, in milliseconds; 0 as long as it has not ended. */
export function lengthOf(run: Pick<RunRecord, 'startedAt' | 'endedAt'> | null): number {
  if (run === null || run.endedAt === null) return 0;
  return Math.max(Date.parse(run.endedAt) - Date.parse(run.startedAt), 0);
}
