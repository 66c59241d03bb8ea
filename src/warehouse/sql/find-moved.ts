import { batches } from '../../lib/batch.ts';
import type { GoodId } from '../../model/good.ts';
import { MOVING_TYPES } from '../../model/operation-type.ts';
import type { WarehouseDatabase } from './sql-engine.ts';

const KEYS_AT_ONCE = 400;

/** Goods with stock that is not 0 somewhere, or with a line of a document that moves stock. */
export async function findMoved(
  database: WarehouseDatabase,
  ids: readonly GoodId[],
): Promise<ReadonlySet<GoodId>> {
  const moved = new Set<number>();
  for (const part of batches(ids, KEYS_AT_ONCE)) {
    const stocked = await database
      .selectFrom('store')
      .select('GoodID')
      .distinct()
      .where('GoodID', 'in', part)
      .where('Qtty', '<>', 0)
      .execute();
    const lines = await database
      .selectFrom('operations')
      .select('GoodID')
      .distinct()
      .where('GoodID', 'in', part)
      .where('OperType', 'in', MOVING_TYPES)
      .execute();
    for (const { GoodID } of [...stocked, ...lines]) if (GoodID !== null) moved.add(GoodID);
  }
  return moved as Set<GoodId>;
}
