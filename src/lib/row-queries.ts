/** Stands for a value while a query is compiled: which row it comes from, and by what name. */
class Slot {
  readonly row: number;
  readonly name: string;

  constructor(row: number, name: string) {
    this.row = row;
    this.name = name;
  }
}

/** A query as its text and the values of its parameters. */
interface CompiledText {
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
export class RowQueries<Row extends object, Query extends CompiledText> {
  readonly #known = new WeakMap<object, Map<number, Query>>();
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
   * parameter, and must not look at it; what it answers is kept, so that it is to be small. `owner` lives as
   * long as the database.
   */
  of(owner: object, rows: readonly Row[], compile: (rows: SomeRows<Row>) => Query): Query {
    const byLength = this.#known.get(owner) ?? new Map<number, Query>();
    this.#known.set(owner, byLength);
    const query = byLength.get(rows.length) ?? compile(this.#slotsFor(rows));
    byLength.delete(rows.length);
    byLength.set(rows.length, query);
    const [oldest] = byLength.keys();
    if (byLength.size > this.#keptLengths && oldest !== undefined) byLength.delete(oldest);
    const parameters = query.parameters.map((value) =>
      value instanceof Slot ? (rows[value.row] as Readonly<Record<string, unknown>>)[value.name] : value,
    );
    return { ...query, parameters };
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
