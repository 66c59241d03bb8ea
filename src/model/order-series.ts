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
 * Stretches that give each of these orders (ascending) to its series, and none of the numbers in `others`: those
 * of one series with none of the others between them are one stretch.
 */
export function stretchesOf(
  orders: readonly { readonly series: number; readonly orderNumber: OrderNumber }[],
  others: readonly OrderNumber[],
): readonly Omit<SeriesRange, 'openedAt'>[] {
  const own = new Set(orders.map(({ orderNumber }) => orderNumber));
  const between = others.filter((number) => !own.has(number)).toSorted((left, right) => left - right);
  const stretches: { series: number; beginsAfter: OrderNumber; upTo: OrderNumber }[] = [];
  let at = 0;
  for (const { series, orderNumber } of orders) {
    const last = stretches.at(-1);
    while ((between[at] ?? Number.POSITIVE_INFINITY) <= (last?.upTo ?? 0)) at += 1;
    const isNext = last?.series === series && (between[at] ?? Number.POSITIVE_INFINITY) > orderNumber;
    if (isNext) last.upTo = orderNumber;
    else stretches.push({ series, beginsAfter: (orderNumber - 1) as OrderNumber, upTo: orderNumber });
  }
  return stretches;
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
