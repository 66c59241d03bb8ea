import type { Clock } from '../lib/clock.ts';
import type { Sleep } from '../lib/sleep.ts';
import type { TaskName } from '../model/run.ts';
import { nextStart, readSchedule } from '../sync/next-start.ts';
import type { App, ProfileSummary } from './app.ts';
import type { LiveRuns } from './live-runs.ts';

/** Looked at so often, so that a changed schedule and a machine that slept are noticed. */
const LOOK_MS = 15_000;
const RUNS_LOOKED_AT = 50;

/** A start that a schedule asks for. */
interface DueStart {
  readonly tasks: readonly TaskName[] | null;
  readonly atMs: number;
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

/**
 * Starts profiles by their schedules. A start that was missed, because the machine slept or the program was
 * off, is made up for once. Sleeps between looks; ends with the signal.
 */
export class Scheduler {
  readonly #app: Pick<App, 'listProfiles' | 'runs' | 'showProfile'>;
  readonly #live: LiveRuns;
  readonly #clock: Clock;
  readonly #startedMs: number;

  constructor(app: Pick<App, 'listProfiles' | 'runs' | 'showProfile'>, live: LiveRuns, clock: Clock) {
    this.#app = app;
    this.#live = live;
    this.#clock = clock;
    this.#startedMs = clock.now();
  }

  async run(sleep: Sleep, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look();
      await sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  /** Starts whatever is due now; the names of what was started. */
  async look(): Promise<readonly string[]> {
    const started: string[] = [];
    for (const summary of await this.#app.listProfiles()) {
      const { name } = summary.profile;
      const due = await this.#due(summary);
      if (due === null || this.#live.isBusy(name)) continue;
      this.#live.start(name, { tasks: due.tasks });
      started.push(name);
    }
    return started;
  }

  /** The full run goes before the quantities alone, which are a part of it. */
  async #due({ profile }: ProfileSummary): Promise<DueStart | null> {
    const { settings } = profile;
    // A first run is for a person to confirm, a profile that cannot run is for a person to mend.
    if (profile.confirmedAt === null) return null;
    if (settings.schedule === '' && settings.stockSchedule === '') return null;
    if ((await this.#app.showProfile(profile.name)).faults.length > 0) return null;
    const runs = await this.#app.runs(profile.name, RUNS_LOOKED_AT);
    const lastFull = runs.find((run) => run.tasks.length > 1) ?? null;
    const lastStock = runs.find((run) => run.tasks.includes('export-stock')) ?? null;
    const full = this.#dueAt(settings.schedule, lastFull?.startedAt ?? null);
    if (full !== null) return { tasks: null, atMs: full };
    const stock = this.#dueAt(settings.stockSchedule, lastStock?.startedAt ?? null);
    return stock === null ? null : { tasks: ['export-stock'], atMs: stock };
  }

  /** When the schedule was due, if that has passed; null otherwise. */
  #dueAt(text: string, lastStartedAt: string | null): number | null {
    const schedule = readSchedule(text);
    if (schedule === null || schedule === undefined) return null;
    const now = this.#clock.now();
    const last = lastStartedAt === null ? null : Date.parse(lastStartedAt);
    // A program that never ran a profile waits for its next start instead of making up for all of the past.
    const from = last ?? this.#startedMs;
    const at = nextStart(schedule, from, schedule.kind === 'every' ? from : null);
    return at !== null && at <= now ? at : null;
  }
}
