import { batches } from '../../lib/batch.ts';
import { OPERATION } from '../../model/operation-type.ts';
import { add, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { parseOriginNote } from '../../model/order-origin.ts';
import { shopOfSeries } from '../../model/order-series.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { StockQuery } from '../warehouse.ts';
import type { RestClient } from './rest-client.ts';
import { OPERATION_ROW, STOCK_ROW } from './wire.ts';

const STOCK_AT_ONCE = 2000;
const OWN_TYPES = [14, 13] as const;

/** Sums by good. */
class Sums {
  readonly byGood = new Map<number, Decimal>();

  add(goodId: number, quantity: Decimal | null): void {
    this.byGood.set(goodId, add(this.byGood.get(goodId) ?? ZERO, quantity ?? ZERO));
  }
}

/**
 * Stock per good over the locations: several rows of a good are added up (facts section 4.3). Which orders
 * became sales cannot be asked for, so every row of type 19 that stands counts as open.
 */
export async function* readRestStock(
  client: RestClient,
  query: StockQuery,
  signal: AbortSignal,
): AsyncGenerator<readonly StockLevel[]> {
  const [physical, orders, own] = [new Sums(), new Sums(), new Sums()];
  for (const location of query.locationIds) {
    const parameters = { object_id: location };
    const rows = client.list('/Store', { parameters, parse: (row) => STOCK_ROW.parse(row), signal });
    for await (const page of rows)
      for (const row of page) if (row.object_id === location) physical.add(row.good_id, row.qtty);
    for (const type of [OPERATION.customerOrder, ...OWN_TYPES]) {
      const lines = client.list('/Operations', {
        parameters: { ...parameters, operation_type: type },
        parse: (row) => OPERATION_ROW.parse(row),
        signal,
      });
      for await (const page of lines) {
        for (const line of page) {
          const isOpen = line.operation_type === type && line.document_number > 0 && line.partner_id !== 0;
          if (!isOpen || line.object_id !== location) continue;
          if (type === OPERATION.customerOrder) orders.add(line.good_id, line.qtty);
          else if (shopOfSeries(parseOriginNote(line.note)?.shopIdentity ?? '') === query.shopIdentity)
            own.add(line.good_id, line.qtty);
        }
      }
    }
  }
  const ids = new Set([...physical.byGood.keys(), ...orders.byGood.keys(), ...own.byGood.keys()]);
  const levels = [...ids]
    .filter((id) => id > 0)
    .toSorted((left, right) => left - right)
    .map((id) => ({
      goodId: id as GoodId,
      physical: physical.byGood.get(id) ?? ZERO,
      openOrders: orders.byGood.get(id) ?? ZERO,
      ownOpenDocuments: own.byGood.get(id) ?? ZERO,
    }));
  yield* batches(levels, STOCK_AT_ONCE);
}
