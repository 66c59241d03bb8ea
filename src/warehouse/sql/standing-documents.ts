import { decimalFromNumber, round, ZERO } from '../../model/decimal.ts';
import type { GoodId } from '../../model/good.ts';
import type { RecordedOperation, StandingDocument } from '../../model/operation.ts';
import { standingLine } from '../../model/standing-line.ts';
import { readDay, readText } from './column-text.ts';
import type { WarehouseDatabase } from './sql-engine.ts';

const NUMBERS_AT_ONCE = 400;
const UNP_ROW = 8;
const QUANTITY_PLACES = 3;
const PRICE_PLACES = 10;
/** As `Operations` is summed before a commit: floating point, so the noise is cut before the cent is. */
const SUM_PLACES = 6;

/**
 * The documents named, each with its day, its sum and its lines (Q5); those of which no line is left are
 * absent. By the objects handed in.
 */
export async function readDocuments(
  database: WarehouseDatabase,
  named: readonly RecordedOperation[],
  includesVat: boolean,
): Promise<ReadonlyMap<RecordedOperation, StandingDocument>> {
  const found = new Map<RecordedOperation, StandingDocument>();
  for (let start = 0; start < named.length; start += NUMBERS_AT_ONCE) {
    const part = named.slice(start, start + NUMBERS_AT_ONCE);
    const rows = await readRows(database, part);
    for (const operation of part) {
      const own = rows.get(keyOf(operation.operationType, operation.documentNumber)) ?? [];
      if (own.length === 0) continue;
      found.set(operation, documentOf(await withUnp(database, operation), own, includesVat));
    }
  }
  return found;
}

interface LineRow {
  readonly OperType: number | null;
  readonly Acct: number | null;
  readonly GoodID: number | null;
  readonly Qtty: number | null;
  readonly PriceOut: number | null;
  readonly VATOut: number | null;
  readonly Date: string | null;
}

function keyOf(type: number | null, number: number | null): string {
  return `${type ?? 0}/${number ?? 0}`;
}

async function readRows(
  database: WarehouseDatabase,
  named: readonly RecordedOperation[],
): Promise<ReadonlyMap<string, readonly LineRow[]>> {
  const types = [...new Set(named.map((operation) => operation.operationType))];
  const rows = await database
    .selectFrom('operations')
    .select(['OperType', 'Acct', 'GoodID', 'Qtty', 'PriceOut', 'VATOut', 'Date'])
    .where('OperType', 'in', types)
    .where(
      'Acct',
      'in',
      named.map((operation) => operation.documentNumber),
    )
    .orderBy('ID')
    .execute();
  return Map.groupBy(rows, (row) => keyOf(row.OperType, row.Acct));
}

function documentOf(
  operation: RecordedOperation,
  rows: readonly LineRow[],
  includesVat: boolean,
): StandingDocument {
  const sum = rows.reduce((total, row) => {
    const unit = (row.PriceOut ?? 0) + (includesVat ? 0 : (row.VATOut ?? 0));
    return total + (row.Qtty ?? 0) * unit;
  }, 0);
  return {
    operation,
    date: readDay(rows[0]?.Date),
    total: round(decimalFromNumber(sum, SUM_PLACES) ?? ZERO, 2),
    lines: rows.map((row) =>
      standingLine(
        (row.GoodID ?? 0) as GoodId,
        {
          quantity: decimalFromNumber(row.Qtty, QUANTITY_PLACES) ?? ZERO,
          price: decimalFromNumber(row.PriceOut, PRICE_PLACES) ?? ZERO,
          vat: decimalFromNumber(row.VATOut, PRICE_PLACES) ?? ZERO,
        },
        includesVat,
      ),
    ),
  };
}

/** A note that somebody shortened may have lost its УНП; the receipts still hold it. */
async function withUnp(
  database: WarehouseDatabase,
  operation: RecordedOperation,
): Promise<RecordedOperation> {
  if (operation.unp !== null) return operation;
  const row = await database
    .selectFrom('ecrreceipts')
    .select('Description')
    .where('OperType', '=', operation.operationType)
    .where('Acct', '=', operation.documentNumber)
    .where('ReceiptType', '=', UNP_ROW)
    .orderBy('ID')
    .executeTakeFirst();
  const unp = readText(row?.Description);
  return unp === '' ? operation : { ...operation, unp };
}
