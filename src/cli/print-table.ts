import { stripVTControlCharacters } from 'node:util';

/** A column: its heading, and whether numbers stand to the right. */
export interface Column {
  readonly heading: string;
  readonly isNumber?: boolean;
}

const GAP = '  ';
const LONGEST_CELL = 60;

/** Control characters of foreign texts must not move the cursor of a terminal. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');
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

/**
 * One line of CSV for a spreadsheet: `;`, quotes, and no cell that a spreadsheet would take for a formula.
 */
export function formatCsv(cells: readonly string[]): string {
  return cells
    .map((cell) => {
      const safe = /^[=+\-@\t\r]/.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell) ? `'${cell}` : cell;
      return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(';');
}
