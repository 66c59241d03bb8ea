import { csvHead, csvLine } from '../lib/csv.ts';
import { shopTime } from '../model/shop-time.ts';
import { readCell } from './sheet.ts';
import type { ReadCell, Sheet } from './sheet.ts';

const LINE_END = '\r\n';

function cellText(cell: ReadCell, language: 'bg' | 'en'): string {
  if (cell.kind === 'empty') return '';
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'number') return language === 'bg' ? cell.number.replace('.', ',') : cell.number;
  const day = language === 'bg' ? cell.day.split('-').toReversed().join('.') : cell.day;
  return cell.clock === null ? day : `${day} ${cell.clock}`;
}

/**
 * A list as CSV, piece by piece, in the manner of spreadsheets of that language: numbers and days are read as
 * such by a double click. No cell can be a formula.
 */
export async function* csvOf(sheet: Sheet, language: 'bg' | 'en'): AsyncGenerator<string> {
  yield `${csvHead(sheet.columns.map(({ head }) => head))}${LINE_END}`;
  for await (const rows of sheet.rows) {
    const lines = rows.map((row) =>
      csvLine(
        sheet.columns.map(({ kind }, index) =>
          cellText(readCell(row[index] ?? null, kind, shopTime), language),
        ),
      ),
    );
    yield lines.map((line) => `${line}${LINE_END}`).join('');
  }
}
