/** The mark by which a spreadsheet knows UTF-8. */
const MARK = '\uFEFF';
/** Letters with which a spreadsheet would take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^-?\d+([.,]\d+)?$/;
const LINE_END = '\r\n';

function cell(text: string): string {
  // A lone apostrophe makes it text in every spreadsheet; a number with its sign stays a number.
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line without its end: semicolons, quotes where they are needed, no cell that could be a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(cell).join(';');
}

/** The first line of a file that a Bulgarian spreadsheet opens by itself. */
export function csvHead(cells: readonly string[]): string {
  return `${MARK}${csvLine(cells)}`;
}

/** A whole file: a head and its rows, each line ended by CRLF. */
export function csvText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [csvHead(head), ...rows.map(csvLine)].map((line) => `${line}${LINE_END}`).join('');
}
