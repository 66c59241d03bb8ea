import type { OrderNumber } from './order-origin.ts';

/**
 * A stretch of order numbers that belongs to a series (Q6). A shop that is set up anew, or restored, gives
 * out numbers that it gave out before: from then on they are of another series, with claims and notes of
 * their own. Series 0 has all numbers that no stretch takes over.
 */
export interface SeriesRange {
  readonly series: number;
  /** Its numbers are greater. */
  readonly beginsAfter: OrderNumber;
  /** Its last number; null = all greater ones. */
  readonly upTo: OrderNumber | null;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
}

const SERIES_MARK = /#\d+$/;

/** The series of an order that the shop has now; of two stretches the one that was opened later counts. */
export function seriesOf(ranges: readonly SeriesRange[], order: OrderNumber): number {
  const range = ranges.findLast(
    ({ beginsAfter, upTo }) => order > beginsAfter && (upTo === null || order <= upTo),
  );
  return range?.series ?? 0;
}

/**
 * A shop's identity as claims and notes of a series name it (I4): series 0 as ever, then `shop.bg#1`,
 * `shop.bg#2`.
 */
export function seriesIdentity(identity: string, series: number): string {
  return series === 0 ? identity : `${identity}#${series}`;
}

/** The shop that an identity of any series names. */
export function shopOfSeries(identity: string): string {
  return identity.replace(SERIES_MARK, '');
}

/** Orders with a greater number are read: the first order of the settings is one of series 0. */
export function firstNumberOf(firstOrder: number, ranges: readonly SeriesRange[]): OrderNumber {
  return Math.min(firstOrder, ...ranges.map(({ beginsAfter }) => beginsAfter)) as OrderNumber;
}
