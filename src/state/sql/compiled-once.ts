import { CompiledQuery } from 'kysely';
import type { Compilable, QueryResult } from 'kysely';
import { RowQueries } from '../../lib/row-queries.ts';
import type { SomeRows } from '../../lib/row-queries.ts';
import type { StateDatabase } from './schema.ts';

/** The text alone: of trees that queries are built of, a service kept five megabytes after a day. */
function textOf<Row>({ sql, parameters }: CompiledQuery<Row>): CompiledQuery<Row> {
  return CompiledQuery.raw(sql, [...parameters]);
}

/**
 * A query that is built and compiled at its first call only, for each database. `build` may use each value of
 * `given` in its place as a parameter, and must not look at it.
 */
export function compiledOnce<Given extends object, Row>(
  build: (database: StateDatabase, given: Given) => Compilable<Row>,
): (database: StateDatabase, given: Given) => Promise<QueryResult<Row>> {
  const run = compiledForRows<Given, Row>((database, [given]) => build(database, given));
  return async (database, given) => run(database, [given]);
}

/**
 * The same for a query over rows, at least one, that all have the same names: compiled once for each of the
 * numbers of rows that came last.
 */
export function compiledForRows<Given extends object, Row>(
  build: (database: StateDatabase, rows: SomeRows<Given>) => Compilable<Row>,
): (database: StateDatabase, rows: readonly Given[]) => Promise<QueryResult<Row>> {
  const queries = new RowQueries<Given, CompiledQuery<Row>>();
  return async (database, rows) => {
    const { adapter } = database.getExecutor();
    return database.executeQuery(
      queries.of(adapter, rows, (slots) => textOf(build(database, slots).compile())),
    );
  };
}
