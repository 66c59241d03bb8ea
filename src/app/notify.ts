import type { RunSummary } from './run-request.ts';

/** Why somebody is told of a run. */
export type NoticeOfRun =
  | { readonly kind: 'failed'; readonly summary: RunSummary }
  | { readonly kind: 'attention'; readonly parked: number };

/**
 * Whether a run is worth telling a person who is not looking: it failed, or something new waits. What is only
 * not reached just now is told when it is so again and again: the next run goes on by itself.
 */
export function noticeOfRun(summary: RunSummary, failedBefore: number): NoticeOfRun | null {
  const isFailed = summary.end === 'failed';
  const isLasting = summary.end === 'interrupted' && failedBefore === LASTING - 1;
  if (isFailed ? failedBefore === 0 : isLasting) return { kind: 'failed', summary };
  return summary.parked > 0 ? { kind: 'attention', parked: summary.parked } : null;
}

/** Runs in a row that reach nobody before it is told. */
const LASTING = 3;
