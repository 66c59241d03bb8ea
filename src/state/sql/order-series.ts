import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { batches } from '../../lib/batch.ts';
import type { ArchivedOrder } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { RECORDED_STAGES } from '../../model/order-stage.ts';
import { seriesOf, stretchesOf } from '../../model/order-series.ts';
import type { SeriesRange } from '../../model/order-series.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { OrderSeries, PastKey, PastOrder, SeriesOpening } from '../state.ts';
import { versionOf } from './archive/archive.ts';
import { entryOf } from './order-rows.ts';
import { ORDER_COLUMNS } from './order-statements.ts';
import type { StateDatabase, StateSchema } from './schema.ts';
import type { StateStore } from './state-store.ts';
import { putWrittenAway } from './archive/written.ts';
import { numbersBySeries, takeBack, VERSION_COLUMNS } from './past-orders.ts';

const KEYS_AT_ONCE = 500;

/** Series of order numbers, and the orders whose numbers were taken over. */
export class SqlOrderSeries implements OrderSeries {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async ranges(id: ProfileId): Promise<readonly SeriesRange[]> {
    return this.#store.read((database) => readRanges(database, id));
  }

  async open(id: ProfileId, { beginsAfter, kept, takenBack, nowIso }: SeriesOpening): Promise<number> {
    return this.#store.write(id, async (transaction) => {
      const ranges = await readRanges(transaction, id);
      const staying = new Set(kept);
      const back = new Set(takenBack.map(({ orderNumber }) => orderNumber));
      const known = await transaction
        .selectFrom('orders')
        .select('order_number')
        .where('profile_id', '=', id)
        .execute();
      const numbers = known.map((row) => row.order_number);
      const leaving = numbers.filter(
        (number) => back.has(number) || (number > beginsAfter && !staying.has(number)),
      );
      for (const part of batches(leaving, KEYS_AT_ONCE))
        await this.#putAway(transaction, id, { part, ranges });
      for (const part of batches(takenBack, KEYS_AT_ONCE))
        await takeBack(transaction, this.#store.engine, { id, part });
      const series = Math.max(0, ...ranges.map((range) => range.series)) + 1;
      const own = kept.map((number) => ({ series: seriesOf(ranges, number), orderNumber: number }));
      const stretches = [
        ...stretchesOf(
          own,
          takenBack.map(({ orderNumber }) => orderNumber),
        ),
        ...stretchesOf(takenBack, numbers),
      ];
      const opened = [{ series, beginsAfter, upTo: null }, ...stretches].map((range, index) => ({
        profile_id: id,
        opened: ranges.length + 1 + index,
        series: range.series,
        begins_after: range.beginsAfter,
        up_to: range.upTo,
        opened_at: nowIso,
      }));
      await transaction.insertInto('order_series').values(opened).execute();
      await transaction
        .updateTable('profiles')
        .set({ cursor: beginsAfter, orders_at_shop: null })
        .where('id', '=', id)
        .execute();
      return leaving.length;
    });
  }

  async past(
    id: ProfileId,
    query: { readonly after: PastKey; readonly limit: number },
  ): Promise<readonly PastOrder[]> {
    const { after, limit } = query;
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('past_orders')
        .selectAll()
        .where('profile_id', '=', id)
        .where((row) =>
          row.or([
            row('series', '>', after.series),
            row.and([row('series', '=', after.series), row('order_number', '>', after.orderNumber)]),
          ]),
        )
        .orderBy('series')
        .orderBy('order_number')
        .limit(limit)
        .execute(),
    );
    return rows.map(pastOrderOf);
  }

  async findPast(id: ProfileId, numbers: readonly OrderNumber[]): Promise<readonly PastOrder[]> {
    const { among } = this.#store.engine;
    const found: PastOrder[] = [];
    for (const part of batches(numbers, KEYS_AT_ONCE)) {
      const rows = await this.#store.read((database) =>
        database
          .selectFrom('past_orders')
          .selectAll()
          .where('profile_id', '=', id)
          .where(among('order_number', part))
          .orderBy('series')
          .orderBy('order_number')
          .execute(),
      );
      found.push(...rows.map(pastOrderOf));
    }
    return found;
  }

  async lastPast(id: ProfileId): Promise<readonly OrderNumber[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('past_orders')
        .select(({ fn }) => fn.max<OrderNumber>('order_number').as('last'))
        .where('profile_id', '=', id)
        .where('stage', 'in', RECORDED_STAGES)
        .groupBy('series')
        .orderBy('series')
        .execute(),
    );
    return rows.map(({ last }) => last);
  }

  async pastVersions(id: ProfileId, key: PastKey): Promise<readonly ArchivedOrder[]> {
    const rows = await this.#store.read((database) =>
      database
        .selectFrom('past_archive')
        .select(VERSION_COLUMNS)
        .where('profile_id', '=', id)
        .where('series', '=', key.series)
        .where('order_number', '=', key.orderNumber)
        .orderBy('version')
        .execute(),
    );
    return rows.map(versionOf);
  }

  async turnBack(id: ProfileId, to: OrderNumber): Promise<void> {
    await this.#store.write(id, async (transaction) => {
      const above = transaction.updateTable('profiles').set({ cursor: to }).where('cursor', '>', to);
      await above.where('id', '=', id).execute();
    });
  }

  async ordersAtShop(id: ProfileId): Promise<number | null> {
    const row = await this.#store.read((database) =>
      database.selectFrom('profiles').select('orders_at_shop').where('id', '=', id).executeTakeFirst(),
    );
    return row?.orders_at_shop ?? null;
  }

  async keepOrdersAtShop(id: ProfileId, count: number): Promise<void> {
    await this.#store.write(id, async (transaction) => {
      await transaction.updateTable('profiles').set({ orders_at_shop: count }).where('id', '=', id).execute();
    });
  }

  /** Rows of these orders go from the ledger to the past, those of each series together. */
  async #putAway(
    transaction: StateDatabase,
    id: ProfileId,
    what: { readonly part: readonly OrderNumber[]; readonly ranges: readonly SeriesRange[] },
  ): Promise<void> {
    const { part, ranges } = what;
    const { among } = this.#store.engine;
    for (const [series, numbers] of bySeries(part, ranges)) {
      await transaction
        .insertInto('past_orders')
        .columns(['profile_id', 'tenant_id', 'order_number', ...ORDER_COLUMNS, 'series'])
        .expression((of) =>
          of
            .selectFrom('orders')
            .select([
              'profile_id',
              'tenant_id',
              'order_number',
              ...ORDER_COLUMNS,
              sql.lit(series).as('series'),
            ])
            .where('profile_id', '=', id)
            .where(among('order_number', numbers)),
        )
        .execute();
      await transaction
        .insertInto('past_archive')
        .columns(['profile_id', ...VERSION_COLUMNS, 'series'])
        .expression((of) =>
          of
            .selectFrom('archive')
            .select(['profile_id', ...VERSION_COLUMNS, sql.lit(series).as('series')])
            .where('profile_id', '=', id)
            .where(among('order_number', numbers)),
        )
        .execute();
      await putWrittenAway(transaction, this.#store.engine, { id, numbers, series });
    }
    for (const table of ['orders', 'archive', 'held_quantities'] as const)
      await transaction
        .deleteFrom(table)
        .where('profile_id', '=', id)
        .where(among('order_number', part))
        .execute();
    await transaction
      .deleteFrom('attention')
      .where('profile_id', '=', id)
      .where(
        among(
          'subject',
          part.map((number) => `order:${number}`),
        ),
      )
      .execute();
  }
}

function bySeries(
  numbers: readonly OrderNumber[],
  ranges: readonly SeriesRange[],
): ReadonlyMap<number, readonly OrderNumber[]> {
  return numbersBySeries(
    numbers.map((number) => ({ series: seriesOf(ranges, number), orderNumber: number })),
  );
}

function pastOrderOf({ series, ...row }: Selectable<StateSchema['past_orders']>): PastOrder {
  return { series, entry: { ...entryOf(row), held: [] } };
}

async function readRanges(database: StateDatabase, id: ProfileId): Promise<readonly SeriesRange[]> {
  const rows = await database
    .selectFrom('order_series')
    .selectAll()
    .where('profile_id', '=', id)
    .orderBy('opened')
    .execute();
  return rows.map((row) => ({
    series: row.series,
    beginsAfter: row.begins_after,
    upTo: row.up_to,
    openedAt: row.opened_at,
  }));
}
