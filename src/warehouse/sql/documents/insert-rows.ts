import { InsertQueryNode, isExpression } from 'kysely';
import type { CompiledQuery, InsertObject } from 'kysely';
import { batches } from '../../../lib/batch.ts';
import { RowQueries } from '../../../lib/row-queries.ts';
import type { WarehouseSchema } from '../schema.ts';
import type { WarehouseDatabase } from '../sql-engine.ts';

/** Documents have some lines each, so that the last part of a group's rows is of any size. */
const KEPT_LENGTHS = 40;

/** Of the tree that it was built of the table alone: the rows' part is a hundred times as large as the text. */
function withoutRows(built: CompiledQuery): CompiledQuery {
  const { query } = built;
  const into = InsertQueryNode.is(query) ? query.into : undefined;
  return into === undefined ? built : { ...built, query: InsertQueryNode.create(into) };
}

/**
 * Inserts rows that all have the same columns into one table, at most so many in one statement, whose text is
 * made once for each number of rows. What the server itself puts in, as its clock, is the same in all of
 * them.
 */
export function insertRows<Table extends keyof WarehouseSchema>(table: Table) {
  type Row = InsertObject<WarehouseSchema, Table>;
  const queries = new RowQueries<Row, CompiledQuery>({ keptLengths: KEPT_LENGTHS, isText: isExpression });
  return async (database: WarehouseDatabase, rows: readonly Row[], atOnce: number): Promise<void> => {
    const { adapter } = database.getExecutor();
    for (const part of batches(rows, atOnce))
      await database.executeQuery(
        queries.of(adapter, part, (slots) => withoutRows(database.insertInto(table).values(slots).compile())),
      );
  };
}
