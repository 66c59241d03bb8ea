import { OPERATION, RESTAURANT_ORDER } from '../../model/operation-type.ts';
import { NOTE_BEGINNING, orderOfNote, parseOriginNote } from '../../model/order-origin.ts';
import { shopOfSeries } from '../../model/order-series.ts';
import type { StockQuery } from '../warehouse.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/** Orders of customers and of restaurant tables: both reserve (facts sections 7, 15). */
const ORDERS = [OPERATION.customerOrder, RESTAURANT_ORDER] as const;
/** Proforma and offer: documents of ours that hold goods back without being orders (spec section 2). */
const OWN_TYPES = [OPERATION.proforma, OPERATION.offer] as const;

/** Quantities by good. */
export type Sums = Map<number, number>;

/** Which orders count: those of the last days, or those that are too old to reserve anything. */
export type OrderAge = 'reserving' | 'aged';

interface OpenLine {
  readonly type: number;
  readonly number: number;
  readonly goodId: number;
  readonly quantity: number;
  readonly note: string;
}

function addTo(sums: Sums, goodId: number, quantity: number): void {
  sums.set(goodId, (sums.get(goodId) ?? 0) + quantity);
}

/** Lines of saved documents; an open order of a restaurant has no number yet (facts section 5). */
function documentLines(database: WarehouseDatabase, types: readonly number[], query: StockQuery) {
  return database
    .selectFrom('operations')
    .where('OperType', 'in', types)
    .where((row) => row.or([row('Acct', '>', 0), row('OperType', '=', RESTAURANT_ORDER)]))
    .where('PartnerID', '<>', 0)
    .where('ObjectID', 'in', query.locationIds);
}

function ofAge(database: WarehouseDatabase, types: readonly number[], query: StockQuery, age: OrderAge) {
  const lines = documentLines(database, types, query);
  const since = query.ordersSince === null ? null : `${query.ordersSince} 00:00:00`;
  if (since === null) return age === 'aged' ? lines.where('OperType', '<', 0) : lines;
  return age === 'aged'
    ? lines.where('Date', '<', since)
    : lines.where((row) => row.or([row('Date', 'is', null), row('Date', '>=', since)]));
}

/** Whether a document was turned into another, as `Transformations` knows it. */
function withTransformations(lines: ReturnType<typeof documentLines>, isTransformed: boolean) {
  return lines.where((row) => {
    const made = row.exists(
      row
        .selectFrom('transformations')
        .select('transformations.ID')
        .whereRef('transformations.FromOperType', '=', 'operations.OperType')
        .whereRef('transformations.FromAcct', '=', 'operations.Acct'),
    );
    return isTransformed ? made : row.not(made);
  });
}

async function readLines(lines: ReturnType<typeof documentLines>): Promise<readonly OpenLine[]> {
  const rows = await lines.select(['OperType', 'Acct', 'GoodID', 'Qtty', 'Note']).execute();
  return rows.map((row) => ({
    type: row.OperType ?? 0,
    number: row.Acct ?? 0,
    goodId: row.GoodID ?? 0,
    quantity: row.Qtty ?? 0,
    note: row.Note ?? '',
  }));
}

/** What notes of ours begin with, as the columns hold it. */
function notedBy(engine: SqlEngine): string {
  return `${engine.cleanText(NOTE_BEGINNING)}%`;
}

/** Orders of shops that a sale bears the note of: whoever made it, the order is done. */
async function soldOrigins(
  database: WarehouseDatabase,
  engine: SqlEngine,
): Promise<ReadonlySet<string | null>> {
  const rows = await database
    .selectFrom('operations')
    .select('Note')
    .distinct()
    .where('OperType', '=', OPERATION.sale)
    .where('Note', 'like', notedBy(engine))
    .execute();
  return new Set(rows.flatMap((row) => orderOfNote(row.Note ?? '') ?? []));
}

