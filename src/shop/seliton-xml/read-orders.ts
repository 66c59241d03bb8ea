import { batches } from '../../lib/batch.ts';
import type { FetchedOrder, NumberlessOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { KnownLists } from '../seliton-http/known-lists.ts';
import { isDescending } from '../seliton-http/probed-order.ts';
import { GUIDE, READING } from './codec.ts';
import { ordersFromXml } from './order-from-xml.ts';
import type { XmlOrder, XmlOrders } from './order-from-xml.ts';
import { ordersAbove, readNumbered, readOrdersAfter } from './order-pages.ts';
import type { OrderPages } from './order-pages.ts';
import type { XmlClient } from './xml-client.ts';

/** The shop's list of orders: who is asked, and what is known of its answers. */
export interface OrderSource {
  readonly client: XmlClient;
  readonly lists: KnownLists;
}

async function ask(
  client: XmlClient,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<XmlOrders> {
  const answer = await client.call(
    { action: GUIDE.actions.getOrders, fields, record: READING.order.record },
    signal,
  );
  return ordersFromXml(answer.records);
}

/** So often is twice as much asked for where an answer holds nothing but orders without a number. */
const MOST_DOUBLINGS = 8;

/** Orders above a number; where those at the head have no numbers, so many more that some have (Q10). */
async function askAfter(ask: (limit: number) => Promise<XmlOrders>, most: number): Promise<XmlOrders> {
  let page = await ask(most);
  for (let step = 1; step <= MOST_DOUBLINGS; step += 1) {
    const isFull = page.numberless.length >= most * 2 ** (step - 1);
    if (page.orders.length > 0 || !isFull) return page;
    const { orders, numberless } = await ask(most * 2 ** step);
    page = { orders: orders.slice(0, most), numberless };
  }
  return page;
}

/** `getorders` as the reading of odd lists needs it. */
export function pagesOf(
  { client, lists }: OrderSource,
  signal: AbortSignal,
  onNumberless?: (order: NumberlessOrder) => void,
): OrderPages {
  const { fromOrder, limit, orders } = READING.parameters;
  const told = async (fields: Readonly<Record<string, string>>): Promise<XmlOrders> => {
    const answer = await ask(client, fields, signal);
    for (const order of answer.numberless) onNumberless?.(order);
    return answer;
  };
  return {
    address: client.address,
    lists,
    after: (number, most) =>
      askAfter((count) => told({ [fromOrder]: String(number), [limit]: String(count) }), most),
    numbered: (numbers) => told({ [orders]: numbers.join(','), [limit]: String(numbers.length) }),
  };
}

/**
 * At most `limit` orders with a greater number, ascending, each once, of those that the shop answers with;
 * empty after the last.
 */
export async function fetchOrdersPage(
  source: OrderSource,
  page: { readonly after: number; readonly limit: number },
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  const { orders } = await pagesOf(source, signal).after(page.after, page.limit);
  return ordersAbove(orders, page.after)
    .slice(0, page.limit)
    .map((order) => order.fetched);
}

/**
 * All orders with a greater number, ascending, each once, however the shop lists them (I1). Rejects
 * `shop.paging.unsteady` where its pages leave no way to all of them. `onNumberless`: as in the port.
 */
export async function* fetchOrdersAfter(
  source: OrderSource,
  after: OrderNumber,
  signal: AbortSignal,
  onNumberless?: (order: NumberlessOrder) => void,
): AsyncGenerator<readonly FetchedOrder[]> {
  for await (const page of readOrdersAfter(pagesOf(source, signal, onNumberless), after))
    yield page.map((order) => order.fetched);
}

/**
 * These orders, by number ascending; absent = the shop no longer has it (I2). What an answer leaves out
 * is asked for again by itself, because a shop that sends fewer than asked has not lost the others; one that
 * does not heed the numbers is read as a list.
 */
export async function fetchOrdersNumbered(
  source: OrderSource,
  numbers: readonly OrderNumber[],
  signal: AbortSignal,
): Promise<readonly XmlOrder[]> {
  const asked = [...new Set(numbers)].sort((left, right) => left - right);
  const pages = pagesOf(source, signal);
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
  source: OrderSource,
  below: number,
  signal: AbortSignal,
): Promise<FetchedOrder | null> {
  const next = async (after: number): Promise<FetchedOrder | null> => {
    const [order] = await fetchOrdersPage(source, { after, limit: 1 }, signal);
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
  source: OrderSource,
  what: { readonly below: number; readonly count: number },
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  const newest = await findNewest(source, what.below, signal);
  if (newest === null) return [];
  // Numbers have gaps, so the stretch before the newest grows until it holds enough.
  for (let span = FIRST_SPAN; ; span *= 2) {
    const after = Math.max(newest.number - span, 0) as OrderNumber;
    const found: FetchedOrder[] = [];
    for await (const page of fetchOrdersAfter(source, after, signal)) {
      found.push(...page.filter(({ number }) => number < what.below));
      if (page.some(({ number }) => number >= what.below)) break;
    }
    if (found.length >= what.count || after === 0 || span >= MOST_SPAN) return found;
  }
}

/** Of a list that begins with the newest, its beginning; null: it is none, or its answer says otherwise. */
async function fetchFirstOnes(
  { client, lists }: OrderSource,
  count: number,
  signal: AbortSignal,
): Promise<readonly FetchedOrder[] | null> {
  if (lists.manner.order !== 'newestFirst') return null;
  const { orders } = await pagesOf({ client, lists }, signal).after(0, count);
  const first = orders.map((order) => order.fetched);
  const isAgreed = first.length > 1 && isDescending(first.map(({ number }) => number));
  if (!isAgreed) lists.contradict();
  return isAgreed ? first.slice(0, count).toReversed() : null;
}

/**
 * The newest orders, at most `count`, by number ascending; however many the shop has, few requests and
 * few records.
 */
export async function fetchNewestOrders(
  source: OrderSource,
  count: number,
  signal: AbortSignal,
): Promise<readonly FetchedOrder[]> {
  const known = await fetchFirstOnes(source, count, signal);
  if (known !== null) return known;
  let found: readonly FetchedOrder[] = [];
  for (let stretch = 0; stretch < MOST_STRETCHES && found.length < count; stretch += 1) {
    const below = found[0]?.number ?? Number.POSITIVE_INFINITY;
    const before = await fetchStretch(source, { below, count: count - found.length }, signal);
    if (before.length === 0) break;
    found = [...before, ...found];
  }
  return found.slice(-count);
}
