/** A table as `printTable` prints it. */
export interface PrintedTable {
  readonly title: string;
  /** The beginning of the title, up to a colon: the rest may name figures of the run. */
  readonly subject: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function cells(line: string): readonly string[] {
  return line.trim().split(/ {2,}/);
}

/** The tables of what a benchmark has said; lines that stand alone are left out. */
export function readTables(text: string): readonly PrintedTable[] {
  return text.split(/\n\n|^\n/).flatMap((block) => {
    const [title = '', header = '', ...lines] = block.split('\n').filter((line) => line !== '');
    const columns = cells(header);
    if (columns.length < 2) return [];
    const rows = lines.map(cells).filter((row) => row.length === columns.length);
    return [{ title, subject: title.split(':')[0] ?? title, columns, rows }];
  });
}

/**
 * A row for each figure that both versions tell of the same thing, with how many times the earlier one the
 * present one is. What a row is about stands in its first cell.
 */
export function sideBySide(
  before: PrintedTable | null,
  now: PrintedTable,
  revision: string,
): readonly Readonly<Record<string, string | number>>[] {
  if (before === null) return [];
  return now.rows.flatMap((row, index) => {
    // Several rows may be about one thing (both interfaces): then their places tell them apart.
    const same = before.rows[index]?.[0] === row[0] ? before.rows[index] : undefined;
    const other = same ?? before.rows.find((each) => each[0] === row[0]);
    if (other === undefined) return [];
    return now.columns.flatMap((column, place) => {
      const [was, is] = [Number(other[before.columns.indexOf(column)]), Number(row[place])];
      if (place === 0 || Number.isNaN(was) || Number.isNaN(is)) return [];
      const what = `${row[0] ?? ''}: ${column}`;
      return [{ what, [revision]: was, here: is, 'here ÷ there': was === 0 ? '–' : (is / was).toFixed(2) }];
    });
  });
}
