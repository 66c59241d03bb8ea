/** A value of a column. */
export type Cell = string | number | null;

/** Rows of one table, all with the same columns: what an engine inserts, whatever engine it is. */
export interface SampleRows {
  /** In lower case, as on SQLite and MySQL. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Column whose values replace those that an empty installation already has; null = the rows are new. */
  readonly replacesBy: string | null;
}

/** What the sample is made from: the same options give the same rows on every machine. */
export interface SampleOptions {
  /** Goods for sale; services and deleted ones come on top. */
  readonly goods: number;
  readonly seed: number;
  /** With УНП rows and receipts of a till, as a SUPTO build leaves them. */
  readonly hasSupto: boolean;
  /** The history ends before this day; its date in UTC counts. */
  readonly today: Date;
  /**
   * Documents of the last year beside the opening deliveries; without it a quarter of the goods, 20 to
   * 5,000.
   */
  readonly operations?: number;
  /**
   * Adds what goes wrong in real databases: repeated codes and bar codes, no VAT group, no price, a lost
   * group.
   */
  readonly hasHazards?: boolean;
  /** configkey23: 0 (default) and 1 keep no lots, 2..5 do. */
  readonly stockMethod?: number;
}

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD`, so many days before. */
export function dayBefore(today: Date, days: number): string {
  return new Date(today.getTime() - days * DAY_MS).toISOString().slice(0, 10);
}

/** Money and prices to the cent. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Quantities to the gram, without binary dust. */
export function grams(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** True for stock methods that keep lots (configkey23). */
export function usesLots(options: SampleOptions): boolean {
  return (options.stockMethod ?? 0) >= 2;
}

/** Rows from records, by the columns of the first; none for an empty list. */
export function rowsOf(
  table: string,
  records: readonly Readonly<Record<string, Cell>>[],
  replacesBy: string | null = null,
): SampleRows {
  const columns = Object.keys(records[0] ?? {});
  const rows = records.map((record) => columns.map((column) => record[column] ?? null));
  return { table, columns, rows, replacesBy };
}
