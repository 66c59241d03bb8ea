import { add, multiply, round, ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import { OPERATION_TYPES } from '../../model/operation.ts';
import type { OperationType, StandingDocument } from '../../model/operation.ts';
import { parseOriginNote } from '../../model/order-origin.ts';
import type { OrderOrigin } from '../../model/order-origin.ts';
import type { RestClient } from './rest-client.ts';
import { OPERATION_ROW } from './wire.ts';
import type { OperationWire } from './wire.ts';

/** A note is compared letter by letter: the server's filter may answer more than was asked for. */
function isNotedFor(row: OperationWire, origin: OrderOrigin): boolean {
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

function documentOf(rows: readonly OperationWire[], includesVat: boolean): readonly StandingDocument[] {
  const [first] = rows;
  if (first === undefined) return [];
  return [
    {
      operation: {
        operationType: first.operation_type as OperationType,
        documentNumber: first.document_number,
        unp: parseOriginNote(first.note)?.unp ?? null,
      },
      date: first.date.slice(0, 10),
      total: sumOfRows(rows, includesVat),
      lines: rows.map((row) => ({ goodId: row.good_id as GoodId, quantity: row.qtty ?? ZERO })),
    },
  ];
}

/**
 * Every document with an order's note (I12, A5): the one that an import writes first, then by number. An
 * order that became a sale may have left its note on both.
 */
export async function findByNote(
  client: RestClient,
  origin: OrderOrigin,
  how: { readonly includesVat: boolean; readonly signal: AbortSignal },
): Promise<readonly StandingDocument[]> {
  const rows = await client.all('/Operations', {
    parameters: { note: `Seliton №${origin.orderNumber} *` },
    parse: (row) => OPERATION_ROW.parse(row),
    signal: how.signal,
  });
  const own = rows.filter((row) => isNotedFor(row, origin) && row.document_number > 0);
  return OPERATION_TYPES.flatMap((type) => {
    const ofType = own.filter((row) => row.operation_type === type);
    const numbers = [...new Set(ofType.map((row) => row.document_number))].toSorted((a, b) => a - b);
    return numbers.flatMap((number) =>
      documentOf(
        ofType.filter((row) => row.document_number === number),
        how.includesVat,
      ),
    );
  });
}
