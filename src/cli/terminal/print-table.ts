import { plainText } from './plain-text.ts';
import { cutText, padText, textWidth } from './screen.ts';

/** A column: its heading, whether its numbers stand to the right, whether it is never cut (УНП, dates). */
export interface Column {
  readonly heading: string;
  readonly isNumber?: boolean;
  readonly isWhole?: boolean;
}

const GAP = '  ';
/** Words in fewer columns say nothing any more: the rows are told one below another instead. */
const NARROWEST_COLUMN = 10;

type Rows = readonly (readonly string[])[];

function widest(cells: Rows, column: number, heading: string): number {
  // Not Math.max(...): a ledger of a hundred thousand rows would not fit on the stack.
  return cells.reduce((most, row) => Math.max(most, textWidth(row[column] ?? '')), textWidth(heading));
}

/** Widths that fit on the screen: words give way, numbers never; null where that does not do. */
function fittingWidths(
  columns: readonly Column[],
  natural: readonly number[],
  width: number,
): readonly number[] | null {
  const gaps = GAP.length * (columns.length - 1);
  const isRigid = columns.map((column) => column.isNumber === true || column.isWhole === true);
  const total = (most: number): number =>
    natural.reduce((sum, each, index) => sum + (isRigid[index] === true ? each : Math.min(each, most)), gaps);
  if (total(NARROWEST_COLUMN) > width) return null;
  let most = NARROWEST_COLUMN;
  const longest = natural.reduce((left, right) => Math.max(left, right), 0);
  while (most < longest && total(most + 1) <= width) most += 1;
  return natural.map((each, index) => (isRigid[index] === true ? each : Math.min(each, most)));
}

function tableLines(columns: readonly Column[], cells: Rows, widths: readonly number[]): readonly string[] {
  const line = (row: readonly string[]): string =>
    columns
      .map(({ isNumber }, index) => {
        const width = widths[index] ?? 0;
        return padText(cutText(row[index] ?? '', width), width, isNumber === true);
      })
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  return [line(columns.map((column) => column.heading)), rule, ...cells.map(line)];
}

/** Each row by itself, a line for each cell that holds something. */
function recordLines(columns: readonly Column[], cells: Rows): readonly string[] {
  return cells.flatMap((row, at) => [
    ...(at === 0 ? [] : ['']),
    ...columns.flatMap(({ heading }, index) => {
      const cell = row[index] ?? '';
      return cell === '' ? [] : [`${index === 0 ? '' : '  '}${heading}: ${cell}`];
    }),
  ]);
}

/** Whether a table goes into so many columns without being cut. */
function fits(columns: readonly Column[], cells: Rows, width: number): boolean {
  const gaps = GAP.length * (columns.length - 1);
  return columns.reduce((sum, { heading }, index) => sum + widest(cells, index, heading), gaps) <= width;
}

/**
 * Lines of a table; nothing for no rows. On a screen of `width` columns it is cut to fit, without the columns in
 * which nothing stands, and told row by row where even that is too much; null = as wide as it is.
 */
export function formatTable(all: readonly Column[], rows: Rows, width: number | null): readonly string[] {
  if (rows.length === 0) return [];
  const whole = rows.map((row) => row.map(plainText));
  const isFit = width === null || fits(all, whole, width);
  const kept = all.map((_column, index) => isFit || whole.some((row) => (row[index] ?? '') !== ''));
  const columns = all.filter((_column, index) => kept[index]);
  const cells = isFit ? whole : whole.map((row) => row.filter((_cell, index) => kept[index]));
  const natural = columns.map(({ heading }, index) => widest(cells, index, heading));
  const widths = width === null ? natural : fittingWidths(columns, natural, width);
  return widths === null ? recordLines(columns, cells) : tableLines(columns, cells, widths);
}
