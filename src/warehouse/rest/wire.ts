import { z } from 'zod';
import { parseDecimal, round, MONEY_PLACES, QUANTITY_PLACES } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';

// What clients have met on the wire (facts of the REST API, sections 4 and 7): ids as numbers or text,
// decimals as text or numbers, flags as true, 0 or -1, fields that are missing.

const id = z.union([z.int(), z.string().regex(/^-?\d{1,15}$/)]).transform(Number);
const whole = id.nullish().transform((value) => value ?? 0);
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? '').trim());
const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .nullish()
  .transform((value) => ![false, 0, null, undefined, '', '0', 'false', 'False'].includes(value));

function decimalOf(places: number) {
  return z
    .union([z.number(), z.string()])
    .nullish()
    .transform((value, context): Decimal | null => {
      if (value === null || value === undefined || value === '') return null;
      const parsed = parseDecimal(typeof value === 'number' ? value.toFixed(10) : value.trim());
      if (parsed !== null) return round(parsed, places);
      context.addIssue({ code: 'custom', message: 'decimal' });
      return z.NEVER;
    });
}

const money = decimalOf(MONEY_PLACES);
const quantity = decimalOf(QUANTITY_PLACES);
/** Unit prices and their VAT: as exact as they come. */
const exact = decimalOf(10);

export const ITEM = z.object({
  id,
  code: text,
  name: text,
  barcode1: text,
  barcode2: text,
  barcode3: text,
  measure1: text,
  price_out1: money,
  price_out2: money,
  price_out3: money,
  price_out4: money,
  price_out5: money,
  price_out6: money,
  price_out7: money,
  price_out8: money,
  price_out9: money,
  price_out10: money,
  type: whole,
  tax_group: whole,
  group_id: whole,
  deleted: flag,
});
export type ItemWire = z.infer<typeof ITEM>;

export const GROUP = z.object({ id, code: text, name: text });
export const LOCATION = z.object({ id, code: text, name: text, deleted: flag });
export const VAT_GROUP = z.object({ id, name: text, vat_value: money });
export const PAYMENT_TYPE = z.object({ id, name: text, payment_method: whole });
export const STOCK_ROW = z.object({ id, object_id: whole, good_id: id, qtty: quantity });

export const PARTNER = z.object({
  id,
  company: text,
  tax_id: text,
  vat_id: text,
  email: text,
  phone: text,
  phone2: text,
  note2: text,
  deleted: flag,
});

export const OPERATION_ROW = z.object({
  id,
  operation_type: whole,
  document_number: whole,
  good_id: id,
  partner_id: whole,
  object_id: whole,
  qtty: quantity,
  price_out: exact,
  vat_out: exact,
  date: text,
  note: text,
});
export type OperationWire = z.infer<typeof OPERATION_ROW>;

/** Reads a row by its schema. */
export function parser<T>(schema: { readonly parse: (row: unknown) => T }): (row: unknown) => T {
  return (row) => schema.parse(row);
}

/** By id: the interface promises no order. */
export function sorted<T extends { readonly id: number }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((left, right) => left.id - right.id);
}
