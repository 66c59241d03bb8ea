import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { StateDatabase } from './schema.ts';

/** Stands for a value while a query is compiled: which row it comes from, and by what name. */
class Slot {
  readonly row: number;
  readonly name: string;

  constructor(row: number, name: string) {
    this.row = row;
    this.name = name;
  }
}

/**
 * A query that is built and compiled at its first call only, for each database: building costs several times
 * what SQLite needs to carry it out. `build` may use each value of `given` in its place as a parameter, and
 * must not look at it.
 */
export function compiledOnce<Given extends object, Row>(
  build: (database: StateDatabase, given: Given) => Compilable<Row>,
): (database: StateDatabase, given: Given) => Promise<QueryResult<Row>> {
  const run = compiledForRows<Given, Row>((database, [given]) => build(database, given));
  return async (database, given) => run(database, [given]);
}

/** Batches come in one size but for the last, whose size is often that of another time. */
const KEPT_LENGTHS = 8;

/**
 * The same for a query over rows, at least one, that all have the same names: compiled once for each of the
 * numbers of rows that came last.
 */
export function compiledForRows<Given extends object, Row>(
  build: (database: StateDatabase, rows: Rows<Given>) => Compilable<Row>,
): (database: StateDatabase, rows: readonly Given[]) => Promise<QueryResult<Row>> {
  const known = new WeakMap<object, Map<number, CompiledQuery<Row>>>();
  return async (database, rows) => {
    const { adapter } = database.getExecutor();
    const byLength = known.get(adapter) ?? new Map<number, CompiledQuery<Row>>();
    known.set(adapter, byLength);
    const query = byLength.get(rows.length) ?? build(database, slotsFor(rows)).compile();
    byLength.delete(rows.length);
    byLength.set(rows.length, query);
    const [oldest] = byLength.keys();
    if (byLength.size > KEPT_LENGTHS && oldest !== undefined) byLength.delete(oldest);
    const parameters = query.parameters.map((value) =>
      value instanceof Slot ? (rows[value.row] as Readonly<Record<string, unknown>>)[value.name] : value,
    );
    return database.executeQuery<Row>({ ...query, parameters });
  };
}

type Rows<Given> = readonly [Given, ...Given[]];

function slotsFor<Given extends object>(rows: readonly Given[]): Rows<Given> {
  const names = Object.keys(rows[0] ?? {});
  const slots = rows.map((_, row) => Object.fromEntries(names.map((name) => [name, new Slot(row, name)])));
  return slots as unknown as Rows<Given>;
}
