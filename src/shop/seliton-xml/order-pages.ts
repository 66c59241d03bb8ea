import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ListManner } from '../../model/list-manner.ts';
import type { KnownLists } from '../seliton-http/known-lists.ts';
import { isAscending, isDescending } from '../seliton-http/probed-order.ts';
import { READING } from './codec.ts';
import { unreadableOrder } from './order-from-xml.ts';
import type { XmlOrder, XmlOrders } from './order-from-xml.ts';

/**
 * The two ways of asking for orders, each one request; what comes back is believed only as far as it fits.
 */
export interface OrderPages {
  /** The shop, for people. */
  readonly address: string;
  /** How its list was seen to answer; absent = nothing is known. */
  readonly lists?: KnownLists;
  /** At most `most` orders with a greater number, if the shop heeds both. */
  after(number: number, most: number): Promise<XmlOrders>;
  /** These orders, if the shop heeds the numbers. */
  numbered(numbers: readonly number[]): Promise<XmlOrders>;
}

/** More than any shop has: a list that goes on is one without an end. */
const MOST_PAGES = 100_000;
/** No shop cuts its lists off earlier: fewer orders than these are all that there are. */
const SMALLEST_PAGE = 10;
/** So often is twice as much asked for: from 200 orders to 51,200. */
const MOST_DOUBLINGS = 8;
/** Numbers have gaps: so many chunks of numbers without an order end the looking for more. */
const EMPTY_CHUNKS = 10;

function numberOf(order: XmlOrder): number {
  return order.fetched.number;
}

/** Records of an answer, those without a number too: what a page's size is told by. */
function sizeOf({ orders, numberless }: XmlOrders): number {
  return orders.length + numberless.length;
}

/** What stands above a number in an answer, ascending, each once. */
export function ordersAbove(answered: readonly XmlOrder[], after: number): readonly XmlOrder[] {
  const byNumber = new Map<OrderNumber, XmlOrder>();
  for (const order of answered)
    if (numberOf(order) > after && !byNumber.has(order.fetched.number))
      byNumber.set(order.fetched.number, order);
  return [...byNumber.values()].sort((left, right) => numberOf(left) - numberOf(right));
}

/** The answer goes further back than was asked: its list does not begin where we say. */
function isFromIgnored(answered: readonly XmlOrder[], after: number): boolean {
  return answered.some((order) => numberOf(order) < after);
}

/** Whether an answer is otherwise than this shop's were. */
function contradicts({ order, start }: ListManner, answered: readonly XmlOrder[], after: number): boolean {
  const goesBack = isFromIgnored(answered, after);
  const isWhole = answered.length < READING.ordersPage;
  if (start === 'startHeeded' && goesBack) return true;
  if (start === 'startIgnored' && after > 0 && isWhole && !goesBack) return true;
  const numbers = answered.map(numberOf);
  if (numbers.length < 2) return false;
  return order === 'oldestFirst' ? isDescending(numbers) : order === 'newestFirst' && isAscending(numbers);
}

/**
 * Whether a page may leave out orders below its own first one: a shop that lists the newest first gives the
 * newest of them. One order is asked for to see which end it comes from.
 */
async function mayLackOldest(
  pages: OrderPages,
  answered: readonly XmlOrder[],
  after: number,
): Promise<boolean> {
  const [first] = ordersAbove(answered, after);
  // No number lies between.
  if (first !== undefined && numberOf(first) === after + 1) return false;
  const { order, start } = pages.lists?.manner ?? {};
  if (order === 'newestFirst' || start === 'startIgnored') return true;
  const { orders: one, numberless } = await pages.after(after, 1);
  const [only] = one;
  // Nothing but orders without a number, however many were asked for: what lies behind them is not known.
  if (only === undefined && numberless.length > 0) return true;
  if (first === undefined || only === undefined) return false;
  // The limit is not heeded: only the order of the page tells from which end it was cut off.
  if (one.length > 1) return isDescending(answered.map(numberOf));
  return numberOf(only) > after && numberOf(only) !== numberOf(first);
}

/**
 * All orders above a number, ascending, each once, however the shop lists them: newest first, from the
 * start whatever is asked for, with the boundary, more or fewer than asked, the same page again (I1). The
 * list goes on after the last order of each page, so that records coming or going meanwhile shift nothing;
 * a page smaller than asked is no end, only one without news is. Orders without a number are no news; where
 * there are no others, more may lie behind them, and is looked for by number (Q10). What is known of the list
 * spares requests as long as its answers agree.
 */
export async function* readOrdersAfter(
  pages: OrderPages,
  after: number,
): AsyncGenerator<readonly XmlOrder[]> {
  let last = after;
  let isProbed = false;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await pages.after(last, READING.ordersPage);
    const { orders: answered, numberless } = answer;
    if (pages.lists !== undefined && contradicts(pages.lists.manner, answered, last))
      pages.lists.contradict();
    const fresh = ordersAbove(answered, last);
    const newest = fresh.at(-1);
    const isProbe: boolean = !isProbed && newest !== undefined && sizeOf(answer) >= SMALLEST_PAGE;
    isProbed ||= isProbe;
    const isOdd =
      newest === undefined
        ? numberless.length > 0 || isFromIgnored(answered, last)
        : isProbe && (await mayLackOldest(pages, answered, last));
    if (isOdd) {
      const rest = await readWhole(pages, last, answer);
      if (rest.length > 0) yield rest;
      return;
    }
    if (newest === undefined) return;
    yield fresh;
    last = numberOf(newest);
  }
  throw unsteady(pages);
}

