/** Longest text of nearly every column. */
export const TEXT_LENGTH = 255;

/** An empty text is one blank in every row that Warehouse Pro writes; NULL and '' break older programs. */
export const BLANK = ' ';

/**
 * A text as it is read: NULL is empty, blanks around it mean nothing. SQLite keeps whatever was put into a
 * column: a number there is its digits, bytes are no text at all.
 */
export function readText(value: string | null | undefined): string {
  const found: unknown = value;
  if (typeof found === 'string') return found.trim();
  return typeof found === 'number' || typeof found === 'bigint' ? String(found) : '';
}

/** The day of a date column, `YYYY-MM-DD`; '' for NULL. SQL Server's driver gives moments, the others text. */
export function readDay(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

/** A text cut to `length` characters without splitting one that takes two places. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const last = cut.codePointAt(cut.length - 1) ?? 0;
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}

/** A text as it is written: cleaned, cut, one blank when empty (I6). */
export function columnText(text: string, clean: (text: string) => string, length = TEXT_LENGTH): string {
  // Control characters come in with pasted addresses and break printed documents.
  const cleaned = clean(text.replace(/\p{Cc}+/gu, ' ')).trim();
  const cut = cutText(cleaned, length).trim();
  return cut === '' ? BLANK : cut;
}
