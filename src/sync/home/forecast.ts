import type { RunRecord } from '../../model/run.ts';

/** Runs that a pace is learned from; of older ones the shop may have been another. */
const LEARNED_FROM = 50;

/** What a run that is started now would most likely come to. */
export interface Forecast {
  /** Changes of the last plan; null: nothing newer than the last run was looked at. */
  readonly changes: number | null;
  /** Null: no run has come to its end yet. */
  readonly seconds: number | null;
}

/** How fast a profile works: what a run needs without any change, and for each one. */
export interface Pace {
  readonly quietSeconds: number;
  readonly secondsPerChange: number;
}

type Finished = Pick<RunRecord, 'startedAt' | 'endedAt' | 'end' | 'counts'>;

function secondsOf({ startedAt, endedAt }: Finished): number {
  return endedAt === null ? 0 : Math.max((Date.parse(endedAt) - Date.parse(startedAt)) / 1000, 0);
}

function changesOf({ counts }: Finished): number {
  return Object.values(counts ?? {}).reduce((sum, { created, updated }) => sum + created + updated, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The pace that the newest runs show, newest first; null where none has come to its end. */
export function learnedPace(runs: readonly Finished[]): Pace | null {
  const done = runs.filter(({ end, endedAt }) => end === 'done' && endedAt !== null).slice(0, LEARNED_FROM);
  if (done.length === 0) return null;
  const quiet = done.filter((run) => changesOf(run) === 0);
  const busy = done.filter((run) => changesOf(run) > 0);
  const quietSeconds = median(quiet.map(secondsOf));
  const changes = busy.reduce((sum, run) => sum + changesOf(run), 0);
  const working = busy.reduce((sum, run) => sum + Math.max(secondsOf(run) - quietSeconds, 0), 0);
  return { quietSeconds, secondsPerChange: changes === 0 ? 0 : working / changes };
}

/**
 * What a run would come to: by the last plan if it is newer than the last run, else as long as runs lately
 * were.
 */
export function forecastRun(
  runs: readonly Finished[],
  plan: { readonly madeAt: string; readonly changes: number } | null,
): Forecast {
  const pace = learnedPace(runs);
  const isFresh = plan !== null && (runs[0] === undefined || plan.madeAt > runs[0].startedAt);
  if (isFresh) {
    const seconds = pace === null ? null : pace.quietSeconds + plan.changes * pace.secondsPerChange;
    return { changes: plan.changes, seconds };
  }
  const done = runs.filter(({ end }) => end === 'done').slice(0, LEARNED_FROM);
  return { changes: null, seconds: done.length === 0 ? null : median(done.map(secondsOf)) };
}
