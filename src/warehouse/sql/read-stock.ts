import { add, decimalFromNumber, QUANTITY_PLACES, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { StockQuery } from '../warehouse.ts';
import { readOpenOrders, readOwnDocuments } from './open-orders.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

const STOCK_AT_ONCE = 2000;
/** More goods than nearly every shop has; their rows take some 20 MB. */
const SUMS_AT_ONCE = 110_000;

function quantity(value: number | undefined): Decimal {
  return decimalFromNumber(value, QUANTITY_PLACES) ?? ZERO;
}

/** Quantities of goods, ids ascending, as plain numbers: half a million goods take 8 MB. */
interface StockSums {
  readonly goodIds: Float64Array;
  readonly sums: Float64Array;
}

/**
 * The sums of all goods, read to their end before anything is done with them: nothing is left open that would
 * hold up those who write while the shop is talked to. One statement serves nearly every shop. By pages of
 * some thousands the server would add up, for each of them anew, all that is left, where no index serves both
 * the good and the location; without any the rows of the largest would not fit into our memory.
 */
async function readSums(database: WarehouseDatabase, query: StockQuery): Promise<readonly StockSums[]> {
  const read: StockSums[] = [];
  const { from, to } = query.goods ?? { from: 1, to: null };
  for (let after = from - 1; ;) {
    const rows = await database
      .selectFrom('store')
      .select((row) => ['GoodID', row.fn.sum<number | null>('Qtty').as('sum')])
      .where('GoodID', '>', after)
      .where('ObjectID', 'in', query.locationIds)
      .$if(to !== null, (some) => some.where('GoodID', '<=', to))
      .groupBy('GoodID')
      .orderBy('GoodID')
      .limit(SUMS_AT_ONCE)
      .execute();
    const goodIds = Float64Array.from(rows, (row) => row.GoodID ?? 0);
    read.push({ goodIds, sums: Float64Array.from(rows, (row) => row.sum ?? 0) });
    if (rows.length < SUMS_AT_ONCE) return read;
    after = goodIds.at(-1) ?? 0;
  }
}

type GoodAndSum = readonly [goodId: number, sum: number];

/** Goods that have stock and those that only stand on open documents, ids ascending, each once (E8). */
function* allGoods(stocked: readonly StockSums[], onlyOpen: readonly number[]): Generator<GoodAndSum> {
  let position = 0;
  for (const { goodIds, sums } of stocked) {
    for (const [index, goodId] of goodIds.entries()) {
      for (; (onlyOpen[position] ?? Infinity) < goodId; position += 1) yield [onlyOpen[position] ?? 0, 0];
      if (onlyOpen[position] === goodId) position += 1;
      yield [goodId, sums[index] ?? 0];
    }
  }
  for (; position < onlyOpen.length; position += 1) yield [onlyOpen[position] ?? 0, 0];
}

/** Stock of every good that has a row of it or stands on an open document, ids ascending, each once (E8). */
export async function* readStock(
  database: WarehouseDatabase,
  engine: SqlEngine,
  query: StockQuery,
): AsyncGenerator<readonly StockLevel[]> {
  const orders = await readOpenOrders(database, engine, { query, age: 'reserving' });
  const own = await readOwnDocuments(database, engine, query);
  const open = [...new Set([...orders.keys(), ...own.keys()])].filter((goodId) => goodId > 0);
  const stocked = await readSums(database, query);
  const byId = open.toSorted((left, right) => left - right);
  let batch: StockLevel[] = [];
  for (const [goodId, sum] of allGoods(stocked, byId)) {
    batch.push({
      goodId: goodId as GoodId,
      physical: quantity(sum),
      openOrders: quantity(orders.get(goodId)),
      ownOpenDocuments: quantity(own.get(goodId)),
    });
    if (batch.length < STOCK_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** How many pieces stand on open orders that are too old to reserve anything. */
export async function readAgedOrders(
  database: WarehouseDatabase,
  engine: SqlEngine,
  query: StockQuery,
): Promise<Decimal> {
  const aged = await readOpenOrders(database, engine, { query, age: 'aged' });
  return add(...[...aged.values()].map((sum) => quantity(Math.max(sum, 0))));
}
