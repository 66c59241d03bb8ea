import { SyncError } from '../../model/sync-error.ts';
import { isRefusal, shopMessage } from './rest-errors.ts';
import type { RestClient } from './rest-client.ts';
import { listOf, metadataSchema } from './wire.ts';

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
  /** Records that match, not those of the page; null when the shop does not tell. */
  readonly count: number | null;
}

/** So often may the records shift under one page before the list is called unsteady. */
export const TRIES = 20;

const WHOLE = /^\s*\d{1,15}\s*$/;

/** The own id of a record; 0 = it has none that can be read: a word, a fraction, a list, nothing. */
export function idOf(record: unknown, idField: string): number {
  const told = (record as Readonly<Record<string, unknown>> | null)?.[idField];
  const id = typeof told === 'string' && WHOLE.test(told) ? Number(told) : told;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : 0;
}

/** The records of a page that have an id: lists go on by these, and places in them count all. */
export function withId(page: ListPage, idField: string): readonly unknown[] {
  return page.records.filter((record) => idOf(record, idField) > 0);
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
  const told = (answer.body as Readonly<Record<string, unknown>> | null)?.[list.plural];
  const records = listOf(told);
  if (isRefusal(answer) || !Array.isArray(records)) {
    if (answer.status === 404)
      throw new SyncError('shop.wrongInterface', { address: client.address, interface: 'rest' });
    const what = shopMessage(answer.body);
    throw new SyncError('shop.answer.unreadable', {
      address: client.address,
      what: what === '' ? list.plural : what,
    });
  }
  const metadata = metadataSchema.safeParse(answer.body);
  return { records, count: metadata.success ? metadata.data._metadata.count : null };
}
