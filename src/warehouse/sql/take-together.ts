import { sql } from 'kysely';
import { batches } from '../../lib/batch.ts';
import { OPERATION, RESTAURANT_ORDER } from '../../model/operation-type.ts';
import { NotAsGroup } from './documents/not-as-group.ts';
import type { Recording, RowLine, Writing } from './recording.ts';
import type { WarehouseDatabase } from './sql-engine.ts';

/** Less than any quantity: what two floats may differ by. */
export const TINY = 0.000_000_1;
/** Goods of one statement: each is named five times in it, and SQL Server takes 2,100 parameters. */
const GOODS_AT_ONCE = 100;

/** A line of a sale whose good leaves the stock. */
export interface TakenLine extends Pick<Writing, 'draft'> {
  readonly line: RowLine;
}

/** What a group takes of one good. */
interface Taking {
  readonly goodId: number;
  readonly quantity: number;
}

/**
 * Takes what a group's documents sell out of the stock, many goods in one statement, and answers the lines
 * for which that cannot be: services, which may have no stock, and goods that something is given back of.
 * What all lines of a good take together is there exactly if it is there for each after the other. Throws
 * `NotAsGroup` where a good has no row of stock, several, or too little: one by one it is told which document
 * meets that.
 */
export async function takeTogether(
  database: WarehouseDatabase,
  taken: readonly TakenLine[],
  recording: Recording,
): Promise<readonly TakenLine[]> {
  const left: TakenLine[] = [];
  const takings: Taking[] = [];
  for (const [goodId, lines] of Map.groupBy(taken, ({ line }) => line.goodId)) {
    const isPlain = lines.every(({ line }) => !line.isService && line.quantity > 0);
    if (isPlain) takings.push({ goodId, quantity: lines.reduce((sum, { line }) => sum + line.quantity, 0) });
    else left.push(...lines);
  }
  const locationId = taken[0]?.draft.locationId ?? 0;
  for (const part of batches(takings, GOODS_AT_ONCE))
    await take(database, { locationId, takings: part, recording });
  return left;
}

async function take(
  database: WarehouseDatabase,
  what: { readonly locationId: number; readonly takings: readonly Taking[]; readonly recording: Recording },
): Promise<void> {
  const { locationId, takings } = what;
  const goodIds = takings.map(({ goodId }) => goodId);
  let update = database
    .updateTable('store')
    .set({ Qtty: sql<number>`${sql.ref('Qtty')} - ${byGood(takings)}` })
    .where('ObjectID', '=', locationId)
    .where('GoodID', 'in', goodIds);
  if (!what.recording.facts.isNegativeStockAllowed) {
    const reserved = await reservedQuantities(database, { locationId, goodIds });
    const least = takings.map(({ goodId, quantity }) => ({
      goodId,
      quantity: quantity + (reserved.get(goodId) ?? 0) - TINY,
    }));
    update = update.where(sql<boolean>`${sql.ref('Qtty')} > ${byGood(least)}`);
  }
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) !== takings.length) throw new NotAsGroup('stock is missing');
}

/** The quantity of each row's good. */
function byGood(takings: readonly Taking[]) {
  const cases = takings.map(({ goodId, quantity }) => sql`when ${goodId} then ${quantity}`);
  return sql<number>`case ${sql.ref('GoodID')} ${sql.join(cases, sql` `)} end`;
}

/** What open orders reserve of goods, as the vendor's own guard counts it: all rows of types 19 and 33. */
export async function reservedQuantities(
  database: WarehouseDatabase,
  what: { readonly locationId: number; readonly goodIds: readonly number[] },
): Promise<ReadonlyMap<number, number>> {
  const rows = await database
    .selectFrom('operations')
    .select((operation) => ['GoodID', operation.fn.sum<number | null>('Qtty').as('sum')])
    .where('OperType', 'in', [OPERATION.customerOrder, RESTAURANT_ORDER])
    .where('ObjectID', '=', what.locationId)
    .where('GoodID', 'in', what.goodIds)
    .groupBy('GoodID')
    .execute();
  return new Map(rows.map((row) => [row.GoodID ?? 0, row.sum ?? 0]));
}
