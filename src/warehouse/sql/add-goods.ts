import { batches } from '../../lib/batch.ts';
import { toNumber } from '../../model/decimal.ts';
import type { GoodDraft, GoodId } from '../../model/good.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import { BLANK, columnText } from './column-text.ts';
import { priceColumn } from './read-goods.ts';
import type { SqlEngine, WarehouseDatabase } from './sql-engine.ts';

/** Seven columns each: below every engine's limit of parameters. */
const ROWS_AT_ONCE = 100;

const NO_PRICES = {
  PriceOut1: 0,
  PriceOut2: 0,
  PriceOut3: 0,
  PriceOut4: 0,
  PriceOut5: 0,
  PriceOut6: 0,
  PriceOut7: 0,
  PriceOut8: 0,
  PriceOut9: 0,
  PriceOut10: 0,
} as const;

async function insertGood(database: WarehouseDatabase, engine: SqlEngine, draft: GoodDraft): Promise<number> {
  const text = (value: string): string => columnText(value, engine.cleanText);
  const result = await database
    .insertInto('goods')
    .values({
      Code: text(draft.code),
      BarCode1: text(draft.barcode),
      BarCode2: BLANK,
      BarCode3: BLANK,
      Catalog1: BLANK,
      Catalog2: BLANK,
      Catalog3: BLANK,
      Name: text(draft.name),
      Name2: text(draft.name),
      Measure1: text(draft.measure),
      Measure2: text(draft.measure),
      Ratio: 1,
      PriceIn: 0,
      ...NO_PRICES,
      [priceColumn(draft.priceGroup)]: toNumber(draft.price),
      MinQtty: 0,
      NormalQtty: 0,
      Description: BLANK,
      Type: 0,
      IsRecipe: 0,
      TaxGroup: draft.vatGroupId,
      IsVeryUsed: 0,
      GroupID: draft.groupId,
      Deleted: 0,
    })
    .executeTakeFirstOrThrow();
  return Number(result.insertId);
}

/** New goods, all 32 columns named, with a Store row per object where stock is kept without lots (D1). */
export async function addGoods(
  database: WarehouseDatabase,
  what: { readonly drafts: readonly GoodDraft[]; readonly engine: SqlEngine; readonly facts: WarehouseFacts },
): Promise<readonly GoodId[]> {
  const ids: GoodId[] = [];
  const usesLots = what.facts.stockMethod >= 2;
  const objects = usesLots ? [] : await database.selectFrom('objects').select('ID').orderBy('ID').execute();
  for (const draft of what.drafts) {
    const id = await insertGood(database, what.engine, draft);
    ids.push(id as GoodId);
    if (objects.length === 0) continue;
    const rows = objects.map((object) => ({
      ObjectID: object.ID,
      GoodID: id,
      Qtty: 0,
      Price: 0,
      Lot: BLANK,
      LotID: 1,
      LotOrder: 1,
    }));
    for (const part of batches(rows, ROWS_AT_ONCE)) await database.insertInto('store').values(part).execute();
  }
  return ids;
}
