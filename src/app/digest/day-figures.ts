import { add, decimal, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import { shopTime } from '../../model/shop-time.ts';
import type { App } from '../app.ts';

/** More runs than a day can have: one each minute, and one of quantities beside it. */
const RUNS_OF_A_DAY = 3000;

/** What happened on a day at one shop. */
export interface DayFigures {
  /** `YYYY-MM-DD`, Europe/Sofia. */
  readonly day: string;
  /** Orders that were placed on it, and how many of them have their УНП. */
  readonly orders: number;
  readonly withUnp: number;
  /** What they come to, by currency. */
  readonly turnover: readonly { readonly currency: string; readonly amount: Decimal }[];
  /** What waits for a person now. */
  readonly waiting: number;
  /** Runs that failed or were cut off on it. */
  readonly failedRuns: number;
}

/** The day before a moment, in Sofia. */
export function dayBefore(nowMs: number): string {
  const today = shopTime(nowMs).slice(0, 10);
  return new Date(Date.parse(`${today}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** What happened on a day; reads the ledger as a whole, so once a day and not for a page that is open. */
export async function dayFigures(
  app: Pick<App, 'orders' | 'summary' | 'runs'>,
  name: string,
  day: string,
): Promise<DayFigures> {
  let [orders, withUnp] = [0, 0];
  const turnover = new Map<string, Decimal>();
  for await (const batch of app.orders(name, null)) {
    for (const { createdAt, unp, total, currency } of batch) {
      if (createdAt.slice(0, 10) !== day) continue;
      orders += 1;
      if (unp !== null) withUnp += 1;
      turnover.set(currency, add(turnover.get(currency) ?? ZERO, total ?? decimal(0)));
    }
  }
  const runs = await app.runs(name, RUNS_OF_A_DAY);
  const failed = runs.filter(
    ({ startedAt, end }) =>
      (end === 'failed' || end === 'interrupted') && shopTime(Date.parse(startedAt)).startsWith(day),
  );
  return {
    day,
    orders,
    withUnp,
    turnover: [...turnover].map(([currency, amount]) => ({ currency, amount })),
    waiting: (await app.summary(name)).attention,
    failedRuns: failed.length,
  };
}
