/** For how many days the log of runs is kept when nobody says otherwise: a year, and the month after it. */
export const DEFAULT_RETENTION_DAYS = 400;
/** Shorter, and last month could not be looked into; longer is for ever. */
export const RETENTION_DAYS = { least: 30, most: 3650 } as const;

/** Under which names the memory keeps both for the whole program. */
export const RETENTION_KEPT_AS = { days: 'retention', last: 'retentionLast' } as const;

/** What became of the room that was freed. `no`: giving it back does not pay. */
export const COMPACTIONS = ['no', 'done', 'busy', 'full', 'failed'] as const;
export type Compaction = (typeof COMPACTIONS)[number];

/** What was forgotten the last time. */
export interface LastForgetting {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly runs: number;
  readonly events: number;
  /** What people had put aside and nothing met since. */
  readonly dismissed: number;
  /** Sessions of the page that had ended. */
  readonly sessions: number;
  readonly logFiles: number;
  readonly compaction: Compaction;
  /** What the memory's file became smaller by. */
  readonly freedBytes: number;
}

const MEGABYTE = 1024 * 1024;
/** Below this nobody notices the room; and what was freed is used again. */
const LEAST_FREE_BYTES = 16 * MEGABYTE;
const LEAST_FREE_SHARE = 0.25;

/** Whether it pays to write a memory anew without its unused room. */
export function paysToCompact(room: { readonly bytes: number; readonly freeBytes: number }): boolean {
  return room.freeBytes >= LEAST_FREE_BYTES && room.freeBytes >= room.bytes * LEAST_FREE_SHARE;
}
