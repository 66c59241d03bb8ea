import type { RawBuilder } from 'kysely';
import type { StateDatabase } from '../schema.ts';

const MONTH = 'YYYY-MM'.length;

/** The month of a moment in UTC, `2026-11`: as a text it stands before all of its moments. */
export function monthOf(iso: string): string {
  return iso.slice(0, MONTH);
}

/** The month after one. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  // Counted from 0, so that the number of a month is that of the next one; that of December is next year's first.
  return monthOf(new Date(Date.UTC(year, number)).toISOString());
}

/** A month of the log of runs that an engine keeps as a part of its own. */
export interface EventMonth {
  /** `2026-11`. */
  readonly month: string;
  /** The next one, before which all of its events are. */
  readonly until: string;
}

/**
 * The log of runs by months of UTC, where an engine keeps it so. Each call is short for whoever reads or
 * writes the log meanwhile, and is repeated after a process that died before its end.
 */
export interface EventMonths {
  /** Makes the parts of this moment's month and the next ones, with what was put elsewhere for want of them. */
  readonly make: (transaction: StateDatabase, nowIso: string) => Promise<void>;
  /** The oldest that was over before this moment; null = none. */
  readonly over: (database: StateDatabase, beforeIso: string) => Promise<EventMonth | null>;
  /** Before `drop`, each in a transaction of its own: what keeps that one short. */
  readonly preparing: readonly ((transaction: StateDatabase, month: EventMonth) => Promise<void>)[];
  /**
   * Drops it, but for the events `e` of which `goes` is not true: those are among what is older than all
   * months. Answers how many went. Rejects `state.busy` where somebody reads the log for long.
   */
  readonly drop: (
    transaction: StateDatabase,
    month: EventMonth,
    goes: RawBuilder<boolean>,
  ) => Promise<number>;
}
