import type { RecordFilter, RecordQuery } from '../warehouse/warehouse-records.ts';
import { invalid } from './api-error.ts';
import type { WireField, WireRecord } from './wire-fields.ts';
import { cellOf, fieldOf, momentOf } from './wire-values.ts';

const DEFAULT_SIZE = 500;
/** More would be refused, never cut: a client that counts on its size would lose rows. */
const LARGEST_SIZE = 10_000;
const LAST_PAGE = 1_000_000;
const INVOICE_LENGTH = 10;

/** Ranges named by the interface: parameter → column, and on which side it stands. */
const RANGES: ReadonlyMap<string, readonly [wire: string, test: 'atLeast' | 'atMost']> = new Map([
  ['date_from', ['date', 'atLeast']],
  ['date_to', ['date', 'atMost']],
  ['document_from', ['document_number', 'atLeast']],
  ['document_to', ['document_number', 'atMost']],
  ['invoice_date_from', ['invoice_date', 'atLeast']],
  ['invoice_date_to', ['invoice_date', 'atMost']],
  ['invoice_number_from', ['invoice_number', 'atLeast']],
  ['invoice_number_to', ['invoice_number', 'atMost']],
]);

function wholeNumber(name: string, text: string | undefined, most: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < 1 || value > most) throw invalid(name);
  return value;
}

/** An invoice's number is text of ten digits; the interface takes it as a number too (facts 4.6). */
function invoiceNumber(text: string): string {
  return /^\d+$/.test(text) ? text.padStart(INVOICE_LENGTH, '0') : text;
}

/** A document's own date: `documents` has none, so its ranges of dates are those of the invoice. */
function rangeField(record: WireRecord, wire: string, name: string): WireField {
  const named = wire === 'date' && record.table === 'documents' ? 'invoice_date' : wire;
  const field = record.fields.find((known) => known.wire === named);
  if (field === undefined) throw invalid(name);
  return field;
}

function rangeFilter(record: WireRecord, name: string, text: string): RecordFilter | null {
  const range = RANGES.get(name);
  if (range === undefined) return null;
  const [wire, test] = range;
  const field = rangeField(record, wire, name);
  if (field.kind === 'moment') {
    const moment = momentOf(text);
    if (moment === null) throw invalid(name);
    // A day as an end means the whole day.
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
    const value = isDay && test === 'atMost' ? `${moment.slice(0, 10)} 23:59:59` : moment;
    return { column: field.column, test, value };
  }
  const value = field.wire === 'invoice_number' ? invoiceNumber(text) : cellOf(text, field.kind);
  if (value === null) throw invalid(name);
  return { column: field.column, test, value };
}

function fieldFilters(record: WireRecord, name: string, text: string): readonly RecordFilter[] {
  const { wire, column, kind } = fieldOf(record, name);
  if (kind === 'text' && text.includes('*')) return [{ column, test: 'like', value: text }];
  if (wire === 'invoice_number') return [{ column, test: 'is', value: invoiceNumber(text) }];
  const value = cellOf(text, kind);
  if (value === null) throw invalid(name);
  if (kind === 'moment' && /^\d{4}-\d{2}-\d{2}$/.test(text.trim())) {
    const day = String(value).slice(0, 10);
    return [
      { column, test: 'atLeast', value: `${day} 00:00:00` },
      { column, test: 'atMost', value: `${day} 23:59:59` },
    ];
  }
  return [{ column, test: 'is', value }];
}

/**
 * Page and filters of a request, all of them holding together. Throws 400 for an unknown parameter: a filter
 * passed over would answer more than was asked for.
 */
export function readQuery(record: WireRecord, parameters: ReadonlyMap<string, string>): RecordQuery {
  const filters: RecordFilter[] = [];
  for (const [name, text] of parameters) {
    if (name === 'page' || name === 'page_size') continue;
    const range = rangeFilter(record, name, text);
    filters.push(...(range === null ? fieldFilters(record, name, text) : [range]));
  }
  return {
    columns: record.fields.map((field) => field.column),
    filters,
    page: wholeNumber('page', parameters.get('page'), LAST_PAGE) ?? 1,
    pageSize: wholeNumber('page_size', parameters.get('page_size'), LARGEST_SIZE) ?? DEFAULT_SIZE,
  };
}
