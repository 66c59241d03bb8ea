import { decimalFromNumber, QUANTITY_PLACES, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { parseOriginNote } from '../../model/order-origin.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { StockQuery } from '../warehouse.ts';
import { numberOf, textOf } from './memory-cells.ts';
import type { MemoryDatabase, MemoryRow } from './memory-database.ts';

const CUSTOMER_ORDER = 19;
const OWN_TYPES = new Set([14, 13]);

function addTo(sums: Map<number, number>, row: MemoryRow): void {
  const goodId = numberOf(row, 'GoodID');
  sums.set(goodId, (sums.get(goodId) ?? 0) + numberOf(row, 'Qtty'));
}

/**
 * Lines of saved documents in the locations that were not turned into another document (facts section
 * 14).
 */
function openLines(database: MemoryDatabase, locations: ReadonlySet<number>): readonly MemoryRow[] {
  const document = (type: number, number: number): string => `${type}/${number}`;
  const turned = new Set(
    database
      .rows('transformations')
      .map((row) => document(numberOf(row, 'FromOperType'), numberOf(row, 'FromAcct'))),
  );
  return database
    .rows('operations')
    .filter(
      (row) =>
        numberOf(row, 'Acct') > 0 &&
        numberOf(row, 'PartnerID') !== 0 &&
        locations.has(numberOf(row, 'ObjectID')) &&
        !turned.has(document(numberOf(row, 'OperType'), numberOf(row, 'Acct'))),
    );
}

/** Stock of every good that has a Store row or stands on an open document, ids ascending (E8). */
export function stockOf(database: MemoryDatabase, query: StockQuery): readonly StockLevel[] {
  const locations = new Set<number>(query.locationIds);
  const [physical, orders, own] = [
    new Map<number, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ];
  for (const row of database.rows('store'))
    if (locations.has(numberOf(row, 'ObjectID'))) addTo(physical, row);
  for (const row of openLines(database, locations)) {
    const type = numberOf(row, 'OperType');
    const isOwn = parseOriginNote(textOf(row, 'Note'))?.shopIdentity === query.shopIdentity;
    if (type === CUSTOMER_ORDER) addTo(orders, row);
    else if (isOwn && OWN_TYPES.has(type)) addTo(own, row);
  }
  const quantity = (value: number | undefined): Decimal => decimalFromNumber(value, QUANTITY_PLACES) ?? ZERO;
  return [...new Set([...physical.keys(), ...orders.keys(), ...own.keys()])]
    .filter((id) => id > 0)
    .sort((left, right) => left - right)
    .map((id) => ({
      goodId: id as GoodId,
      physical: quantity(physical.get(id)),
      openOrders: quantity(orders.get(id)),
      ownOpenDocuments: quantity(own.get(id)),
    }));
}
