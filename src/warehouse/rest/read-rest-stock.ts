import { batches } from '../../lib/batch.ts';
import { OPERATION, RESTAURANT_ORDER } from '../../model/operation-type.ts';
import { add, compare, isPositive, subtract, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { orderOfNote, parseOriginNote } from '../../model/order-origin.ts';
import { shopOfSeries } from '../../model/order-series.ts';
import type { StockLevel } from '../../model/stock.ts';
import type { StockQuery } from '../warehouse.ts';
import type { RestClient } from './rest-client.ts';
import { OPERATION_ROW, STOCK_ROW } from './wire.ts';
import type { OperationWire } from './wire.ts';

const STOCK_AT_ONCE = 2000;
const ORDERS = [OPERATION.customerOrder, RESTAURANT_ORDER] as const;
const OWN_TYPES = [OPERATION.proforma, OPERATION.offer] as const;

/** Sums by good. */
class Sums {
  readonly byGood = new Map<number, Decimal>();

  add(goodId: number, quantity: Decimal | null): void {
    this.byGood.set(goodId, add(this.byGood.get(goodId) ?? ZERO, quantity ?? ZERO));
  }
}

interface Asking {
  readonly query: StockQuery;
  readonly signal: AbortSignal;
}

/** Of one good its rows alone are asked for; of more the interface knows no range. Others may come too. */
function onlyOne({ goods }: StockQuery): Readonly<Record<string, number>> {
  return goods !== undefined && goods.from === goods.to ? { good_id: goods.from } : {};
}

async function* linesOf(
  client: RestClient,
  parameters: Readonly<Record<string, string | number>>,
  signal: AbortSignal,
): AsyncGenerator<OperationWire> {
  const parse = (row: unknown): OperationWire => OPERATION_ROW.parse(row);
  for await (const page of client.list('/Operations', { parameters, parse, signal })) yield* page;
}

/** What sales that bear an order's note have taken of it, by good: whoever made them. */
class SoldParts {
  readonly #byOrder = new Map<string, Sums>();
  /** By document and good: what of it no line has been reckoned against yet. */
  readonly #left = new Map<string, Decimal>();

  add(line: OperationWire): void {
    const order = orderOfNote(line.note);
    if (order === null) return;
    const sums = this.#byOrder.get(order) ?? new Sums();
    this.#byOrder.set(order, sums);
    sums.add(line.good_id, line.qtty);
  }

  /**
   * What is open of a line; null: nothing. A good may stand on several lines of a document: what was sold
   * counts once. An offer and the order that was made of it are closed by the same sale.
   */
  restOf(line: OperationWire): OperationWire | null {
    const sold = this.#byOrder.get(orderOfNote(line.note) ?? '')?.byGood.get(line.good_id);
    if (sold === undefined) return line;
    const key = `${line.operation_type}/${line.document_number}/${line.good_id}`;
    const left = this.#left.get(key) ?? sold;
    const quantity = line.qtty ?? ZERO;
    const used = compare(left, quantity) < 0 ? left : quantity;
    this.#left.set(key, subtract(left, used));
    const qtty = subtract(quantity, used);
    return isPositive(qtty) ? { ...line, qtty } : null;
  }
}

async function readSold(client: RestClient, { query, signal }: Asking): Promise<SoldParts> {
  const sold = new SoldParts();
  const parameters = { operation_type: OPERATION.sale, note: 'Seliton №*', ...onlyOne(query) };
  for await (const line of linesOf(client, parameters, signal))
    if (line.operation_type === OPERATION.sale) sold.add(line);
  return sold;
}

/**
 * What is open of the lines of these types. Which documents became others cannot be asked for: only a sale
 * that bears their note is known to be made of them, and may be a part of it.
 */
async function* openLines(
  client: RestClient,
  { query, signal }: Asking,
  what: { readonly types: readonly number[]; readonly sold: SoldParts },
): AsyncGenerator<OperationWire> {
  for (const location of query.locationIds) {
    for (const type of what.types) {
      const parameters = { object_id: location, operation_type: type, ...onlyOne(query) };
      for await (const line of linesOf(client, parameters, signal)) {
        // An open order of a restaurant has no number yet (facts of the database, section 5).
        const isSaved = line.document_number > 0 || type === RESTAURANT_ORDER;
        const isOf = line.operation_type === type && line.object_id === location;
        const rest = isOf && isSaved && line.partner_id !== 0 ? what.sold.restOf(line) : null;
        if (rest !== null) yield rest;
      }
    }
  }
}

function isAged(line: OperationWire, { ordersSince }: StockQuery): boolean {
  const day = line.date.slice(0, 10);
  return ordersSince !== null && day !== '' && day < ordersSince;
}

async function readOpenOrders(
  client: RestClient,
  asking: Asking,
  what: { readonly sold: SoldParts; readonly isAged: boolean },
): Promise<Sums> {
  const sums = new Sums();
  for await (const line of openLines(client, asking, { types: ORDERS, sold: what.sold }))
    if (isAged(line, asking.query) === what.isAged) sums.add(line.good_id, line.qtty);
  return sums;
}

async function readOwnDocuments(client: RestClient, asking: Asking, sold: SoldParts): Promise<Sums> {
  const sums = new Sums();
  for await (const line of openLines(client, asking, { types: OWN_TYPES, sold })) {
    const origin = parseOriginNote(line.note);
    if (origin !== null && shopOfSeries(origin.shopIdentity) === asking.query.shopIdentity)
      sums.add(line.good_id, line.qtty);
  }
  return sums;
}

async function readPhysical(client: RestClient, { query, signal }: Asking): Promise<Sums> {
  const sums = new Sums();
  for (const location of query.locationIds) {
    const parameters = { object_id: location, ...onlyOne(query) };
    const rows = client.list('/Store', { parameters, parse: (row) => STOCK_ROW.parse(row), signal });
    for await (const page of rows)
      for (const row of page) if (row.object_id === location) sums.add(row.good_id, row.qtty);
  }
  return sums;
}

/**
 * Stock per good over the locations: several rows of a good are added up (facts section 4.3). An order that
 * became a sale reserves what no sale with its note has taken; without one, the whole.
 */
export async function* readRestStock(
  client: RestClient,
  query: StockQuery,
  signal: AbortSignal,
): AsyncGenerator<readonly StockLevel[]> {
  const asking = { query, signal };
  const sold = await readSold(client, asking);
  const physical = await readPhysical(client, asking);
  const orders = await readOpenOrders(client, asking, { sold, isAged: false });
  const own = await readOwnDocuments(client, asking, sold);
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

/** How many pieces stand on open orders that are too old to reserve anything. */
export async function readRestAgedOrders(
  client: RestClient,
  query: StockQuery,
  signal: AbortSignal,
): Promise<Decimal> {
  const asking = { query, signal };
  const sold = await readSold(client, asking);
  const aged = await readOpenOrders(client, asking, { sold, isAged: true });
  return add(...aged.byGood.values());
}
