import type { KnownLists } from '../seliton-http/known-lists.ts';
import { isAscending, isDescending } from '../seliton-http/probed-order.ts';
import { idOf, readPage } from './read-page.ts';
import type { ListRequest } from './read-page.ts';
import type { RestClient } from './rest-client.ts';

/** A stretch of a list. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A page may hold fewer records than were asked for: the others are then on the next. */
async function readStretch(
  client: RestClient,
  list: ListRequest,
  what: Stretch & { readonly most: number; readonly signal: AbortSignal },
): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  let offset = what.from;
  for (let isLast = false; !isLast;) {
    const page = await readPage(client, list, { offset, limit: what.most, signal: what.signal });
    records.push(...page.records);
    offset += page.records.length;
    isLast = page.records.length === 0 || offset >= what.to;
  }
  return records;
}

/**
 * The newest records, some `most` of them: the end of the list, or its beginning where it begins with the
 * newest, as it is known to do or as its end shows. An answer that contradicts what is known is not believed.
 */
export async function readNewest(
  client: RestClient,
  list: ListRequest,
  what: {
    /** Records of the whole list; 0 where it does not tell. */
    readonly count: number;
    readonly most: number;
    readonly lists: KnownLists;
    readonly signal: AbortSignal;
  },
): Promise<readonly unknown[]> {
  const { count, most, lists } = what;
  const end: Stretch = { from: Math.max(count - most, 0), to: count };
  const beginning: Stretch = { from: 0, to: Math.min(count, most) };
  const isBelieved = lists.manner.order === 'newestFirst';
  const records = await readStretch(client, list, { ...what, ...(isBelieved ? beginning : end) });
  const ids = records.map((record) => idOf(record, list.idField)).filter((id) => id > 0);
  if (ids.length < 2 || end.from === 0) return records;
  const isOtherwise = isBelieved ? isAscending(ids) : isDescending(ids);
  if (!isOtherwise) return records;
  if (isBelieved) lists.contradict();
  return readStretch(client, list, { ...what, ...(isBelieved ? end : beginning) });
}
