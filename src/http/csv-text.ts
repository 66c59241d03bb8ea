/** Letters with which a spreadsheet would take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(text: string): string {
  // A lone apostrophe makes it text in every spreadsheet; a number with its sign stays a number.
  const safe = FORMULA.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as a file that a Bulgarian spreadsheet opens by itself: UTF-8 with its mark, semicolons, CRLF; no cell
 * can be a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}