/**
 * For a list that does not go on where we say: from its first answer on asked for whole, with a limit that
 * grows until the shop has no more to tell, and then by number beyond both of its ends, lest it was cut off.
 */
async function readWhole(pages: OrderPages, after: number, first: XmlOrders): Promise<readonly XmlOrder[]> {
  const known = new Map<number, XmlOrder>();
  let length = -1;
  let limit: number = READING.ordersPage;
  for (let step = 0; ; step += 1) {
    const answer = step === 0 ? first : await pages.after(after, limit);
    for (const order of answer.orders) known.set(numberOf(order), order);
    if (sizeOf(answer) !== limit || sizeOf(answer) === length) break;
    if (step === MOST_DOUBLINGS) throw unsteady(pages);
    length = sizeOf(answer);
    limit *= 2;
  }
  const numbers = [...known.keys()];
  const newest = Math.max(after, ...numbers);
  const oldest = Math.min(...numbers);
  await sweep(pages, known, { from: newest + 1, by: 1, while: () => true });
  if (numbers.length > 0 && oldest > after + 1)
    await sweep(pages, known, { from: oldest - 1, by: -1, while: (at) => at > after });
  return ordersAbove([...known.values()], after);
}

/** Asks for numbers in chunks, upwards or downwards, until they have been without an order for long. */
async function sweep(
  pages: OrderPages,
  known: Map<number, XmlOrder>,
  what: { readonly from: number; readonly by: 1 | -1; readonly while: (number: number) => boolean },
): Promise<void> {
  let at = what.from;
  let empty = 0;
  // Above the newest there is nothing as a rule; below the oldest of a list that was cut off there is much.
  const most = what.by === 1 ? 1 : EMPTY_CHUNKS;
  while (empty < most && what.while(at)) {
    const chunk: number[] = [];
    for (; chunk.length < READING.ordersByNumber && what.while(at); at += what.by) chunk.push(at);
    const wanted = new Set(chunk);
    const found = (await pages.numbered(chunk)).orders.filter((order) => wanted.has(numberOf(order)));
    for (const order of found) known.set(numberOf(order), order);
    empty = found.length === 0 ? empty + 1 : 0;
  }
}

/**
 * Orders by number, ascending; absent = the shop no longer has it (I2). Where the shop answers with orders
 * that were not asked for, it does not heed the numbers, and its list is read instead.
 */
export async function readNumbered(
  pages: OrderPages,
  numbers: readonly OrderNumber[],
): Promise<readonly XmlOrder[]> {
  const found = new Map<number, XmlOrder>();
  if (pages.lists?.manner.numbers === 'numbersIgnored') {
    await findInList(pages, numbers, found);
    return ordersAbove([...found.values()], 0);
  }
  let missing: readonly number[] = numbers;
  let hasNumberless = false;
  while (missing.length > 0) {
    const wanted = new Set(missing);
    const { orders: answered, numberless } = await pages.numbered(missing);
    hasNumberless ||= numberless.length > 0;
    const fitting = answered.filter((order) => wanted.has(numberOf(order)));
    for (const order of fitting) found.set(numberOf(order), order);
    missing = missing.filter((number) => !found.has(number));
    if (missing.length > 0 && answered.some((order) => !wanted.has(numberOf(order)))) {
      if (pages.lists?.manner.numbers === 'numbersHeeded') pages.lists.contradict();
      await findInList(pages, missing, found);
      break;
    }
    if (fitting.length === 0) break;
  }
  if (hasNumberless) await askAlone(pages, missing, found);
  return ordersAbove([...found.values()], 0);
}

/** One that is asked for alone and answered without a number is there, and cannot be read (Q10). */
async function askAlone(
  pages: OrderPages,
  numbers: readonly number[],
  found: Map<number, XmlOrder>,
): Promise<void> {
  for (const number of numbers.filter((each) => !found.has(each))) {
    const { orders, numberless } = await pages.numbered([number]);
    const [only, ...others] = numberless;
    if (only === undefined || others.length > 0 || orders.length > 0) continue;
    found.set(number, unreadableOrder(number as OrderNumber, only));
  }
}

async function findInList(
  pages: OrderPages,
  numbers: readonly number[],
  found: Map<number, XmlOrder>,
): Promise<void> {
  const wanted = new Set(numbers);
  const last = Math.max(...numbers);
  for await (const page of readOrdersAfter(pages, Math.min(...numbers) - 1)) {
    for (const order of page) if (wanted.has(numberOf(order))) found.set(numberOf(order), order);
    if (page.some((order) => numberOf(order) >= last)) return;
  }
}

function unsteady(pages: OrderPages): SyncError {
  return new SyncError('shop.paging.unsteady', { address: pages.address });
}
