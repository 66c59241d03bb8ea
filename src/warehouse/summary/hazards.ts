import { readText } from '../sql/column-text.ts';
import { readBarcodes } from '../sql/read-goods.ts';
import type { WarehouseDatabase } from '../sql/sql-engine.ts';

const GOODS_AT_ONCE = 5000;
const SERVICE_GOOD = 1;
const LETTERS_OF_A_LEVEL = 3;

/** What can make trouble (facts of the database, section 15): name → the number of records. */
export type Hazards = Record<string, number>;

/** How often each key was met, and how many records carry a key that others carry too. */
class Shared {
  readonly #first = new Map<string, number>();
  readonly #records = new Set<number>();

  add(key: string, id: number): void {
    const first = this.#first.get(key);
    if (first === undefined) this.#first.set(key, id);
    else if (first !== id) this.#records.add(first).add(id);
  }

  get count(): number {
    return this.#records.size;
  }
}

async function idsOf(
  database: WarehouseDatabase,
  table: 'vatgroups' | 'goodsgroups',
): Promise<ReadonlySet<number>> {
  return new Set((await database.selectFrom(table).select('ID').execute()).map((row) => row.ID));
}

async function* livingGoods(database: WarehouseDatabase) {
  for (let after = SERVICE_GOOD; ;) {
    const rows = await database
      .selectFrom('goods')
      .select(['ID', 'Code', 'BarCode1', 'BarCode2', 'BarCode3', 'TaxGroup', 'GroupID', 'PriceOut2'])
      .select('Deleted')
      .where('ID', '>', after)
      .orderBy('ID')
      .limit(GOODS_AT_ONCE)
      .execute();
    yield rows.filter((row) => (row.Deleted ?? 0) === 0);
    const last = rows.at(-1);
    if (last === undefined || rows.length < GOODS_AT_ONCE) return;
    after = last.ID;
  }
}

/** The goods are looked through here: engines differ in how they compare, cut and fold texts. */
async function goodsHazards(database: WarehouseDatabase): Promise<Hazards> {
  const vatGroups = await idsOf(database, 'vatgroups');
  const groups = await idsOf(database, 'goodsgroups');
  const codes = new Shared();
  const barcodes = new Shared();
  const found = { goodsWithoutCode: 0, goodsWithoutVatGroup: 0, goodsWithoutGroup: 0, goodsWithoutPrice: 0 };
  for await (const rows of livingGoods(database)) {
    for (const row of rows) {
      const code = readText(row.Code);
      if (code === '') found.goodsWithoutCode += 1;
      else codes.add(code, row.ID);
      for (const barcode of readBarcodes(row)) barcodes.add(barcode, row.ID);
      if (!vatGroups.has(row.TaxGroup ?? 0)) found.goodsWithoutVatGroup += 1;
      if (!groups.has(Math.abs(row.GroupID ?? 0))) found.goodsWithoutGroup += 1;
      if ((row.PriceOut2 ?? 0) <= 0) found.goodsWithoutPrice += 1;
    }
  }
  return { duplicateCodes: codes.count, duplicateBarcodes: barcodes.count, ...found };
}

/** A group's place in the tree is its code: three letters a level (facts section 11). */
async function groupsWithoutParent(database: WarehouseDatabase): Promise<number> {
  const rows = await database.selectFrom('goodsgroups').select('Code').execute();
  const codes = rows.map((row) => readText(row.Code));
  const known = new Set(codes);
  return codes.filter(
    (code) => code.length > LETTERS_OF_A_LEVEL && !known.has(code.slice(0, -LETTERS_OF_A_LEVEL)),
  ).length;
}

/** Lines of saved documents, number markers left out. */
function documentLines(database: WarehouseDatabase) {
  return database.selectFrom('operations').where('Acct', '>', 0).where('PartnerID', '<>', 0);
}

async function linesWithoutPartner(database: WarehouseDatabase): Promise<number> {
  const row = await documentLines(database)
    .leftJoin('partners', 'partners.ID', 'operations.PartnerID')
    .where('partners.ID', 'is', null)
    .select((line) => line.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return row?.count ?? 0;
}

async function linesWithoutGood(database: WarehouseDatabase): Promise<number> {
  const row = await documentLines(database)
    .leftJoin('goods', 'goods.ID', 'operations.GoodID')
    .where('goods.ID', 'is', null)
    .select((line) => line.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return row?.count ?? 0;
}

async function doubleNumbers(database: WarehouseDatabase): Promise<number> {
  const rows = await documentLines(database)
    .select(['OperType', 'Acct'])
    .groupBy(['OperType', 'Acct'])
    .having((line) => line.fn.count<number>('PartnerID').distinct(), '>', 1)
    .execute();
  return rows.length;
}

async function negativeStock(database: WarehouseDatabase): Promise<number> {
  const row = await database
    .selectFrom('store')
    .where('Qtty', '<', 0)
    .select((stock) => stock.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Counts every hazard, those that were not found included. */
export async function countHazards(database: WarehouseDatabase): Promise<Hazards> {
  return {
    ...(await goodsHazards(database)),
    groupsWithoutParent: await groupsWithoutParent(database),
    linesWithoutPartner: await linesWithoutPartner(database),
    linesWithoutGood: await linesWithoutGood(database),
    negativeStock: await negativeStock(database),
    doubleNumbers: await doubleNumbers(database),
  };
}
