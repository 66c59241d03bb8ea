import { SyncError } from '../../model/sync-error.ts';
import { isRefusal, shopMessage } from './rest-errors.ts';
import type { RestClient } from './rest-client.ts';
import { metadataSchema } from './wire.ts';

/** A list of the API: its plural, its own id, and what of each record is wanted. */
export interface ListRequest {
  readonly plural: string;
  readonly idField: string;
  /** Wire names; absent = whole records. */
  readonly fields?: readonly string[];
  readonly pageSize: number;
}

export interface ListPage {
  readonly records: readonly unknown[];
  /** Records that match, not those of the page. */
  readonly count: number;
}

/** So often may the records shift under one page before the list is called unsteady. */
const TRIES = 20;

export function idOf(record: unknown, idField: string): number {
  const id = Number((record as Readonly<Record<string, unknown>> | null)?.[idField]);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
}

/** One page, ascending by id as far as the shop obeys. */
export async function readPage(
  client: RestClient,
  list: ListRequest,
  range: {
    readonly offset: number;
    readonly limit: number;
    readonly signal: AbortSignal;
    readonly isDescending?: boolean;
  },
): Promise<ListPage> {
  const direction = range.isDescending === true ? 'desc' : 'asc';
  const answer = await client.call(
    {
      method: 'GET',
      path: `${list.plural}/`,
      query: {
        limit: String(range.limit),
        offset: String(range.offset),
        order: `${list.idField}:${direction}`,
        ...(list.fields === undefined ? {} : { fields: list.fields.join(',') }),
      },
      kind: 'read',
      what: list.plural,
    },
    range.signal,
  );
  const records = (answer.body as Readonly<Record<string, unknown>> | null)?.[list.plural];
  const metadata = metadataSchema.safeParse(answer.body);
  if (isRefusal(answer) || !Array.isArray(records) || !metadata.success) {
    if (answer.status === 404)
      throw new SyncError('shop.wrongInterface', { address: client.address, interface: 'rest' });
    const what = shopMessage(answer.body);
    throw new SyncError('shop.answer.unreadable', {
      address: client.address,
      what: what === '' ? list.plural : what,
    });
  }
  return { records, count: metadata.data._metadata.count };
}

function isAscending(records: readonly unknown[], idField: string): boolean {
  return records.every(
    (record, index) => index === 0 || idOf(record, idField) > idOf(records[index - 1], idField),
  );
}

/** Where the reading of a list stands. */
interface Place {
  readonly offset: number;
  /** The page begins with a record that was read before: if it is not there, records have shifted. */
  readonly isOverlapping: boolean;
}

/** Where to go on after a page; null at the end of the list. */
function nextPlace(place: Place, page: ListPage): Place | null {
  const end = place.offset + page.records.length;
  if (end >= page.count) return null;
  // A page of one record leaves no room for the overlap.
  return page.records.length === 1
    ? { offset: end, isOverlapping: false }
    : { offset: end - 1, isOverlapping: true };
}

/** Where to look again when the page did not begin where it should: records below it were deleted. */
function stepBack(place: Place, page: ListPage, pageSize: number): Place {
  const offset = Math.max(0, Math.min(place.offset, page.count) - pageSize);
  return { offset, isOverlapping: offset > 0 };
}

/**
 * All records with an id above `after`, ascending, each once. Every page begins with the record that the
 * page before ended with: when that one is not there, something was deleted or inserted below, and the
 * reading steps back until it is met again. A page smaller than asked for ends nothing; only the count does
 * (I1).
 */
export async function* readAscending(
  client: RestClient,
  list: ListRequest,
  range: { readonly after: number; readonly startOffset: number; readonly signal: AbortSignal },
): AsyncGenerator<readonly unknown[]> {
  let last = range.after;
  let place: Place = { offset: range.startOffset, isOverlapping: range.startOffset > 0 };
  for (let tries = 0; tries <= TRIES;) {
    const page = await readPage(client, list, {
      offset: place.offset,
      limit: list.pageSize,
      signal: range.signal,
    });
    if (!isAscending(page.records, list.idField)) {
      yield* readUnordered(client, list, { after: last, signal: range.signal });
      return;
    }
    const [first] = page.records;
    const isShifted =
      first === undefined ? place.offset > 0 : place.isOverlapping && idOf(first, list.idField) > last;
    if (isShifted) {
      tries += 1;
      place = stepBack(place, page, list.pageSize);
      continue;
    }
    const fresh = page.records.filter((record) => idOf(record, list.idField) > last);
    if (fresh.length > 0) {
      yield fresh;
      last = idOf(fresh.at(-1), list.idField);
      tries = 0;
    }
    const next = first === undefined ? null : nextPlace(place, page);
    if (next === null) return;
    tries += fresh.length === 0 ? 1 : 0;
    place = next;
  }
  throw new SyncError('shop.paging.unsteady', { address: client.address });
}

/** For a shop that does not obey the order: everything is read until two passes agree, then sorted. */
async function* readUnordered(
  client: RestClient,
  list: ListRequest,
  range: { readonly after: number; readonly signal: AbortSignal },
): AsyncGenerator<readonly unknown[]> {
  let known = new Map<number, unknown>();
  for (let pass = 0; pass < TRIES; pass += 1) {
    const found = new Map<number, unknown>();
    let offset = 0;
    for (;;) {
      const page = await readPage(client, list, { offset, limit: list.pageSize, signal: range.signal });
      const before = found.size;
      for (const record of page.records) found.set(idOf(record, list.idField), record);
      offset += page.records.length;
      // A page that brings nothing new ends a pass, whatever the shop's count promises.
      if (found.size === before || offset >= page.count) break;
    }
    const isSteady = found.size === known.size && [...found.keys()].every((id) => known.has(id));
    known = found;
    if (!isSteady) continue;
    const ids = [...found.keys()].filter((id) => id > range.after).sort((left, right) => left - right);
    if (ids.length > 0) yield ids.map((id) => found.get(id));
    return;
  }
  throw new SyncError('shop.paging.unsteady', { address: client.address });
}

/** Offset at or below the first record with an id above `after`, by bisection over small pages. */
export async function findOffset(
  client: RestClient,
  list: ListRequest,
  range: { readonly after: number; readonly signal: AbortSignal },
): Promise<number> {
  if (range.after <= 0) return 0;
  const small: ListRequest = { ...list, fields: [list.idField] };
  const { count } = await readPage(client, small, { offset: 0, limit: 1, signal: range.signal });
  let [low, high] = [0, count];
  // A few pages cost less than looking for the place.
  while (high - low > list.pageSize) {
    const middle = Math.floor((low + high) / 2);
    const page = await readPage(client, small, { offset: middle, limit: 1, signal: range.signal });
    const id = page.records[0] === undefined ? Number.MAX_SAFE_INTEGER : idOf(page.records[0], list.idField);
    if (id <= range.after) low = middle;
    else high = middle;
  }
  return low;
}
