import type { ListManner } from '../../model/list-manner.ts';
import { PROBE_SIZE, probedOrder } from '../seliton-http/probed-order.ts';
import { idOf, readPage, withId } from './read-page.ts';
import type { ListRequest } from './read-page.ts';
import type { RestClient } from './rest-client.ts';

/**
 * How this shop's list of orders answers, by three small requests. What a shop with an order or two cannot
 * show is left out.
 */
export async function probeRestLists(
  client: RestClient,
  list: ListRequest,
  signal: AbortSignal,
): Promise<ListManner> {
  const small = { ...list, fields: [list.idField] };
  const ask = async (offset: number, limit: number): Promise<readonly number[]> => {
    const page = await readPage(client, small, { offset, limit, signal });
    return withId(page, list.idField).map((record) => idOf(record, list.idField));
  };
  const few = await ask(0, PROBE_SIZE);
  const one = await ask(0, 1);
  const [next] = await ask(1, PROBE_SIZE);
  const order = probedOrder(few, one);
  if (next === undefined || few.length < 2) return order;
  if (next === few[1]) return { ...order, start: 'startHeeded' };
  return next === few[0] ? { ...order, start: 'startIgnored' } : order;
}
