import { add, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import { shopTime } from '../../model/shop-time.ts';

const DAY_MS = 86_400_000;

/** An amount in a currency. */
export interface Amount {
  readonly currency: string;
  readonly sum: Decimal;
}

/** What one day brought. */
export interface DayFigures {
  /** `YYYY-MM-DD`, Europe/Sofia. */
  readonly day: string;
  /** Orders that were placed on it; those that were cancelled before they came in are not among them. */
  readonly orders: number;
  /** What they come to, the greatest first; several only while a shop changes its currency. */
  readonly turnover: readonly Amount[];
  /** Of the orders: those with a document, and those whose УНП the shop holds too. */
  readonly documents: number;
  readonly unpOnBoth: number;
  /** What runs that were started on it have sent to the shop. */
  readonly sentGoods: number;
  readonly sentQuantities: number;
}

interface OrderFigure {
  readonly day: string;
  readonly stage: OrderStage;
  readonly currency: string;
  readonly count: number;
  readonly total: Decimal;
}

interface SentFigure {
  /** `YYYY-MM-DDTHH`, UTC. */
  readonly hour: string;
  readonly goods: number;
  readonly quantities: number;
}

/** The day of a moment in Sofia. */
export function dayOf(ms: number): string {
  return shopTime(ms).slice(0, 10);
}

/** The last `count` days in Sofia, oldest first, today last. */
export function lastDays(nowMs: number, count: number): readonly string[] {
  // Counted in days of the calendar: one of 23 or 25 hours is a day, too.
  const today = Date.parse(`${dayOf(nowMs)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(today - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

function sumUp(
  figures: readonly OrderFigure[],
): Pick<DayFigures, 'orders' | 'turnover' | 'documents' | 'unpOnBoth'> {
  const counted = figures.filter(({ stage }) => stage !== 'dismissed');
  const count = (stages: readonly OrderStage[]): number =>
    counted.reduce((sum, figure) => sum + (stages.includes(figure.stage) ? figure.count : 0), 0);
  const sums = new Map<string, Decimal>();
  for (const { currency, total } of counted) sums.set(currency, add(sums.get(currency) ?? ZERO, total));
  return {
    orders: counted.reduce((sum, figure) => sum + figure.count, 0),
    turnover: [...sums]
      .map(([currency, sum]) => ({ currency, sum }))
      .filter(({ sum }) => sum !== ZERO)
      .toSorted((left, right) => Number(right.sum) - Number(left.sum)),
    documents: count(['recorded', 'acknowledged']),
    unpOnBoth: count(['acknowledged']),
  };
}

/** Figures of each of these days; a day without anything has zeros. */
export function figuresByDay(
  days: readonly string[],
  found: { readonly orders: readonly OrderFigure[]; readonly sent: readonly SentFigure[] },
): readonly DayFigures[] {
  const orders = Map.groupBy(found.orders, ({ day }) => day);
  const sent = Map.groupBy(found.sent, ({ hour }) => dayOf(Date.parse(`${hour}:00:00Z`)));
  return days.map((day) => ({
    day,
    ...sumUp(orders.get(day) ?? []),
    sentGoods: (sent.get(day) ?? []).reduce((sum, { goods }) => sum + goods, 0),
    sentQuantities: (sent.get(day) ?? []).reduce((sum, { quantities }) => sum + quantities, 0),
  }));
}

/** The same of several days together. */
export function figuresTogether(days: readonly string[], orders: readonly OrderFigure[]) {
  return sumUp(orders.filter(({ day }) => days.includes(day)));
}
