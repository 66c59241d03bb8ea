import { sql } from 'kysely';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { OrderPageQuery } from '../state.ts';
import type { StateDatabase } from './schema.ts';
import type { StateEngine } from './state-engine.ts';

/** What a person may look an order up by: its number, its document's, its УНП. */
const WORDS = sql<string>`cast(order_number as text) || ' '
  || coalesce(cast(document_number as text), '') || ' ' || coalesce(unp, '')`;

/**
 * Numbers of a page of orders, newest first, and how many there are in all. Only columns of the narrow index
 * `orders_for_lists` are looked at: the rows themselves are long, and read for one page only.
 */
export async function findOrderPage(
  database: StateDatabase,
  engine: StateEngine,
  what: { readonly id: ProfileId; readonly query: OrderPageQuery },
): Promise<{ readonly found: number; readonly numbers: readonly OrderNumber[] }> {
  const { stage, search, page, size } = what.query;
  const needle = search.trim().toUpperCase();
  const all = database.selectFrom('orders').where('profile_id', '=', what.id);
  const ofStage = stage === null ? all : all.where('stage', '=', stage);
  const matching = needle === '' ? ofStage : ofStage.where(engine.position(WORDS, needle), '>', 0);
  const { found } = await matching
    .select(({ fn }) => fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .select('order_number')
    .orderBy('order_number', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { found, numbers: rows.map((row) => row.order_number) };
}
