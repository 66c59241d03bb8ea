import { sql } from 'kysely';
import { fromUnits, MONEY_PLACES } from '../../model/decimal.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { Figures, OrderFigure, SentFigure } from '../state.ts';
import type { StateDatabase } from './schema.ts';
import type { StateStore } from './state-store.ts';

const DAY = sql<string>`substr(created_at, 1, 10)`;
const HOUR = sql<string>`substr(started_at, 1, 13)`;
/**
 * Sums of money as whole units of the fourth place: exact, since no total comes near the 15 digits that a
 * binary number holds.
 */
const UNITS = sql<
  number | string | bigint
>`coalesce(sum(cast(round(cast(total as double precision) * 10000) as bigint)), 0)`;

/** Sums for people. */
export class SqlFigures implements Figures {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async orders(id: ProfileId, fromDay: string): Promise<readonly OrderFigure[]> {
    return this.#store.read(async (database) => [
      ...(await ordersOf(database, 'orders', { id, fromDay })),
      ...(await ordersOf(database, 'past_orders', { id, fromDay })),
    ]);
  }

  async sent(id: ProfileId, fromIso: string): Promise<readonly SentFigure[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('runs')
        .select(({ fn }) => [
          HOUR.as('hour'),
          fn.sum<number | string>('sent_goods').as('goods'),
          fn.sum<number | string>('sent_stock').as('quantities'),
        ])
        .where('profile_id', '=', id)
        .where('started_at', '>=', fromIso)
        .groupBy(HOUR)
        .execute(),
    );
    return rows
      .map(({ hour, goods, quantities }) => ({ hour, goods: Number(goods), quantities: Number(quantities) }))
      .filter(({ goods, quantities }) => goods + quantities > 0);
  }
}

async function ordersOf(
  database: StateDatabase,
  table: 'orders' | 'past_orders',
  { id, fromDay }: { readonly id: ProfileId; readonly fromDay: string },
): Promise<readonly OrderFigure[]> {
  const rows = await database
    .selectFrom(table)
    .select(({ fn }) => [
      DAY.as('day'),
      'stage',
      'currency',
      fn.countAll<number | string>().as('count'),
      UNITS.as('units'),
    ])
    .where('profile_id', '=', id)
    .where('created_at', '>=', fromDay)
    .groupBy([DAY, 'stage', 'currency'])
    .execute();
  return rows.map(({ day, stage, currency, count, units }) => ({
    day,
    stage: stage as OrderStage,
    currency,
    count: Number(count),
    total: fromUnits(BigInt(units), MONEY_PLACES),
  }));
}
