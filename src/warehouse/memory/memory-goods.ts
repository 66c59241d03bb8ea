import { decimalFromNumber, MONEY_PLACES, toNumber } from '../../model/decimal.ts';
import { goodKind } from '../../model/good.ts';
import type { Good, GoodDraft, GoodId, GoodsGroupId } from '../../model/good.ts';
import type { GoodsKeys, GoodsQuery } from '../warehouse.ts';
import { BLANK, cellNumber, columnText, isDeleted, numberOf, textOf } from './memory-cells.ts';
import type { MemoryDatabase, MemoryRow } from './memory-database.ts';
import { factsOf } from './memory-facts.ts';

const SERVICE_GOOD = 1;
const PRICE_GROUPS = 10;
const RETAIL = 1;
const FIRST_WITH_LOTS = 2;

/** Column of a price group: 0..9 = PriceOut1..PriceOut10; any other is retail. */
function priceColumn(priceGroup: number): string {
  const isKnown = Number.isInteger(priceGroup) && priceGroup >= 0 && priceGroup < PRICE_GROUPS;
  return `PriceOut${(isKnown ? priceGroup : RETAIL) + 1}`;
}

/**
 * Bar codes of all columns, the third of which may hold several; weighing patterns (W, C, L and dots)
 * are none.
 */
function barcodesOf(row: MemoryRow): readonly string[] {
  const texts = [textOf(row, 'BarCode1'), textOf(row, 'BarCode2'), ...textOf(row, 'BarCode3').split(',')];
  const compact = texts.map((text) => text.replace(/\s+/g, '')).filter((text) => text !== '');
  return [...new Set(compact.filter((text) => !(/^[0-9WCL.]+$/.test(text) && /[WCL.]/.test(text))))];
}

/** All goods but the service one, ids ascending, deleted ones included. */
function goodsOf(database: MemoryDatabase, priceGroup: number): readonly Good[] {
  const rates = new Map(factsOf(database).vatGroups.map((group) => [group.id, group.rate]));
  return database
    .rows('goods')
    .filter((row) => numberOf(row, 'ID') > SERVICE_GOOD)
    .map((row) => ({
      id: numberOf(row, 'ID') as GoodId,
      code: textOf(row, 'Code'),
      barcodes: barcodesOf(row),
      name: textOf(row, 'Name'),
      measure: textOf(row, 'Measure1'),
      price: decimalFromNumber(cellNumber(row, priceColumn(priceGroup)), MONEY_PLACES),
      vatRate: rates.get(numberOf(row, 'TaxGroup')) ?? null,
      // The service rows carry -1, meaning group 1.
      groupId: Math.abs(numberOf(row, 'GroupID')) as GoodsGroupId,
      kind: goodKind(numberOf(row, 'Type')),
      isDeleted: isDeleted(row),
    }));
}

/** Goods of the export (E1). */
export function soldGoods(database: MemoryDatabase, query: GoodsQuery): readonly Good[] {
  return goodsOf(database, query.priceGroup).filter(
    (good) =>
      !good.isDeleted &&
      good.kind !== 'discount' &&
      good.kind !== 'distributedCharge' &&
      (query.groupIds?.has(good.groupId) ?? true),
  );
}

/** Goods by id, exact code or bar code, deleted ones included. */
export function findGoods(database: MemoryDatabase, keys: GoodsKeys): readonly Good[] {
  const [ids, codes, barcodes] = [new Set(keys.ids), new Set(keys.codes), new Set(keys.barcodes)];
  return goodsOf(database, keys.priceGroup).filter(
    (good) =>
      ids.has(good.id) || codes.has(good.code) || good.barcodes.some((barcode) => barcodes.has(barcode)),
  );
}

/** A new good, all 32 columns named, with a Store row per object where stock is kept without lots (D1). */
export function addGood(database: MemoryDatabase, draft: GoodDraft): GoodId {
  const prices = Array.from({ length: PRICE_GROUPS }, (_, index) => [`PriceOut${index + 1}`, 0]);
  const [name, measure] = [columnText(draft.name), columnText(draft.measure)];
  const id = database.insert('goods', {
    Code: columnText(draft.code),
    BarCode1: columnText(draft.barcode),
    BarCode2: BLANK,
    BarCode3: BLANK,
    Catalog1: BLANK,
    Catalog2: BLANK,
    Catalog3: BLANK,
    Name: name,
    Name2: name,
    Measure1: measure,
    Measure2: measure,
    Ratio: 1,
    PriceIn: 0,
    ...Object.fromEntries(prices),
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
  });
  if (factsOf(database).stockMethod >= FIRST_WITH_LOTS) return id as GoodId;
  for (const location of database.rows('objects')) {
    const place = { ObjectID: numberOf(location, 'ID'), GoodID: id };
    database.insert('store', { ...place, Qtty: 0, Price: 0, Lot: BLANK, LotID: 1, LotOrder: 1 });
  }
  return id as GoodId;
}
