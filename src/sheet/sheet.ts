/**
 * What stands in a column. `number`: a whole number by which things are called, such as an order's; `money`,
 * `quantity`: decimals; `moment`: ISO 8601 with an offset or `Z`, or the shop's own time; `day`: `YYYY-MM-DD`.
 */
export type ColumnKind = 'text' | 'number' | 'money' | 'quantity' | 'moment' | 'day';

/** A column of a list for a spreadsheet. */
export interface Column {
  readonly head: string;
  readonly kind: ColumnKind;
  /** In letters; left out = what is usual for its kind. */
  readonly width?: number;
}

/** One cell; null = nothing. What is not as its column's kind says stays text. */
export type CellValue = string | number | null;

/** A list for a spreadsheet, whatever the format. Rows come in batches and are asked for once. */
export interface Sheet {
  /** For a person, such as `Поръчки`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<readonly (readonly CellValue[])[]>;
}

/** A cell as it is understood. */
export type ReadCell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  /** Plain decimal text. */
  | { readonly kind: 'number'; readonly number: string }
  /** `YYYY-MM-DD`, and `HH:MM:SS` where it is a moment; the clock of Europe/Sofia. */
  | { readonly kind: 'time'; readonly day: string; readonly clock: string | null };

const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** So many digits a spreadsheet keeps; of a longer number it would make another one. */
const EXACT_DIGITS = 15;

function isExactNumber(text: string): boolean {
  return NUMBER.test(text) && text.replace(/^-?0*|\D/g, '').length <= EXACT_DIGITS;
}

/** A value of a column of this kind. `inSofia` tells the clock of Europe/Sofia: `YYYY-MM-DD HH:MM:SS`. */
export function readCell(
  value: CellValue,
  kind: ColumnKind,
  inSofia: (milliseconds: number) => string,
): ReadCell {
  if (value === null || value === '') return { kind: 'empty' };
  const text = String(value);
  if (kind === 'text') return { kind: 'text', text };
  if (kind === 'moment' || kind === 'day') return readTime(text, inSofia) ?? { kind: 'text', text };
  return isExactNumber(text) ? { kind: 'number', number: text } : { kind: 'text', text };
}

const STAMP = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/;
/** Before it a spreadsheet has no days. */
const FIRST_DAY = '1900-03-01';

function readTime(text: string, inSofia: (milliseconds: number) => string): ReadCell | null {
  const [, day = '', clock = null, zone] = STAMP.exec(text) ?? [];
  if (day < FIRST_DAY || Number.isNaN(Date.parse(day))) return null;
  if (zone === undefined) return { kind: 'time', day, clock };
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) return null;
  const [sofiaDay = '', sofiaClock = ''] = inSofia(moment).split(' ');
  return { kind: 'time', day: sofiaDay, clock: sofiaClock };
}
