import { OPERATION } from '../../model/operation-type.ts';
import { decimalFromNumber, QUANTITY_PLACES, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { LocationId } from '../../model/location.ts';
import { NOTE_BEGINNING, parseOriginNote } from '../../model/order-origin.ts';
import { shopOfSeries } from '../../model/order-series.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { StockQuery } from '../warehouse.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

const STOCK_AT_ONCE = 2000;
/** Proforma and offer: documents of ours that hold goods back without being orders (spec section 2). */
const OWN_TYPES = [14, 13] as const;

type Sums = ReadonlyMap<number, number>;

/** Open lines of some types: saved documents that were not turned into another (facts section 14). */
function openLines(database: WarehouseDatabase, types: readonly number[], locations: readonly LocationId[]) {
  return database
    .selectFrom('operations')
    .where('OperType', 'in', types)
    .where('Acct', '>', 0)
    .where('PartnerID', '<>', 0)
    .where('ObjectID', 'in', locations)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('transformations')
            .select('transformations.ID')
            .whereRef('transformations.FromOperType', '=', 'operations.OperType')
            .whereRef('transformations.FromAcct', '=', 'operations.Acct'),
        ),
      ),
    );
}

async function readOpenOrders(database: WarehouseDatabase, locations: readonly LocationId[]): Promise<Sums> {
  const rows = await openLines(database, [OPERATION.customerOrder], locations)
    .select((row) => ['GoodID', row.fn.sum<number | null>('Qtty').as('sum')])
    .groupBy('GoodID')
    .execute();
  return new Map(rows.map((row) => [row.GoodID ?? 0, row.sum ?? 0]));
}

/** The notes are compared here, letter by letter: a LIKE would take another shop's address for ours. */
async function readOwnDocuments(
  database: WarehouseDatabase,
  engine: SqlEngine,
  query: StockQuery,
): Promise<Sums> {
  const rows = await openLines(database, OWN_TYPES, query.locationIds)
    .select(['GoodID', 'Qtty', 'Note'])
    .where('Note', 'like', `${engine.cleanText(NOTE_BEGINNING)}%`)
    .execute();
  const sums = new Map<number, number>();
  for (const row of rows) {
    const origin = parseOriginNote(row.Note ?? '');
    if (origin === null || shopOfSeries(origin.shopIdentity) !== query.shopIdentity) continue;
    sums.set(row.GoodID ?? 0, (sums.get(row.GoodID ?? 0) ?? 0) + (row.Qtty ?? 0));
  }
  return sums;
}

function quantity(value: number | undefined): Decimal {
  return decimalFromNumber(value, QUANTITY_PLACES) ?? ZERO;
}

/** Stock by keyset pages over goods; goods that only stand on open documents come in their place (E8). */
export async function* readStock(
  database: WarehouseDatabase,
  engine: SqlEngine,
  query: StockQuery,
): AsyncGenerator<readonly StockLevel[]> {
  const orders = await readOpenOrders(database, query.locationIds);
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
