import type { Insertable } from 'kysely';
import { packText, unpackText } from '../../../lib/packed-text.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import type { ProfileId } from '../../../model/profile.ts';
import { REFUND_WAYS, refundWayNumber } from '../../../model/written-document.ts';
import type { RefundWay, WrittenDocument } from '../../../model/written-document.ts';
import { compiledForRows } from '../compiled-once.ts';
import type { StateDatabase, StateSchema } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';

/** `past_series` of an order that the shop has under its number. */
const CURRENT = -1;
const TABLES = ['written_documents', 'refund_ways', 'order_sights'] as const;

/** Keeps what was written for orders, at least one; of each the first one stays, as its document does. */
export async function keepWritten(
  transaction: StateDatabase,
  id: ProfileId,
  written: readonly WrittenDocument[],
): Promise<void> {
  const rows = written.map(({ orderNumber, ...content }) => ({
    profile_id: id,
    past_series: CURRENT,
    order_number: orderNumber,
    packed: packText(JSON.stringify(content)),
  }));
  await insertWritten(transaction, rows);
}

const insertWritten = compiledForRows(
  (database, rows: readonly Insertable<StateSchema['written_documents']>[]) =>
    database
      .insertInto('written_documents')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['profile_id', 'past_series', 'order_number']).doNothing()),
);

/** What was written for these orders; those of which nothing is kept are absent. */
export async function readWritten(
  database: StateDatabase,
  engine: StateEngine,
  what: {
    readonly id: ProfileId;
    readonly numbers: readonly OrderNumber[];
    readonly pastSeries: number | null;
  },
): Promise<readonly WrittenDocument[]> {
  const rows = await database
    .selectFrom('written_documents')
    .select(['order_number', 'packed'])
    .where('profile_id', '=', what.id)
    .where('past_series', '=', what.pastSeries ?? CURRENT)
    .where(engine.among('order_number', what.numbers))
    .execute();
  return rows.map(({ order_number: orderNumber, packed }) => ({
    ...(JSON.parse(unpackText(packed)) as Omit<WrittenDocument, 'orderNumber'>),
    orderNumber,
  }));
}

/** Sets how a buyer got his money back; null: nobody has said so. */
export async function writeRefundWay(
  transaction: StateDatabase,
  id: ProfileId,
  refund: { readonly number: OrderNumber; readonly way: RefundWay | null },
): Promise<void> {
  const key = { profile_id: id, past_series: CURRENT, order_number: refund.number };
  await transaction
    .deleteFrom('refund_ways')
    .where('profile_id', '=', id)
    .where('past_series', '=', CURRENT)
    .where('order_number', '=', refund.number)
    .execute();
  if (refund.way === null) return;
  const row = { ...key, way: refundWayNumber(refund.way) };
  await transaction.insertInto('refund_ways').values(row).execute();
}

/** The ways that people have set, by order. */
export async function readRefundWays(
  database: StateDatabase,
  id: ProfileId,
  pastSeries: number | null,
): Promise<ReadonlyMap<OrderNumber, RefundWay>> {
  const rows = await database
    .selectFrom('refund_ways')
    .select(['order_number', 'way'])
    .where('profile_id', '=', id)
    .where('past_series', '=', pastSeries ?? CURRENT)
    .execute();
  return new Map(rows.map((row) => [row.order_number, REFUND_WAYS[row.way - 1] ?? 'other']));
}

interface SeriesOrders {
  readonly id: ProfileId;
  readonly numbers: readonly OrderNumber[];
  readonly series: number;
}

/** What is kept of these orders goes to the past with them: a later series has taken their numbers over. */
export async function putWrittenAway(
  transaction: StateDatabase,
  engine: StateEngine,
  what: SeriesOrders,
): Promise<void> {
  await move(transaction, engine, { ...what, from: CURRENT, to: what.series });
}

/** What is kept of these past orders comes back with them: the shop has them again. */
export async function takeWrittenBack(
  transaction: StateDatabase,
  engine: StateEngine,
  what: SeriesOrders,
): Promise<void> {
  await move(transaction, engine, { ...what, from: what.series, to: CURRENT });
}

async function move(
  transaction: StateDatabase,
  engine: StateEngine,
  what: Omit<SeriesOrders, 'series'> & { readonly from: number; readonly to: number },
): Promise<void> {
  for (const table of TABLES)
    await transaction
      .updateTable(table)
      .set({ past_series: what.to })
      .where('profile_id', '=', what.id)
      .where('past_series', '=', what.from)
      .where(engine.among('order_number', what.numbers))
      .execute();
}
