import type { Compilable, CompiledQuery } from 'kysely';
import type { StateDatabase } from './schema.ts';

/** Stands for a value while a query is compiled. */
class Slot {
  readonly name: string;

  constructor(name: string) {
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
): (database: StateDatabase, given: Given) => Promise<readonly Row[]> {
  const known = new WeakMap<object, CompiledQuery<Row>>();
  return async (database, given) => {
    const { adapter } = database.getExecutor();
    const query = known.get(adapter) ?? build(database, slotsFor(given)).compile();
    known.set(adapter, query);
    const values = given as Readonly<Record<string, unknown>>;
    const parameters = query.parameters.map((value) => (value instanceof Slot ? values[value.name] : value));
    return (await database.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

function slotsFor<Given extends object>(given: Given): Given {
  return Object.fromEntries(Object.keys(given).map((name) => [name, new Slot(name)])) as Given;
}
