import type { JetFile } from './jet-file.ts';
import { readText } from './jet-text.ts';
import { readMemo } from './long-values.ts';
import { MisshapenRow } from './row-view.ts';
import type { RowView } from './row-view.ts';
import type { Column } from './table-definition.ts';

/** A value as it goes on: dates as `YYYY-MM-DD HH:MM:SS`, Yes/No as -1 or 0, money as a number. */
export type JetValue = string | number | null;

/** Reads one column of the row that a view stands on. */
export type ColumnReader = (row: RowView) => JetValue;

const MONEY_DIVISOR = 10_000;
const MS_PER_DAY = 86_400_000;
const SECONDS_PER_DAY = 86_400;
/** Day 0 of dates: 1899-12-30, also what Visual Basic writes for "no date". */
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** Years 100 to 9999, all that Access knows. */
const [FIRST_DAY, LAST_DAY] = [-657_434, 2_958_466];

/** Texts of whole days: a warehouse has few of them, and a calendar is dear. */
const DAYS = new Map<number, string>();
/** A file made of nothing but different days must not fill the memory. */
const MOST_DAYS = 20_000;

function dayText(day: number): string {
  const known = DAYS.get(day);
  if (known !== undefined) return known;
  const text = new Date(DAY_ZERO + day * MS_PER_DAY).toISOString().slice(0, 10);
  if (DAYS.size >= MOST_DAYS) DAYS.clear();
  DAYS.set(day, text);
  return text;
}

/** Texts of the seconds of a day. */
function timeText(seconds: number): string {
  const parts = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** A date without a zone: days with their fraction, which before day 0 still counts forwards. */
function dateText(days: number): string {
  if (!(days >= FIRST_DAY && days < LAST_DAY)) throw new MisshapenRow('date');
  const whole = Math.trunc(days);
  const seconds = Math.round(Math.abs(days - whole) * SECONDS_PER_DAY);
  if (seconds === 0) return `${dayText(whole)} 00:00:00`;
  const next = seconds === SECONDS_PER_DAY;
  return `${dayText(next ? whole + 1 : whole)} ${timeText(next ? 0 : seconds)}`;
}

/** A decimal of 28 digits: a sign, then four words of 32 bits, the highest first. */
function decimalNumber(bytes: Buffer, from: number, scale: number): number {
  const words = [1, 5, 9, 13].map((at) => BigInt(bytes.readUInt32LE(from + at)));
  const digits = words.reduce((sum, word) => (sum << 32n) | word, 0n);
  const sign = bytes.readUInt8(from) === 0 ? '' : '-';
  return Number(`${sign}${digits}e-${scale}`);
}

interface ValueType {
  /** Bytes of a value; 0 = as many as there are. */
  readonly size: number;
  readonly read: (bytes: Buffer, from: number, to: number, column: Column) => JetValue;
}

/** Types of columns by their number in the file, those that a column of a warehouse may be of. */
const TYPES: Readonly<Record<number, ValueType>> = {
  2: { size: 1, read: (bytes, from) => bytes.readUInt8(from) },
  3: { size: 2, read: (bytes, from) => bytes.readInt16LE(from) },
  4: { size: 4, read: (bytes, from) => bytes.readInt32LE(from) },
  5: { size: 8, read: (bytes, from) => Number(bytes.readBigInt64LE(from)) / MONEY_DIVISOR },
  6: { size: 4, read: (bytes, from) => bytes.readFloatLE(from) },
  7: { size: 8, read: (bytes, from) => bytes.readDoubleLE(from) },
  8: { size: 8, read: (bytes, from) => dateText(bytes.readDoubleLE(from)) },
  10: { size: 0, read: readText },
  16: { size: 17, read: (bytes, from, _to, column) => decimalNumber(bytes, from, column.scale) },
  19: { size: 8, read: (bytes, from) => Number(bytes.readBigInt64LE(from)) },
};
const [YES_NO, MEMO] = [1, 12];
const YES = -1;

/** How a column is read; null for a type that no column of a warehouse has (pictures, attachments). */
export function readerOf(file: JetFile, column: Column): ColumnReader | null {
  // Yes/No has no bytes: the bit that elsewhere says "there is a value" is the value.
  if (column.type === YES_NO) return (row) => (row.isSet(column) ? YES : 0);
  if (column.type === MEMO)
    return (row) => (row.enter(column) ? readMemo(file, row.page.subarray(row.from, row.to)) : null);
  const type = TYPES[column.type];
  if (type === undefined) return null;
  const { size, read } = type;
  return (row) => {
    if (!row.enter(column)) return null;
    if (row.to - row.from < size) throw new MisshapenRow(column.name);
    return read(row.page, row.from, row.to, column);
  };
}
