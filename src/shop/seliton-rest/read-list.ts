import { SyncError } from '../../model/sync-error.ts';
import type { KnownLists } from '../seliton-http/known-lists.ts';
import { idOf, readPage, TRIES, withId } from './read-page.ts';
import type { ListPage, ListRequest } from './read-page.ts';
import { readUnordered } from './read-unordered.ts';
import type { RestClient } from './rest-client.ts';

function isAscending(records: readonly unknown[], idField: string): boolean {
  return records.every(
    (record, index) => index === 0 || idOf(record, idField) > idOf(records[index - 1], idField),
  );
}

/** So many records one above the other are no chance: the list is in order, and they are handed out. */
const PROOF = 10;

/** Where the reading of a list stands. */
interface Place {
  readonly offset: number;
  /** The page begins with a record that was read before: if it is not there, records have shifted. */
  readonly isOverlapping: boolean;
}

/** Where to go on after a page; null at the end of the list. */
function nextPlace(place: Place, page: ListPage, idField: string): Place | null {
  const end = place.offset + page.records.length;
  if (page.count !== null && end >= page.count) return null;
  const last = page.records.findLastIndex((record) => idOf(record, idField) > 0);
  // A page of one record, or with an id at its head only, leaves no room for the overlap.
  return last < 1
    ? { offset: end, isOverlapping: false }
    : { offset: place.offset + last, isOverlapping: true };
}

/** Where to look again when the page did not begin where it should: records below it were deleted. */
function stepBack(place: Place, page: ListPage, pageSize: number): Place {
  const offset = Math.max(0, Math.min(place.offset, page.count ?? place.offset) - pageSize);
  return { offset, isOverlapping: offset > 0 };
}

/**
 * True where pages do not go on upwards from the one before: records out of order, a page below what was
 * read, or the same page under another offset. A page that was stepped back to begins lower, and is another
 * one.
 */
function isOdd(
  list: ListRequest,
  records: readonly unknown[],
  before: { readonly first: number; readonly isNext: boolean },
) {
  if (!isAscending(records, list.idField)) return true;
  const first = idOf(records[0], list.idField);
  return first > 0 && before.isNext && first <= before.first;
}

/**
 * The record that the page before ended with is not where the page begins: something below it was removed.
 */
function isShifted(page: ListPage, place: Place, known: { readonly last: number; readonly idField: string }) {
  const [first] = withId(page, known.idField);
  // Without a count, an empty page is the end of the list.
  if (first === undefined)
    return place.isOverlapping || (page.count !== null && place.offset > 0 && page.records.length === 0);
  return place.isOverlapping && idOf(first, known.idField) > known.last;
}

/**
 * All records with an id above `after`, ascending, each once. Every page begins with the record that the
 * page before ended with: when that one is not there, something was deleted or inserted below, and the
 * reading steps back until it is met again. A page smaller than asked for ends nothing; only the count does,
 * and an empty page (I1). A shop whose pages do not go on so is read otherwise (`readUnordered`). A record
 * without an id stops nothing: `onNameless` is told of each page that holds such, as it came (Q10).
 */
export async function* readAscending(
  client: RestClient,
  list: ListRequest,
  range: {
    readonly after: number;
    readonly startOffset: number;
    readonly signal: AbortSignal;
    readonly onNameless?: (page: readonly unknown[]) => void;
    readonly lists?: KnownLists;
  },
): AsyncGenerator<readonly unknown[]> {
  let last = range.after;
  let before = { first: 0, isNext: false };
  let held: readonly unknown[] = [];
  let isProven = false;
  let place: Place = { offset: range.startOffset, isOverlapping: range.startOffset > 0 };
  for (let tries = 0; tries <= TRIES;) {
    const page = await readPage(client, list, {
      offset: place.offset,
      limit: list.pageSize,
      signal: range.signal,
    });
    const records = withId(page, list.idField);
    if (isOdd(list, records, before)) {
      if (range.lists?.manner.order === 'oldestFirst') range.lists.contradict();
      yield* readUnordered(client, list, { ...range, after: isProven ? last : range.after });
      return;
    }
    if (isShifted(page, place, { last, idField: list.idField })) {
      tries += 1;
      before = { first: 0, isNext: false };
      place = stepBack(place, page, list.pageSize);
      continue;
    }
    if (records.length < page.records.length) range.onNameless?.(page.records);
    const fresh = records.filter((record) => idOf(record, list.idField) > last);
    held = [...held, ...fresh];
    isProven ||= held.length >= PROOF;
    if (fresh.length > 0) {
      last = idOf(fresh.at(-1), list.idField);
      tries = 0;
    }
    const next = page.records.length === 0 ? null : nextPlace(place, page, list.idField);
    if (held.length > 0 && (isProven || next === null)) {
      yield held;
      held = [];
    }
    if (next === null) return;
    tries += fresh.length === 0 ? 1 : 0;
    before = { first: idOf(records[0], list.idField), isNext: true };
    place = next;
  }
  throw new SyncError('shop.paging.unsteady', { address: client.address });
}

