/** A value of a column. */
export type Cell = string | number | null;

/** Rows of one table, all with the same columns: what an engine inserts, whatever engine it is. */
export interface SampleRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What the sample is made from. */
export interface SampleOptions {
  /** Goods for sale; services and deleted ones come on top. */
  readonly goods: number;
  readonly seed: number;
  /** With УНП rows and operator codes, as a SUPTO build leaves them. */
  readonly hasSupto: boolean;
  /** Newest day of the history; local time of the warehouse. */
  readonly today: Date;
}

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD 00:00:00`, so many days before the newest. */
export function dayBefore(today: Date, days: number): string {
  return `${new Date(today.getTime() - days * DAY_MS).toISOString().slice(0, 10)} 00:00:00`;
}

/** Rows from records, by the columns of the first. */
export function rowsOf(table: string, records: readonly Readonly<Record<string, Cell>>[]): SampleRows {
  const columns = Object.keys(records[0] ?? {});
  return { table, columns, rows: records.map((record) => columns.map((column) => record[column] ?? null)) };
}
