import type { RunRecord } from '../../model/run.ts';

/**
 * How a server stands, for whoever has three seconds. `well` only where everything is: the last run came to its
 * end, both sides answer, nothing waits for a person and nothing holds the schedule.
 */
export const STANDINGS = ['new', 'working', 'failed', 'stopped', 'waiting', 'held', 'well'] as const;
export type Standing = (typeof STANDINGS)[number];

/** The worst of what there is to say. */
export function standingOf(server: {
  readonly isBusy: boolean;
  readonly lastRun: Pick<RunRecord, 'end'> | null;
  /** A side did not answer when it was asked last. */
  readonly isIll: boolean;
  readonly attention: number;
  /** Its schedule starts nothing, though there is one. */
  readonly isHeld: boolean;
}): Standing {
  const { isBusy, lastRun, isIll, attention, isHeld } = server;
  if (isBusy) return 'working';
  if (lastRun === null) return isIll ? 'failed' : 'new';
  // A run without an end died with its process, or is at work in another one.
  if (lastRun.end === null) return 'working';
  if (lastRun.end === 'failed' || lastRun.end === 'interrupted' || isIll) return 'failed';
  if (lastRun.end === 'stopped') return 'stopped';
  if (attention > 0) return 'waiting';
  return isHeld ? 'held' : 'well';
}
