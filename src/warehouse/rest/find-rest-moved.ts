import { isZero } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { MOVING_TYPES } from '../../model/operation-type.ts';
import type { RestClient } from './rest-client.ts';
import { OPERATION_ROW, STOCK_ROW } from './wire.ts';

/** From so many goods on the lists are read whole: requests for each would take longer. */
const MANY = 60;

/** Goods with stock that is not 0 somewhere, or with a line of a document that moves stock. */
export async function findRestMoved(
  client: RestClient,
  ids: readonly GoodId[],
  signal: AbortSignal,
): Promise<ReadonlySet<GoodId>> {
  const asked = new Set<number>(ids);
  const moved = new Set<number>();
  const filters: readonly Readonly<Record<string, number>>[] =
    ids.length > MANY ? [{}] : ids.map((id) => ({ good_id: id }));
  for (const filter of filters) {
    const parse = (row: unknown) => STOCK_ROW.parse(row);
    for await (const page of client.list('/Store', { parameters: filter, parse, signal }))
      for (const { good_id: id, qtty } of page)
        if (asked.has(id) && qtty !== null && !isZero(qtty)) moved.add(id);
  }
  for (const filter of filters) {
    if (moved.has(filter['good_id'] ?? 0) || moved.size === asked.size) continue;
    const parse = (row: unknown) => OPERATION_ROW.parse(row);
    for await (const page of client.list('/Operations', { parameters: filter, parse, signal }))
      for (const { good_id: id, operation_type: type } of page)
        if (asked.has(id) && MOVING_TYPES.includes(type)) moved.add(id);
  }
  return moved as Set<GoodId>;
}
