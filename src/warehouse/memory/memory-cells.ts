import { decimalFromNumber } from '../../model/decimal.ts';
import type { Cell, MemoryRow } from './memory-database.ts';

/** Longest text of nearly every column. */
export const TEXT_LENGTH = 255;
/** An empty text is one blank in every row that Warehouse Pro writes (I6). */
export const BLANK = ' ';
const HIGH_SURROGATES = [0xd800, 0xdbff] as const;

/** A text as it is read: NULL is empty, blanks around it mean nothing. */
export function textOf(row: MemoryRow | undefined, column: string): string {
  const value = row?.[column];
  return value === null || value === undefined ? '' : String(value).trim();
}

/** A number as it is read; NULL is 0. */
export function numberOf(row: MemoryRow | undefined, column: string): number {
  const value = row?.[column];
  return typeof value === 'number' ? value : 0;
}

/** A number or NULL. */
export function cellNumber(row: MemoryRow, column: string): number | null {
  const value: Cell | undefined = row[column];
  return typeof value === 'number' ? value : null;
}

export function isDeleted(row: MemoryRow | undefined): boolean {
  return numberOf(row, 'Deleted') !== 0;
}

/**
 * A text as it is written: control characters out, cut without splitting a character, one blank when
 * empty (I6).
 */
export function columnText(text: string, length = TEXT_LENGTH): string {
  // Control characters come in with pasted addresses and break printed documents.
  const clean = text.replace(/\p{Cc}+/gu, ' ').trim();
  let end = Math.min(clean.length, length);
  const last = clean.charCodeAt(end - 1);
  if (end < clean.length && last >= HIGH_SURROGATES[0] && last <= HIGH_SURROGATES[1]) end -= 1;
  const cut = clean.slice(0, end).trim();
  return cut === '' ? BLANK : cut;
}

/** A result of floating-point arithmetic without its binary dust. */
export function tidy(value: number, places: number): number {
  return Number(decimalFromNumber(value, places) ?? 0);
}
