import { sql } from 'kysely';
import { decimalFromNumber, MONEY_PLACES } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import { goodKind } from '../../model/good.ts';
import type { Good, GoodId, GoodsGroupId } from '../../model/good.ts';
import type { GoodsKeys, GoodsQuery } from '../warehouse.ts';
import { readText } from './column-text.ts';
import { readVatGroups } from './read-facts.ts';
import type { PriceColumn } from './schema.ts';
import type { WarehouseDatabase } from './sql-engine.ts';

export const GOODS_AT_ONCE = 2000;
const KEYS_AT_ONCE = 400;
const SERVICE_GOOD = 1;
/** Bits 16 (distributed charge) and 32 (discount): never goods of a shop (E1). */
const NEVER_SOLD = 48;

/** The columns of the ten price groups, in their order. */
export const PRICE_COLUMNS: readonly PriceColumn[] = [
  'PriceOut1',
  'PriceOut2',
  'PriceOut3',
  'PriceOut4',
  'PriceOut5',
  'PriceOut6',
  'PriceOut7',
  'PriceOut8',
  'PriceOut9',
  'PriceOut10',
];

/** Column of a price group: 0..9 = PriceOut1..PriceOut10. */
export function priceColumn(priceGroup: number): PriceColumn {
  return PRICE_COLUMNS[priceGroup] ?? 'PriceOut2';
}

interface GoodRow {
  readonly ID: number;
  readonly Code: string | null;
  readonly BarCode1: string | null;
  readonly BarCode2: string | null;
  readonly BarCode3: string | null;
  readonly Name: string | null;
  readonly Measure1: string | null;
  readonly price: number | null;
  readonly TaxGroup: number | null;
  readonly GroupID: number | null;
  readonly Type: number | null;
  readonly Deleted: number | null;
}

type Rates = ReadonlyMap<number, Decimal>;

function selectGoods(database: WarehouseDatabase, priceGroup: number) {
  return database
    .selectFrom('goods')
    .select([
      'ID',
      'Code',
      'BarCode1',
      'BarCode2',
      'BarCode3',
      'Name',
      'Measure1',
      'TaxGroup',
      'GroupID',
      'Type',
      'Deleted',
    ])
    .select((row) => row.ref(priceColumn(priceGroup)).as('price'));
}

/** A bar code without blanks; null for an empty one or a weighing pattern (placeholders W, C, L and dots). */
function readBarcode(text: string): string | null {
  if (/^\d+$/.test(text)) return text;
  const compact = text.replace(/\s+/g, '');
  return compact === '' || (/^[0-9WCL.]+$/.test(compact) && /[WCL.]/.test(compact)) ? null : compact;
}

/** The bar codes of a good, each once; the third column may hold a list (facts section 12). */
export function readBarcodes(row: Pick<GoodRow, 'BarCode1' | 'BarCode2' | 'BarCode3'>): readonly string[] {
  const { BarCode1, BarCode2, BarCode3 } = row;
  if (!BarCode2?.trim() && !BarCode3?.trim()) {
    const only = readBarcode(BarCode1 ?? '');
    return only === null ? [] : [only];
  }
  // The third column may hold several, separated by commas.
  const texts = [BarCode1 ?? '', BarCode2 ?? '', ...(BarCode3 ?? '').split(',')];
  return [...new Set(texts.map(readBarcode).filter((code) => code !== null))];
}

function goodOf(row: GoodRow, rates: Rates): Good {
  return {
    id: row.ID as GoodId,
    code: readText(row.Code),
    barcodes: readBarcodes(row),
    name: readText(row.Name),
    measure: readText(row.Measure1),
    price: decimalFromNumber(row.price, MONEY_PLACES),
    vatRate: rates.get(row.TaxGroup ?? 0) ?? null,
    // The service rows carry -1, meaning group 1.
    groupId: Math.abs(row.GroupID ?? 0) as GoodsGroupId,
    kind: goodKind(row.Type ?? 0),
    isDeleted: (row.Deleted ?? 0) !== 0,
  };
}

async function readRates(database: WarehouseDatabase): Promise<Rates> {
  return new Map((await readVatGroups(database)).map((group) => [group.id, group.rate]));
}

/** Goods of the export by keyset pages (E1): ids ascending, each once, whatever is written meanwhile. */
export async function* readGoods(
  database: WarehouseDatabase,
  query: GoodsQuery,
): AsyncGenerator<readonly Good[]> {
  if (query.groupIds !== null && query.groupIds.size === 0) return;
  const rates = await readRates(database);
  let after = Math.max(SERVICE_GOOD, query.after ?? 0);
  for (;;) {
    const rows = await selectGoods(database, query.priceGroup)
      .where('ID', '>', after)
      .where(sql<boolean>`coalesce(${sql.ref('Deleted')}, 0) = 0`)
      .where(sql<boolean>`(coalesce(${sql.ref('Type')}, 0) & ${sql.lit(NEVER_SOLD)}) = 0`)
      .orderBy('ID')
      .limit(GOODS_AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    const goods = rows.map((row) => goodOf(row, rates));
    // The groups are chosen here and not in SQL: a shop of thousands of groups would pass the limit of
    // parameters.
    const chosen =
      query.groupIds === null ? goods : goods.filter((good) => query.groupIds?.has(good.groupId));
    if (chosen.length > 0) yield chosen;
    if (rows.length < GOODS_AT_ONCE) return;
    after = last.ID;
  }
}

function parts<T>(values: readonly T[]): readonly (readonly T[])[] {
  const unique = [...new Set(values)];
  return Array.from({ length: Math.ceil(unique.length / KEYS_AT_ONCE) }, (_, index) =>
    unique.slice(index * KEYS_AT_ONCE, (index + 1) * KEYS_AT_ONCE),
  );
}

/** Goods by id, exact code or bar code, deleted ones included; by id, each once. */
export async function findGoods(database: WarehouseDatabase, keys: GoodsKeys): Promise<readonly Good[]> {
  const rows = new Map<number, GoodRow>();
  const add = (found: readonly GoodRow[]): void => {
    for (const row of found) rows.set(row.ID, row);
  };
  const select = () => selectGoods(database, keys.priceGroup).where('ID', '>', SERVICE_GOOD);
  for (const ids of parts(keys.ids ?? [])) add(await select().where('ID', 'in', ids).execute());
  for (const codes of parts(keys.codes ?? [])) {
    const exact = new Set(codes);
    // An engine may fold letter case and trailing blanks: what it finds is compared again.
    add((await select().where('Code', 'in', codes).execute()).filter((row) => exact.has(readText(row.Code))));
  }
  for (const barcodes of parts(keys.barcodes ?? [])) {
    for (const column of ['BarCode1', 'BarCode2', 'BarCode3'] as const) {
      add(await select().where(column, 'in', barcodes).execute());
    }
  }
  if ((keys.barcodes ?? []).length > 0) add(await findInLists(database, keys));
  const rates = rows.size === 0 ? new Map<number, Decimal>() : await readRates(database);
  return [...rows.values()].map((row) => goodOf(row, rates)).sort((left, right) => left.id - right.id);
}

/** Goods whose third bar code column holds a list that contains a wanted one: few rows do. */
async function findInLists(database: WarehouseDatabase, keys: GoodsKeys): Promise<readonly GoodRow[]> {
  const wanted = new Set(keys.barcodes ?? []);
  const rows = await selectGoods(database, keys.priceGroup).where('BarCode3', 'like', '%,%').execute();
  return rows.filter((row) => readBarcodes(row).some((code) => wanted.has(code)));
}
