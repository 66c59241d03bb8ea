import type { RunRecord } from '../../model/run.ts';

/** One line of the list of runs: a run, or several in a row that had nothing to do. */
export type RunLine =
  | { readonly kind: 'run'; readonly run: RunRecord }
  | {
      readonly kind: 'quiet';
      readonly count: number;
      readonly newest: RunRecord;
      readonly oldest: RunRecord;
    };

/** True for a run of the schedule that was done and neither changed, parked nor failed at anything. */
export function isQuiet({ trigger, end, counts }: RunRecord): boolean {
  if (end !== 'done' || (trigger !== 'schedule' && trigger !== 'stockSchedule')) return false;
  return Object.values(counts ?? {}).every(
    ({ created, updated, attention, failed }) => created + updated + attention + failed === 0,
  );
}

/** Runs, newest first, with the quiet ones between two others as one line; one alone stays as it is. */
export function foldRuns(runs: readonly RunRecord[]): readonly RunLine[] {
  const lines: RunLine[] = [];
  for (const run of runs) {
    const last = lines.at(-1);
    const isNext = isQuiet(run) && last !== undefined;
    if (isNext && last.kind === 'quiet')
      lines[lines.length - 1] = { ...last, count: last.count + 1, oldest: run };
    else if (isNext && last.kind === 'run' && isQuiet(last.run))
      lines[lines.length - 1] = { kind: 'quiet', count: 2, newest: last.run, oldest: run };
    else lines.push({ kind: 'run', run });
  }
  return lines;
}
