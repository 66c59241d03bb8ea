import { SyncError } from '../../model/sync-error.ts';
import type { KnownLists } from '../seliton-http/known-lists.ts';
import { isAscending } from '../seliton-http/probed-order.ts';
import { idOf, readPage, TRIES, withId } from './read-page.ts';
import type { ListPage, ListRequest } from './read-page.ts';
import type { RestClient } from './rest-client.ts';

interface Range {
  readonly after: number;
  readonly signal: AbortSignal;
  /** Told of each page that holds records without an id (Q10). */
  readonly onNameless?: (page: readonly unknown[]) => void;
  readonly lists?: KnownLists;
}

/** One reading of a list from its start. */
interface Pass {
  /** By id; what has none, by what it is. */
  readonly found: ReadonlyMap<number | string, unknown>;
  /** Pages came again before all records were met that the shop counts: they do not go on. */
  readonly isStuck: boolean;
}

/** The newest first, and this page reaches down to what is known: nothing new comes after it. */
function isEnoughOf(
  page: ListPage,
  idField: string,
  before: { readonly lowest: number; readonly after: number },
) {
  const ids = withId(page, idField).map((record) => idOf(record, idField));
  const isDescending = ids.every((id, index) => id < (ids[index - 1] ?? before.lowest));
  return { isDescending, isEnough: isDescending && (ids.at(-1) ?? 0) <= before.after };
}

async function readPass(client: RestClient, list: ListRequest, range: Range): Promise<Pass> {
  const found = new Map<number | string, unknown>();
  let lowest = Number.MAX_SAFE_INTEGER;
  let mayStop = true;
  let offset = 0;
  for (;;) {
    const page = await readPage(client, list, { offset, limit: list.pageSize, signal: range.signal });
    const before = found.size;
    const records = withId(page, list.idField);
    for (const record of page.records)
      found.set(idOf(record, list.idField) || JSON.stringify(record), record);
    if (records.length < page.records.length) range.onNameless?.(page.records);
    offset += page.records.length;
    const ids = records.map((record) => idOf(record, list.idField));
    const isOtherwise = range.lists?.manner.order === 'newestFirst' && ids.length > 1 && isAscending(ids);
    if (isOtherwise) range.lists?.contradict();
    const { isDescending, isEnough } = isEnoughOf(page, list.idField, { lowest, after: range.after });
    mayStop &&= isDescending;
    lowest = Math.min(lowest, ...records.map((record) => idOf(record, list.idField)));
    const isRepeated = page.records.length > 0 && found.size === before;
    if (isRepeated) return { found, isStuck: page.count === null || found.size < page.count };
    const isEnd = page.records.length === 0 || (page.count !== null && offset >= page.count);
    if (isEnd || (mayStop && isEnough)) return { found, isStuck: false };
  }
}

/**
 * For a shop that does not obey the order or the offset: everything is read until two passes agree, then
 * sorted; where the newest come first, only down to what is known. Pages that do not go on are asked for
 * larger. Rejects `shop.paging.unsteady`.
 */
export async function* readUnordered(
  client: RestClient,
  list: ListRequest,
  range: Range,
): AsyncGenerator<readonly unknown[]> {
  let known: Pass['found'] = new Map();
  let { pageSize } = list;
  for (let pass = 0; pass < TRIES; pass += 1) {
    const { found, isStuck } = await readPass(client, { ...list, pageSize }, range);
    const isSteady = found.size === known.size && [...found.keys()].every((id) => known.has(id));
    // A larger page that brings no more is as large as this shop's pages get.
    if (isStuck && isSteady) break;
    known = found;
    if (isStuck) pageSize *= 2;
    if (isStuck || !isSteady) continue;
    const ids = [...found.keys()]
      .filter((id) => typeof id === 'number')
      .filter((id) => id > range.after)
      .sort((left, right) => left - right);
    if (ids.length > 0) yield ids.map((id) => found.get(id));
    return;
  }
  throw new SyncError('shop.paging.unsteady', { address: client.address });
}
