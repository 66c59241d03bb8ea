import { batches } from '../../lib/batch.ts';
import type { FetchedOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import { GUIDE, READING } from './codec.ts';
import { orderFromXml } from './order-from-xml.ts';
import type { XmlOrder } from './order-from-xml.ts';
import type { XmlClient } from './xml-client.ts';

/** So often is a page that is out of order asked for again before the shop is called unsteady. */
const ATTEMPTS = 4;
/** More than any shop has: a list that goes on is one without an end. */
const MOST_PAGES = 100_000;

function parsed(client: XmlClient, records: readonly string[]): readonly XmlOrder[] {
  return records.map((raw) => {
    const order = orderFromXml(raw);
    if (order !== null) return order;
    // An order without a number can be neither kept nor passed over: nothing of this answer is believed.
    throw new SyncError('shop.answer.unreadable', { address: client.address, what: READING.order.number });
  });
}

function isAscending(orders: readonly XmlOrder[], after: number): boolean {
  return orders.every((order, index) => order.fetched.number > (orders[index - 1]?.fetched.number ?? after));
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

/**
 * At most `limit` orders with a greater number, ascending, each once; empty after the last. A page that
 * is out of order, repeats itself or begins too early is read again, then given up as
 * `shop.paging.unsteady` (I1).
 */
export async function fetchOrdersPage(
  client: XmlClient,
  page: { readonly after: number; readonly limit: number },
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  const { fromOrder, limit } = READING.parameters;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const fields = { [fromOrder]: String(page.after), [limit]: String(page.limit) };
    const orders = await ask(client, fields, signal);
    if (isAscending(orders, page.after)) return orders.map((order) => order.fetched);
  }
  throw new SyncError('shop.paging.unsteady', { address: client.address });
}

/**
 * All orders with a greater number, in pages: each page begins after the last order of the one before, so
 * that records coming or going meanwhile shift nothing. A page smaller than asked is no end; only an
 * empty one is.
 */
export async function* fetchOrdersAfter(
  client: XmlClient,
  after: OrderNumber,
  signal: AbortSignal,
): AsyncGenerator<readonly FetchedOrder[]> {
  let last: number = after;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const orders = await fetchOrdersPage(client, { after: last, limit: READING.ordersPage }, signal);
    const newest = orders.at(-1);
    if (newest === undefined) return;
    last = newest.number;
    yield orders;
  }
  throw new SyncError('shop.paging.unsteady', { address: client.address });
}

/**
 * These orders, by number ascending; absent = the shop no longer has it (I2). What an answer leaves out
 * is asked for again by itself, because a shop that sends fewer than asked has not lost the others.
 */
export async function fetchOrdersNumbered(
  client: XmlClient,
  numbers: readonly OrderNumber[],
  signal: AbortSignal,
): Promise<readonly XmlOrder[]> {
  const found = new Map<OrderNumber, XmlOrder>();
  const asked = [...new Set(numbers)].sort((left, right) => left - right);
  for (const chunk of batches(asked, READING.ordersByNumber)) {
    let missing = chunk;
    for (;;) {
      const wanted = new Set(missing);
      const { orders, limit } = READING.parameters;
      const fields = { [orders]: missing.join(','), [limit]: String(missing.length) };
      const answered = (await ask(client, fields, signal)).filter((order) =>
        wanted.has(order.fetched.number),
      );
      for (const order of answered) found.set(order.fetched.number, order);
      missing = missing.filter((number) => !found.has(number));
      if (answered.length === 0 || missing.length === 0) break;
    }
  }
  return [...found.values()].sort((left, right) => left.fetched.number - right.fetched.number);
}

const FIRST_STEP = 1024;
const FIRST_SPAN = 32;

/**
 * The newest order, found by halving: a few dozen requests for one order each, however many orders there
 * are.
 */
async function findNewest(client: XmlClient, signal: AbortSignal): Promise<FetchedOrder | null> {
  const next = async (after: number): Promise<FetchedOrder | null> =>
    (await fetchOrdersPage(client, { after, limit: 1 }, signal))[0] ?? null;
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
 * The newest orders, at most `count`, by number ascending; however many the shop has, few requests and
 * few records.
 */
export async function fetchNewestOrders(
  client: XmlClient,
  count: number,
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  const newest = await findNewest(client, signal);
  if (newest === null) return [];
  // Numbers have gaps, so the stretch before the newest grows until it holds enough.
  for (let span = FIRST_SPAN; ; span *= 2) {
    const after = Math.max(newest.number - span, 0) as OrderNumber;
    const found: FetchedOrder[] = [];
    for await (const page of fetchOrdersAfter(client, after, signal)) found.push(...page);
    if (found.length >= count || after === 0) return found.slice(-count);
  }
}
