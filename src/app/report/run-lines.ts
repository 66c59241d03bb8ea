import { sofiaDay } from '../../lib/sofia-day.ts';
import type { RunEnd, RunFault, RunRecord, RunSearch, RunTrigger, TaskName } from '../../model/run.ts';
import { foldRuns } from '../../sync/runs/fold-runs.ts';
import type { RunLine } from '../../sync/runs/fold-runs.ts';

/** Lines of a page, at least; a fold costs as many rows as it holds, so that reading has an end too. */
const LINES = 50;
const ROWS_AT_ONCE = 500;
const MOST_ROWS = 3000;

/** A run, and what ended it before its time; null = nothing did, or it left no word. */
export interface FoundRun {
  readonly run: RunRecord;
  readonly fault: RunFault | null;
}

/** Which runs a person looks for; '' = any. Days are those of Sofia, both included. */
export interface RunLinesQuery {
  readonly end: RunEnd | '';
  readonly trigger: RunTrigger | '';
  readonly task: TaskName | '';
  readonly from: string;
  readonly until: string;
  /** Quiet runs in a row are one line. */
  readonly isFolded: boolean;
  /** Older than this one; 0 = from the newest on. */
  readonly before: number;
}

/** A page of the list of runs; `next`: before which run the next one begins, null = this is the last. */
export interface RunLines {
  readonly lines: readonly RunLine[];
  readonly next: number | null;
}

function searchOf({ end, trigger, task, from, until }: RunLinesQuery): Omit<RunSearch, 'limit'> {
  return {
    ...(end === '' ? {} : { end }),
    ...(trigger === '' ? {} : { trigger }),
    ...(task === '' ? {} : { task }),
    ...(from === '' ? {} : { from: sofiaDay(from).begins }),
    ...(until === '' ? {} : { until: sofiaDay(until).ends }),
  };
}

/** Reads as many runs, newest first, as a page of lines needs. */
export async function readRunLines(
  search: (query: RunSearch) => Promise<readonly RunRecord[]>,
  query: RunLinesQuery,
): Promise<RunLines> {
  const limit = query.isFolded ? ROWS_AT_ONCE : LINES;
  const found: RunRecord[] = [];
  let before = query.before;
  for (;;) {
    const more = await search({ ...searchOf(query), limit, ...(before === 0 ? {} : { before }) });
    found.push(...more);
    before = more.at(-1)?.id ?? before;
    const lines = query.isFolded ? foldRuns(found) : found.map((run) => ({ kind: 'run', run }) as const);
    if (more.length < limit) return { lines, next: null };
    if (lines.length >= LINES || found.length >= MOST_ROWS) return { lines, next: before };
  }
}
