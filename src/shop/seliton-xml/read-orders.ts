import { batches } from '../../lib/batch.ts';
import type { FetchedOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import { GUIDE, READING } from './codec.ts';
import { orderFromXml } from './order-from-xml.ts';
import type { XmlOrder } from './order-from-xml.ts';
import { ordersAbove, readNumbered, readOrdersAfter } from './order-pages.ts';
import type { OrderPages } from './order-pages.ts';
import type { XmlClient } from './xml-client.ts';

function parsed(client: XmlClient, records: readonly string[]): readonly XmlOrder[] {
  return records.map((raw) => {
    const order = orderFromXml(raw);
    if (order !== null) return order;
    // An order without a number can be neither kept nor passed over: nothing of this answer is believed.
    throw new SyncError('shop.answer.unreadable', { address: client.address, what: READING.order.number });
  });
}

async function ask(
  client: XmlClient,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly XmlOrder[]> {
  const answer = await client.call(
    { action: GUIDE.actions.getOrders, fields, record: READING.order.record },
    signal,
  );
  return parsed(client, answer.records);
}

/** `getorders` as the reading of odd lists needs it. */
function pagesOf(client: XmlClient, signal: AbortSignal): OrderPages {
  const { fromOrder, limit, orders } = READING.parameters;
  return {
    address: client.address,
    after: (number, most) => ask(client, { [fromOrder]: String(number), [limit]: String(most) }, signal),
    numbered: (numbers) =>
      ask(client, { [orders]: numbers.join(','), [limit]: String(numbers.length) }, signal),
  };
}

/**
 * At most `limit` orders with a greater number, ascending, each once, of those that the shop answers with;
 * empty after the last.
 */
export async function fetchOrdersPage(
  client: XmlClient,
  page: { readonly after: number; readonly limit: number },
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  const answered = await pagesOf(client, signal).after(page.after, page.limit);
  return ordersAbove(answered, page.after)
    .slice(0, page.limit)
    .map((order) => order.fetched);
}

/**
 * All orders with a greater number, ascending, each once, however the shop lists them (I1). Rejects
 * `shop.paging.unsteady` where its pages leave no way to all of them.
 */
export async function* fetchOrdersAfter(
  client: XmlClient,
  after: OrderNumber,
  signal: AbortSignal,
): AsyncGenerator<readonly FetchedOrder[]> {
  for await (const page of readOrdersAfter(pagesOf(client, signal), after))
    yield page.map((order) => order.fetched);
}

/**
 * These orders, by number ascending; absent = the shop no longer has it (I2). What an answer leaves out
 * is asked for again by itself, because a shop that sends fewer than asked has not lost the others; one that
 * does not heed the numbers is read as a list.
 */
export async function fetchOrdersNumbered(
  client: XmlClient,
  numbers: readonly OrderNumber[],
  signal: AbortSignal,
): Promise<readonly XmlOrder[]> {
  const asked = [...new Set(numbers)].sort((left, right) => left - right);
  const pages = pagesOf(client, signal);
  const found: XmlOrder[] = [];
  for (const chunk of batches(asked, READING.ordersByNumber))
    found.push(...(await readNumbered(pages, chunk)));
  return found;
}

const FIRST_STEP = 1024;
const [FIRST_SPAN, MOST_SPAN] = [32, 4096];
/** Stretches of numbers that are looked at: one far above all others must not hide them (Q6). */
const MOST_STRETCHES = 3;

/**
 * The newest order with a number below, found by halving: a few dozen requests for one order each, however
 * many orders there are.
 */
async function findNewest(
  client: XmlClient,
  below: number,
  signal: AbortSignal,
): Promise<FetchedOrder | null> {
  const next = async (after: number): Promise<FetchedOrder | null> => {
    const [order] = await fetchOrdersPage(client, { after, limit: 1 }, signal);
    return order === undefined || order.number >= below ? null : order;
  };
  let newest = await next(0);
  if (newest === null) return null;
  let step = FIRST_STEP;
  let end: number;
  for (;;) {
    end = newest.number + step;
    const later = await next(end);
    if (later === null) break;
    newest = later;
    step *= 2;
  }
  while (newest.number < end) {
    const middle = Math.floor((newest.number + end) / 2);
    const later = await next(middle);
    if (later === null) end = middle;
    else newest = later;
  }
  return newest;
}

/**
 * Orders below a number and close to the newest of those, ascending; at least `count` of them where they
 * stand close enough.
 */
async function fetchStretch(
  client: XmlClient,
  what: { readonly below: number; readonly count: number },
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  const newest = await findNewest(client, what.below, signal);
  if (newest === null) return [];
  // Numbers have gaps, so the stretch before the newest grows until it holds enough.
  for (let span = FIRST_SPAN; ; span *= 2) {
    const after = Math.max(newest.number - span, 0) as OrderNumber;
    const found: FetchedOrder[] = [];
    for await (const page of fetchOrdersAfter(client, after, signal)) {
      found.push(...page.filter(({ number }) => number < what.below));
      if (page.some(({ number }) => number >= what.below)) break;
    }
    if (found.length >= what.count || after === 0 || span >= MOST_SPAN) return found;
  }
}

/**
 * The newest orders, at most `count`, by number ascending; however many the shop has, few requests and
 * few records.
 */
export async function fetchNewestOrders(
  client: XmlClient,
  count: number,
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  let found: readonly FetchedOrder[] = [];
  for (let stretch = 0; stretch < MOST_STRETCHES && found.length < count; stretch += 1) {
    const below = found[0]?.number ?? Number.POSITIVE_INFINITY;
    const before = await fetchStretch(client, { below, count: count - found.length }, signal);
    if (before.length === 0) break;
    found = [...before, ...found];
  }
  return found.slice(-count);
}
