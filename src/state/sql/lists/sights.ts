import type { Insertable } from 'kysely';
import { batches } from '../../../lib/batch.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { ERASED_BUYER } from '../../../model/order-sight.ts';
import type { OrderSight } from '../../../model/order-sight.ts';
import type { ProfileId } from '../../../model/profile.ts';
import type { Erasure } from '../../state.ts';
import { compiledForRows } from '../compiled-once.ts';
import type { StateDatabase, StateSchema } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';

/** `past_series` of an order that the shop has under its number. */
export const CURRENT = -1;
const ROWS_AT_ONCE = 500;

type Row = Insertable<StateSchema['order_sights']>;
const COLUMNS = ['buyer', 'payment', 'delivery', 'words'] as const;

const upsertSights = compiledForRows((database, rows: readonly Row[]) =>
  database
    .insertInto('order_sights')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['profile_id', 'past_series', 'order_number'])
        .doUpdateSet((row) =>
          Object.fromEntries(COLUMNS.map((column) => [column, row.ref(`excluded.${column}`)])),
        ),
    ),
);

const insertSights = compiledForRows((database, rows: readonly Row[]) =>
  database
    .insertInto('order_sights')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['profile_id', 'past_series', 'order_number']).doNothing()),
);

function rowsOf(id: ProfileId, sights: ReadonlyMap<OrderNumber, OrderSight>): readonly Row[] {
  return [...sights].map(([number, { buyer, payment, delivery, words }]) => ({
    profile_id: id,
    past_series: CURRENT,
    order_number: number,
    buyer,
    payment,
    delivery,
    words,
  }));
}

/** What shows of orders as they were received last, at least one. */
export async function keepSights(
  transaction: StateDatabase,
  id: ProfileId,
  sights: ReadonlyMap<OrderNumber, OrderSight>,
): Promise<void> {
  await upsertSights(transaction, rowsOf(id, sights));
}

/** The same of orders from an older memory: what was received meanwhile stays. */
export async function putSights(
  transaction: StateDatabase,
  id: ProfileId,
  sights: ReadonlyMap<OrderNumber, OrderSight>,
): Promise<void> {
  for (const part of batches(rowsOf(id, sights), ROWS_AT_ONCE)) await insertSights(transaction, part);
}

/** What shows of these orders. */
export async function readSights(
  database: StateDatabase,
  engine: StateEngine,
  { id, numbers }: { readonly id: ProfileId; readonly numbers: readonly OrderNumber[] },
): Promise<ReadonlyMap<OrderNumber, OrderSight>> {
  const rows = await database
    .selectFrom('order_sights')
    .select(['order_number', ...COLUMNS])
    .where('profile_id', '=', id)
    .where('past_series', '=', CURRENT)
    .where(engine.among('order_number', numbers))
    .execute();
  return new Map(rows.map(({ order_number: number, ...sight }) => [number, sight]));
}

/** Orders of which nothing is kept yet, by number. */
export async function sightlessOrders(
  database: StateDatabase,
  id: ProfileId,
  from: { readonly after: OrderNumber; readonly limit: number },
): Promise<readonly OrderNumber[]> {
  const rows = await database
    .selectFrom('orders as o')
    .leftJoin('order_sights as s', (join) =>
      join
        .onRef('s.profile_id', '=', 'o.profile_id')
        .onRef('s.order_number', '=', 'o.order_number')
        .on('s.past_series', '=', CURRENT),
    )
    .select('o.order_number')
    .where('o.profile_id', '=', id)
    .where('o.order_number', '>', from.after)
    .where('s.profile_id', 'is', null)
    .orderBy('o.order_number')
    .limit(from.limit)
    .execute();
  return rows.map((row) => row.order_number);
}

/** Whoever was erased is neither named in a list nor found by it (I16). */
export async function eraseSights(
  transaction: StateDatabase,
  id: ProfileId,
  { numbers, past }: Pick<Erasure, 'numbers' | 'past'>,
): Promise<void> {
  const keys = [...numbers.map((orderNumber) => ({ series: CURRENT, orderNumber })), ...past];
  for (const { series, orderNumber } of keys)
    await transaction
      .updateTable('order_sights')
      .set({ buyer: ERASED_BUYER, words: '' })
      .where('profile_id', '=', id)
      .where('past_series', '=', series)
      .where('order_number', '=', orderNumber)
      .execute();
}