/**
 * What is left of documents that were turned into others in part: their quantities less those of what they
 * became. Where that has no lines any more, nothing tells a part, and the document is done.
 */
async function restOf(database: WarehouseDatabase, lines: readonly OpenLine[]): Promise<readonly OpenLine[]> {
  if (lines.length === 0) return [];
  const types = [...new Set(lines.map((line) => line.type))];
  const made = await database
    .selectFrom('transformations as t')
    .innerJoin('operations as o', (join) =>
      join.onRef('o.OperType', '=', 't.ToOperType').onRef('o.Acct', '=', 't.ToAcct'),
    )
    .select(['t.FromOperType', 't.FromAcct', 'o.ID', 'o.GoodID', 'o.Qtty'])
    .distinct()
    .where('t.FromOperType', 'in', types)
    .execute();
  const taken = new Map<string, Sums>();
  for (const row of made) {
    const key = `${row.FromOperType ?? 0}/${row.FromAcct ?? 0}`;
    const sums: Sums = taken.get(key) ?? new Map();
    taken.set(key, sums);
    addTo(sums, row.GoodID ?? 0, row.Qtty ?? 0);
  }
  return lines.flatMap((line) => {
    const sums = taken.get(`${line.type}/${line.number}`);
    if (sums === undefined) return [];
    // A good on several lines: what was taken counts once.
    const used = Math.min(line.quantity, Math.max(sums.get(line.goodId) ?? 0, 0));
    addTo(sums, line.goodId, -used);
    return line.quantity > used ? [{ ...line, quantity: line.quantity - used }] : [];
  });
}

/**
 * What open orders reserve, by good: those not turned into another document, the rest of those turned into
 * one in part; never those that a sale bears the note of.
 */
export async function readOpenOrders(
  database: WarehouseDatabase,
  engine: SqlEngine,
  what: { readonly query: StockQuery; readonly age: OrderAge },
): Promise<Sums> {
  const noted = notedBy(engine);
  const orders = ofAge(database, ORDERS, what.query, what.age);
  const open = withTransformations(orders, false);
  const unnoted = await open
    .where((row) => row.or([row('Note', 'is', null), row('Note', 'not like', noted)]))
    .select((row) => ['GoodID', row.fn.sum<number | null>('Qtty').as('sum')])
    .groupBy('GoodID')
    .execute();
  const sums: Sums = new Map(unnoted.map((row) => [row.GoodID ?? 0, row.sum ?? 0]));
  const ours = await readLines(open.where('Note', 'like', noted));
  const sold = ours.length === 0 ? new Set() : await soldOrigins(database, engine);
  for (const line of ours) if (!sold.has(orderOfNote(line.note))) addTo(sums, line.goodId, line.quantity);
  const rest = await restOf(database, await readLines(withTransformations(orders, true)));
  for (const line of rest) addTo(sums, line.goodId, line.quantity);
  return sums;
}

/** The same of our own proformas and offers; their notes are compared letter by letter. */
export async function readOwnDocuments(
  database: WarehouseDatabase,
  engine: SqlEngine,
  query: StockQuery,
): Promise<Sums> {
  const own = documentLines(database, OWN_TYPES, query).where('Note', 'like', notedBy(engine));
  const open = await readLines(withTransformations(own, false));
  const sold = open.length === 0 ? new Set() : await soldOrigins(database, engine);
  const rest = await restOf(database, await readLines(withTransformations(own, true)));
  const sums: Sums = new Map();
  for (const line of [...open.filter(({ note }) => !sold.has(orderOfNote(note))), ...rest])
    if (isOwn(line.note, query)) addTo(sums, line.goodId, line.quantity);
  return sums;
}

function isOwn(note: string, { shopIdentity }: StockQuery): boolean {
  const origin = parseOriginNote(note);
  return origin !== null && shopOfSeries(origin.shopIdentity) === shopIdentity;
}
