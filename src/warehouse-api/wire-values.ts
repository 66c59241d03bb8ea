import type { RecordCell, WarehouseRow } from '../warehouse/warehouse-records.ts';
import { invalid } from './api-error.ts';
import type { WireField, WireKind, WireRecord } from './wire-fields.ts';

type WireValue = string | number | boolean | null;

const MONEY_PLACES = 2;
const QUANTITY_PLACES = 3;
/** Prices have up to four places; what a float adds behind them is dust. */
const MOST_PLACES = 4;
const YES = -1;
/** No price, quantity or sum of a warehouse comes near: a number beyond it is a mistake, or worse. */
const ABSURD = 1_000_000_000;
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?$/;

/** A number as text with at least so many places, and no more than four. */
function fixed(value: number, places: number): string {
  const [whole = '0', fraction = ''] = value.toFixed(MOST_PLACES).split('.');
  const short = fraction.replace(/0+$/, '').padEnd(places, '0');
  return /^-0\.?0*$/.test(`${whole}.${short}`) ? `0.${short}` : `${whole}.${short}`;
}

function wireValue(cell: RecordCell, kind: WireKind): WireValue {
  switch (kind) {
    case 'text':
      return cell === null ? '' : String(cell).trim();
    case 'integer':
      return cell === null ? 0 : Math.round(Number(cell));
    case 'idText':
      return String(cell ?? 0);
    case 'decimal':
      return cell === null ? null : Number(Number(cell).toFixed(6));
    case 'moneyText':
      return cell === null ? null : fixed(Number(cell), MONEY_PLACES);
    case 'quantityText':
      return cell === null ? null : fixed(Number(cell), QUANTITY_PLACES);
    case 'flag':
      return Number(cell ?? 0) !== 0;
    case 'moment':
      return cell === null || cell === '' ? null : String(cell).slice(0, 19).replace(' ', 'T');
  }
}

/** A row as it travels. */
export function toWire(record: WireRecord, row: WarehouseRow): Readonly<Record<string, WireValue>> {
  return Object.fromEntries(
    record.fields.map((field) => [field.wire, wireValue(row[field.column] ?? null, field.kind)]),
  );
}

function numberOf(value: unknown): number | null {
  const isText = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,10})?$/.test(value.trim());
  if (typeof value !== 'number' && !isText) return null;
  const number = Number(value);
  return Number.isFinite(number) && Math.abs(number) < ABSURD ? number : null;
}

function wholeOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isInteger(number) ? number : null;
}

function flagOf(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? YES : 0;
  const text = String(value).toLowerCase();
  if (text === 'true' || text === '1' || text === '-1') return YES;
  return text === 'false' || text === '0' ? 0 : null;
}

/** A local moment of the database; a date alone is midnight. Null when it is none. */
export function momentOf(value: unknown): string | null {
  const match = typeof value === 'string' ? MOMENT.exec(value.trim()) : null;
  if (match === null) return null;
  const [, day = '', time = '00:00:00'] = match;
  const moment = `${day}T${time.length === 5 ? `${time}:00` : time}Z`;
  const parsed = new Date(moment);
  // 31 February is written by the pattern, but no calendar has it.
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== moment.slice(0, 19))
    return null;
  return moment.slice(0, 19).replace('T', ' ');
}

/** A value of a request as the column takes it; null when it is not of the field's kind. */
export function cellOf(value: unknown, kind: WireKind): string | number | null {
  switch (kind) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
    case 'integer':
    case 'idText':
      return wholeOf(value);
    case 'decimal':
    case 'moneyText':
    case 'quantityText':
      return numberOf(value);
    case 'flag':
      return flagOf(value);
    case 'moment':
      return momentOf(value);
  }
}

/** The field of a wire name. Throws 400 for an unknown one. */
export function fieldOf(record: WireRecord, wire: string): WireField {
  const field = record.fields.find((known) => known.wire === wire.toLowerCase());
  if (field === undefined) throw invalid(wire);
  return field;
}

/**
 * The settable columns of a body; a field that is not there stays out, so that a PUT changes only what it
 * names. Throws 400 for an unknown field and for a wrong value.
 */
export function rowOf(record: WireRecord, body: unknown): WarehouseRow {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('body');
  const row: Record<string, RecordCell> = {};
  for (const [wire, value] of Object.entries(body)) {
    const field = fieldOf(record, wire);
    // Clients send back what they read: a field of the server's own is passed over, not refused.
    if (!field.isSettable || value === null) continue;
    const cell = cellOf(value, field.kind);
    const isBelow = typeof cell === 'number' && cell < 0 && field.kind !== 'flag' && !field.mayBeNegative;
    if (cell === null || isBelow) throw invalid(wire);
    row[field.column] = cell;
  }
  return row;
}
