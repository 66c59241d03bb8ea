import { sql } from 'kysely';
import type { OrderFilter } from '../../../model/list-page.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { searchedWords } from '../../../model/order-sight.ts';
import type { ProfileId } from '../../../model/profile.ts';
import type { OrderPageQuery } from '../../state.ts';
import { CURRENT } from './sights.ts';
import type { StateDatabase } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';

/** What an order is looked up by beside its sight: its number, its document's, its УНП. */
const NUMBERS = sql<string>`cast(order_number as text) || ' '
  || coalesce(cast(document_number as text), '') || ' ' || coalesce(unp, '')`;
const WORDS = sql<string>`words`;
/** What a number or a УНП may hold: a name is not looked for there. */
const IN_NUMBERS = /^[A-Z0-9-]+$/;
/** Behind every time of a day, whichever way a shop writes it. */
const END_OF_DAY = '~';

interface Asked {
  readonly id: ProfileId;
  readonly filter: OrderFilter;
}

/**
 * Orders that fit. Only columns of the narrow index `orders_in_lists` are looked at: the rows themselves are
 * long, and read for one page only. Each word that was typed has to stand in the numbers or in the sight.
 */
function matching(database: StateDatabase, engine: StateEngine, { id, filter }: Asked) {
  const { stage, search, from = '', to = '' } = filter;
  let found = database.selectFrom('orders').where('profile_id', '=', id);
  if (stage !== null) found = found.where('stage', '=', stage);
  if (from !== '') found = found.where('created_at', '>=', from);
  if (to !== '') found = found.where('created_at', '<=', to + END_OF_DAY);
  for (const word of searchedWords(search))
    found = found.where((row) =>
      row.or([
        ...(IN_NUMBERS.test(word) ? [sql<boolean>`${engine.position(NUMBERS, word)} > 0`] : []),
        row(
          'order_number',
          'in',
          row
            .selectFrom('order_sights')
            .select('order_sights.order_number')
            .where('order_sights.profile_id', '=', id)
            .where('past_series', '=', CURRENT)
            .where(sql<boolean>`${engine.position(WORDS, word)} > 0`),
        ),
      ]),
    );
  return found;
}

/**
 * Numbers of a page of orders, newest first, and how many there are in all. A search looks through all of
 * them once: the count comes with the page.
 */
export async function findOrderPage(
  database: StateDatabase,
  engine: StateEngine,
  what: { readonly id: ProfileId; readonly query: OrderPageQuery },
): Promise<{ readonly found: number; readonly numbers: readonly OrderNumber[] }> {
  const { page, size, ...filter } = what.query;
  const fitting = matching(database, engine, { id: what.id, filter });
  const paged = fitting
    .orderBy('order_number', 'desc')
    .limit(size)
    .offset((page - 1) * size);
  if (filter.search.trim() !== '') {
    const rows = await paged.select(['order_number', sql<number>`count(*) over ()`.as('found')]).execute();
    const [first] = rows;
    if (first !== undefined || page === 1)
      return { found: first?.found ?? 0, numbers: rows.map((row) => row.order_number) };
  }
  const { found } = await fitting
    .select(({ fn }) => fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow();
  const rows = await paged.select('order_number').execute();
  return { found, numbers: rows.map((row) => row.order_number) };
}

/** Numbers of the next orders that fit, newest first. */
export async function findOrdersBelow(
  database: StateDatabase,
  engine: StateEngine,
  what: Asked & { readonly below: OrderNumber | null; readonly limit: number },
): Promise<readonly OrderNumber[]> {
  const fitting = matching(database, engine, what);
  const rows = await (what.below === null ? fitting : fitting.where('order_number', '<', what.below))
    .select('order_number')
    .orderBy('order_number', 'desc')
    .limit(what.limit)
    .execute();
  return rows.map((row) => row.order_number);
}
