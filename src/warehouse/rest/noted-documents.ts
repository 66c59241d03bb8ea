import { add, multiply, round, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { OPERATION_TYPES } from '../../model/operation.ts';
import type { OperationType, StandingDocument } from '../../model/operation.ts';
import { NOTE_BEGINNING, parseOriginNote } from '../../model/order-origin.ts';
import type { OrderNumber, OrderOrigin } from '../../model/order-origin.ts';
import { shopOfSeries } from '../../model/order-series.ts';
import { standingLine } from '../../model/standing-line.ts';
import type { ForeignDocument, OrderTrace } from '../warehouse.ts';
import type { RestClient } from './rest-client.ts';
import { OPERATION_ROW } from './wire.ts';
import type { OperationWire } from './wire.ts';

/** A note is compared letter by letter: the server's filter may answer more than was asked for. */
function isNotedFor(row: OperationWire, origin: Pick<OrderOrigin, 'orderNumber' | 'shopIdentity'>): boolean {
  const note = parseOriginNote(row.note);
  return note?.orderNumber === origin.orderNumber && note.shopIdentity === origin.shopIdentity;
}

/** What rows cost with VAT, to the cent. */
export function sumOfRows(rows: readonly OperationWire[], includesVat: boolean): Decimal {
  const amounts = rows.map((row) => {
    const price = row.price_out ?? ZERO;
    return multiply(row.qtty ?? ZERO, includesVat ? price : add(price, row.vat_out ?? ZERO));
  });
  return round(add(...amounts), 2);
}

/** Rows of one document as such; none for no rows. */
export function documentOf(
  rows: readonly OperationWire[],
  includesVat: boolean,
): readonly StandingDocument[] {
  const [first] = rows;
  if (first === undefined) return [];
  return [
    {
      operation: {
        operationType: first.operation_type as OperationType,
        documentNumber: first.document_number,
        unp: rows.map((row) => parseOriginNote(row.note)?.unp ?? null).find((unp) => unp !== null) ?? null,
      },
      date: first.date.slice(0, 10),
      total: sumOfRows(rows, includesVat),
      lines: rows.map((row) =>
        standingLine(
          row.good_id as GoodId,
          { quantity: row.qtty ?? ZERO, price: row.price_out ?? ZERO, vat: row.vat_out ?? ZERO },
          includesVat,
        ),
      ),
    },
  ];
}

interface Asking {
  readonly includesVat: boolean;
  readonly signal: AbortSignal;
}

async function readRows(
  client: RestClient,
  parameters: Readonly<Record<string, string | number>>,
  signal: AbortSignal,
): Promise<readonly OperationWire[]> {
  return client.all('/Operations', { parameters, parse: (row) => OPERATION_ROW.parse(row), signal });
}

/** Whatever follows the order's number. */
function noteOf(order: OrderNumber): string {
  return `${NOTE_BEGINNING}${order} *`;
}

/**
 * Every document with an order's note (I12, Q5): the one that an import writes first, then by number. An
 * order that became a sale may have left its note on both. A document is read whole: a row that somebody
 * added has no note.
 */
export async function findByNote(
  client: RestClient,
  origin: Pick<OrderOrigin, 'orderNumber' | 'shopIdentity'>,
  how: Asking,
): Promise<readonly StandingDocument[]> {
  const rows = await readRows(client, { note: noteOf(origin.orderNumber) }, how.signal);
  const own = rows.filter((row) => isNotedFor(row, origin) && row.document_number > 0);
  const found: StandingDocument[] = [];
  for (const type of OPERATION_TYPES) {
    const ofType = own.filter((row) => row.operation_type === type);
    const numbers = [...new Set(ofType.map((row) => row.document_number))].toSorted((a, b) => a - b);
    for (const number of numbers) {
      const key = { operation_type: type, document_number: number };
      const whole = await readRows(client, key, how.signal);
      // A server that takes no such filter answers more, or nothing: the noted rows are what is known then.
      const its = whole.filter((row) => row.operation_type === type && row.document_number === number);
      const noted = ofType.filter((row) => row.document_number === number);
      found.push(...documentOf(its.length > 0 ? its : noted, how.includesVat));
    }
  }
  return found;
}

/** Orders whose numbers differ in their last two digits are asked for by one question. */
const STEM = 100;
/** Fewer are asked for one by one. */
const TOGETHER = 3;

/** Those of these orders that may have a note: what has none is known without a question for each. */
async function* mayBeNoted(
  client: RestClient,
  origins: readonly OrderOrigin[],
  signal: AbortSignal,
): AsyncGenerator<OrderOrigin> {
  const groups = Map.groupBy(origins, ({ orderNumber }) => Math.floor(orderNumber / STEM));
  for (const [stem, group] of groups) {
    const noted = group.length >= TOGETHER ? await notedOf(client, { stem, group, signal }) : null;
    for (const origin of group) if (noted?.has(origin.orderNumber) !== false) yield origin;
  }
}

/** Numbers with a note that begins so; null: more pages of them than there are orders to be asked for. */
async function notedOf(
  client: RestClient,
  what: { readonly stem: number; readonly group: readonly OrderOrigin[]; readonly signal: AbortSignal },
): Promise<ReadonlySet<number> | null> {
  const parameters = { note: `${NOTE_BEGINNING}${what.stem === 0 ? '' : what.stem}*` };
  const parse = (row: unknown) => OPERATION_ROW.parse(row);
  const noted = new Set<number>();
  let pages = 0;
  for await (const rows of client.list('/Operations', { parameters, parse, signal: what.signal })) {
    for (const { note } of rows) {
      const number = parseOriginNote(note)?.orderNumber;
      if (number !== undefined) noted.add(number);
    }
    pages += 1;
    if (pages >= what.group.length) return null;
  }
  return noted;
}

/** What stands for each of these orders, found by its note; orders without one are absent (I18). */
export async function findTraces(
  client: RestClient,
  origins: readonly OrderOrigin[],
  how: Asking,
): Promise<readonly OrderTrace[]> {
  const traces: OrderTrace[] = [];
  for await (const origin of mayBeNoted(client, origins, how.signal)) {
    const documents = await findByNote(client, origin, how);
    if (documents.length > 0) traces.push({ orderNumber: origin.orderNumber, isClaimed: false, documents });
  }
  return traces;
}

/** Each number is a list of its own. */
const FOREIGN_ORDERS = 10;

/**
 * Documents that bear notes of these orders under another identity (Q4), the newest orders alone: the
 * interface searches notes by their beginning, and all that begin as ours may be ten thousands.
 */
export async function findForeign(
  client: RestClient,
  what: { readonly identity: string; readonly orders: readonly OrderNumber[] },
  how: Asking,
): Promise<readonly ForeignDocument[]> {
  const found: ForeignDocument[] = [];
  for (const orderNumber of what.orders.slice(-FOREIGN_ORDERS)) {
    const rows = await readRows(client, { note: noteOf(orderNumber) }, how.signal);
    const notes = rows.flatMap((row) => parseOriginNote(row.note) ?? []);
    const foreign = notes.filter(
      (note) => note.orderNumber === orderNumber && shopOfSeries(note.shopIdentity) !== what.identity,
    );
    for (const shopIdentity of new Set(foreign.map((note) => note.shopIdentity)))
      for (const document of await findByNote(client, { orderNumber, shopIdentity }, how))
        found.push({ shopIdentity, orderNumber, document });
  }
  return found;
}
