import type { OperationRecord, OperationRecordLine, WarehouseRow } from '../warehouse/warehouse-records.ts';
import { invalid } from './api-error.ts';
import { OPERATION_ROW } from './wire-fields.ts';
import { rowOf } from './wire-values.ts';

const MOST_LINES = 5000;
/** Quantities have three places; less than half of the last one is none at all. */
const LEAST_QUANTITY = 0.0005;
const BASE_CURRENCY = 1;
/** The service user, whom every installation has. */
const NOBODY = 1;

function needed(row: WarehouseRow, column: string, wire: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw invalid(wire);
  return value;
}

function optional(row: WarehouseRow, column: string): number | null {
  const value = row[column];
  return typeof value === 'number' ? value : null;
}

function lineOf(row: WarehouseRow): OperationRecordLine {
  const quantity = needed(row, 'Qtty', 'qtty');
  if (Math.abs(quantity) < LEAST_QUANTITY) throw invalid('qtty');
  const discount = optional(row, 'Discount') ?? 0;
  if (Math.abs(discount) > 99) throw invalid('discount');
  return {
    goodId: needed(row, 'GoodID', 'good_id'),
    quantity,
    priceIn: optional(row, 'PriceIn'),
    priceOut: optional(row, 'PriceOut'),
    discount,
  };
}

/** A header field that a later row repeats must say the same: a request is one document. */
function refuseOtherHeader(first: WarehouseRow, row: WarehouseRow): void {
  for (const { wire, column } of OPERATION_ROW.fields) {
    const isHeader = ['OperType', 'PartnerID', 'ObjectID', 'OperatorID', 'UserID'].includes(column);
    if (isHeader && row[column] !== undefined && row[column] !== first[column]) throw invalid(wire);
  }
}

/**
 * Reads the rows of a new document: the first carries the header, later ones may leave it out (facts section
 * 6, rule 9). Only the base currency is taken. Throws 400.
 */
export function readOperation(body: unknown, today: string): OperationRecord {
  if (!Array.isArray(body) || body.length === 0 || body.length > MOST_LINES) throw invalid('body');
  const rows = body.map((row) => rowOf(OPERATION_ROW, row));
  const [first = {}] = rows;
  for (const row of rows) refuseOtherHeader(first, row);
  if ((optional(first, 'CurrencyID') ?? BASE_CURRENCY) !== BASE_CURRENCY) throw invalid('currency_id');
  const operatorId = optional(first, 'OperatorID') ?? optional(first, 'UserID') ?? NOBODY;
  return {
    operationType: needed(first, 'OperType', 'operation_type'),
    partnerId: needed(first, 'PartnerID', 'partner_id'),
    locationId: needed(first, 'ObjectID', 'object_id'),
    operatorId,
    userId: optional(first, 'UserID') ?? operatorId,
    date: String(first['Date'] ?? today).slice(0, 10),
    note: String(first['Note'] ?? ''),
    lines: rows.map(lineOf),
  };
}