/** So many of the newest ids tell at once whether there is anything new, and where it begins. */
const NEWEST = 20;

/**
 * Where the first record with an id above `after` is, told by one small page of the newest ids: an offset at
 * or below it, `none`, or null where the page does not tell. A shop is believed to list the newest first only
 * if twenty ids say so.
 */
async function offsetOfNewest(
  client: RestClient,
  small: ListRequest,
  range: { readonly after: number; readonly signal: AbortSignal },
): Promise<number | 'none' | null> {
  const page = { offset: 0, limit: NEWEST, signal: range.signal, isDescending: true };
  const { records, count } = await readPage(client, small, page);
  // One without an id may be newer than it looks.
  if (records.some((record) => idOf(record, small.idField) === 0)) return null;
  const isWhole = count !== null && records.length >= count;
  const isNewestFirst = records.length >= NEWEST && isAscending(records.toReversed(), small.idField);
  const above = records.filter((record) => idOf(record, small.idField) > range.after).length;
  if ((isWhole || isNewestFirst) && above === 0) return 'none';
  if (!isNewestFirst || count === null || above === records.length) return null;
  // The record before the first new one is read again: if it is not there, records have shifted.
  return Math.max(count - above - 1, 0);
}

/**
 * Offset at or below the first record with an id above `after`; null when there is none. One small request
 * where little or nothing is new, as in most runs; else bisection.
 */
async function findOffset(
  client: RestClient,
  list: ListRequest,
  range: { readonly after: number; readonly signal: AbortSignal },
): Promise<number | null> {
  if (range.after <= 0) return 0;
  const small: ListRequest = { ...list, fields: [list.idField] };
  const newest = await offsetOfNewest(client, small, range);
  if (newest !== null) return newest === 'none' ? null : newest;
  const start = await readPage(client, small, { offset: 0, limit: 1, signal: range.signal });
  const { count } = start;
  if (count === null) return 0;
  let [low, high] = [0, count];
  // A few pages cost less than looking for the place.
  while (high - low > list.pageSize) {
    const middle = Math.floor((low + high) / 2);
    const page = await readPage(client, small, { offset: middle, limit: 1, signal: range.signal });
    // Where no id tells on which side the place is, it lies further down: more is read, and nothing missed.
    const id = idOf(page.records[0], list.idField) || Number.MAX_SAFE_INTEGER;
    // The same record at another place: the shop does not heed the offset, so that only its start is a place.
    if (middle > 0 && id === idOf(start.records[0], list.idField)) return 0;
    if (id <= range.after) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * All records with an id above `after`, as `readAscending`, from the place where they begin. A list that is
 * known to begin elsewhere than asked, or with the newest, is read so at once.
 */
export async function* readFrom(
  client: RestClient,
  list: ListRequest,
  range: {
    readonly after: number;
    readonly signal: AbortSignal;
    readonly onNameless: (page: readonly unknown[]) => void;
    readonly lists: KnownLists;
  },
): AsyncGenerator<readonly unknown[]> {
  const { order, start } = range.lists.manner;
  if (order === 'newestFirst' || start === 'startIgnored') {
    yield* readUnordered(client, list, range);
    return;
  }
  const startOffset = await findOffset(client, list, range);
  if (startOffset !== null) yield* readAscending(client, list, { ...range, startOffset });
}
