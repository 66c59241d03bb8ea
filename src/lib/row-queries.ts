/** Stands for a value while a query is compiled: which row it comes from, and by what name. */
class Slot {
  readonly row: number;
  readonly name: string;

  constructor(row: number, name: string) {
    this.row = row;
    this.name = name;
  }
}

/** A query as its text and the values of its parameters, which is all of it that is kept. */
export interface CompiledText {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** At least one row. */
export type SomeRows<Row> = readonly [Row, ...Row[]];

/** Batches come in one size but for the last, whose size is often that of another time. */
const KEPT_LENGTHS = 8;

/**
 * Queries over rows that all have the same names, each compiled once for every database and for each of the
 * numbers of rows that came last: building one costs several times what a database needs to carry it out.
 */
export class RowQueries<Row extends object> {
  readonly #known = new WeakMap<object, Map<number, CompiledText>>();
  readonly #keptLengths: number;
  readonly #isText: (value: unknown) => boolean;

  /**
   * `isText`: values that are a part of the query's text instead of parameters, such as a server's clock; they
   * are the same each time.
   */
  constructor({ keptLengths = KEPT_LENGTHS, isText = (_value: unknown): boolean => false } = {}) {
    this.#keptLengths = keptLengths;
    this.#isText = isText;
  }

  /**
   * The query for these rows. `compile` may use each value of the rows it is given in its place as a
   * parameter, and must not look at it. `owner` lives as long as the database.
   */
  of(owner: object, rows: readonly Row[], compile: (rows: SomeRows<Row>) => CompiledText): CompiledText {
    const byLength = this.#known.get(owner) ?? new Map<number, CompiledText>();
    this.#known.set(owner, byLength);
    const { sql, parameters } = byLength.get(rows.length) ?? compile(this.#slotsFor(rows));
    byLength.delete(rows.length);
    // The tree that it was made of is a hundred times as large: five megabytes of it in a day of a service.
    byLength.set(rows.length, { sql, parameters });
    const [oldest] = byLength.keys();
    if (byLength.size > this.#keptLengths && oldest !== undefined) byLength.delete(oldest);
    const filled = parameters.map((value) =>
      value instanceof Slot ? (rows[value.row] as Readonly<Record<string, unknown>>)[value.name] : value,
    );
    return { sql, parameters: filled };
  }

  #slotsFor(rows: readonly Row[]): SomeRows<Row> {
    const slots = rows.map((row, index) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          this.#isText(value) ? value : new Slot(index, name),
        ]),
      ),
    );
    return slots as unknown as SomeRows<Row>;
  }
}
