import { stripVTControlCharacters } from 'node:util';

/** A column: its heading, and whether numbers stand to the right. */
export interface Column {
  readonly heading: string;
  readonly isNumber?: boolean;
}

const GAP = '  ';
const LONGEST_CELL = 60;

/** Marks that turn what follows, hide it or end its line: an address could look like another. */
const MARKS = /[\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** A foreign text on one line: it neither moves a terminal's cursor nor turns or hides what stands there. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(MARKS, '')
    .replace(/\p{Cc}+/gu, ' ');
}

/** A value as JSON on one line: what a terminal would obey is escaped, so that the value stays the same. */
export function plainJson(value: unknown): string {
  const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value)
    .replace(MARKS, escaped)
    .replace(/[\u007F-\u009F]/gu, escaped);
}

function cut(text: string): string {
  const plain = plainText(text);
  return plain.length > LONGEST_CELL ? `${plain.slice(0, LONGEST_CELL - 1)}…` : plain;
}

/** Lines of a table for a terminal; nothing for no rows. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map(cut));
  const widths = columns.map((column, index) =>
    Math.max(column.heading.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => {
        const text = row[index] ?? '';
        return column.isNumber === true ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
      })
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  return [line(columns.map((column) => column.heading)), rule, ...cells.map(line)];
}
