import { add, decimalFromNumber, QUANTITY_PLACES, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { StockQuery } from '../warehouse.ts';
import { readOpenOrders, readOwnDocuments } from './open-orders.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

const STOCK_AT_ONCE = 2000;
function quantity(value: number | undefined): Decimal {
  return decimalFromNumber(value, QUANTITY_PLACES) ?? ZERO;
}

/** Stock by keyset pages over goods; goods that only stand on open documents come in their place (E8). */
export async function* readStock(
  database: WarehouseDatabase,
  engine: SqlEngine,
  query: StockQuery,
): AsyncGenerator<readonly StockLevel[]> {
  const orders = await readOpenOrders(database, engine, { query, age: 'reserving' });
  const own = await readOwnDocuments(database, engine, query);
  const level = (goodId: number, physical: number): StockLevel => ({
    goodId: goodId as GoodId,
    physical: quantity(physical),
    openOrders: quantity(orders.get(goodId)),
    ownOpenDocuments: quantity(own.get(goodId)),
  });
  const onlyOpen = [...new Set([...orders.keys(), ...own.keys()])].sort((left, right) => left - right);
  let position = 0;
  let after = 0;
  for (;;) {
    const rows = await database
      .selectFrom('store')
      .select((row) => ['GoodID', row.fn.sum<number | null>('Qtty').as('sum')])
      .where('GoodID', '>', after)
      .where(engine.unindexed('ObjectID'), 'in', query.locationIds)
      .groupBy('GoodID')
      .orderBy('GoodID')
      .limit(STOCK_AT_ONCE)
      .execute();
    const isLast = rows.length < STOCK_AT_ONCE;
    const end = isLast ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.GoodID ?? 0);
    const physical = new Map(rows.map((row) => [row.GoodID ?? 0, row.sum ?? 0]));
    const extra: number[] = [];
    for (; position < onlyOpen.length && (onlyOpen[position] ?? 0) <= end; position += 1) {
      const goodId = onlyOpen[position] ?? 0;
      if (goodId > 0 && !physical.has(goodId)) extra.push(goodId);
    }
    const ids =
      extra.length === 0 ? [...physical.keys()] : [...physical.keys(), ...extra].sort((a, b) => a - b);
    if (ids.length > 0) yield ids.map((goodId) => level(goodId, physical.get(goodId) ?? 0));
    if (isLast) return;
    after = end;
  }
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
