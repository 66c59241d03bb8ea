import { batches } from '../../lib/batch.ts';
import type { Decimal } from '../../model/decimal.ts';
import { goodKind } from '../../model/good.ts';
import type { Good, GoodId, GoodsGroupId } from '../../model/good.ts';
import type { GoodsKeys, GoodsQuery } from '../warehouse.ts';
import type { RestClient } from './rest-client.ts';
import { ITEM } from './wire.ts';
import type { ItemWire } from './wire.ts';

const GOODS_AT_ONCE = 2000;
const SERVICE_GOOD = 1;
/** Bits 16 and 32: never goods of a shop (E1). */
const NEVER_SOLD = 48;
/** From so many keys on the whole list is read: one request each would take longer. */
const MANY_KEYS = 60;

export type Rates = ReadonlyMap<number, Decimal>;

const PRICES = [
  'price_out1',
  'price_out2',
  'price_out3',
  'price_out4',
  'price_out5',
  'price_out6',
  'price_out7',
  'price_out8',
  'price_out9',
  'price_out10',
] as const;

/** A bar code without blanks; null for an empty one or a weighing pattern. */
function readBarcode(text: string): string | null {
  const compact = text.replace(/\s+/g, '');
  return compact === '' || (/^[0-9WCL.]+$/.test(compact) && /[WCL.]/.test(compact)) ? null : compact;
}

function goodOf(item: ItemWire, rates: Rates, priceGroup: number): Good {
  const texts = [item.barcode1, item.barcode2, ...item.barcode3.split(',')];
  return {
    id: item.id as GoodId,
    code: item.code,
    barcodes: [...new Set(texts.map(readBarcode).filter((code) => code !== null))],
    name: item.name,
    measure: item.measure1,
    price: item[PRICES[priceGroup] ?? 'price_out2'],
    vatRate: rates.get(item.tax_group) ?? null,
    groupId: Math.abs(item.group_id) as GoodsGroupId,
    kind: goodKind(item.type),
    isDeleted: item.deleted,
  };
}

function byId(left: Good, right: Good): number {
  return left.id - right.id;
}

/**
 * Goods of the export, ids ascending. The interface promises no order, so they are gathered and sorted
 * before the first is handed out (E1).
 */
export async function* readItems(
  client: RestClient,
  query: GoodsQuery,
  what: { readonly rates: Rates; readonly signal: AbortSignal },
): AsyncGenerator<readonly Good[]> {
  if (query.groupIds !== null && query.groupIds.size === 0) return;
  const goods: Good[] = [];
  for await (const page of client.list('/Items', { parse: (row) => ITEM.parse(row), signal: what.signal })) {
    for (const item of page) {
      const isSold = item.id > SERVICE_GOOD && !item.deleted && (item.type & NEVER_SOLD) === 0;
      const isWanted = query.groupIds?.has(Math.abs(item.group_id) as GoodsGroupId) ?? true;
      if (isSold && isWanted) goods.push(goodOf(item, what.rates, query.priceGroup));
    }
  }
  yield* batches(goods.toSorted(byId), GOODS_AT_ONCE);
}

/** Goods by id, exact code or bar code, deleted ones included; what the server finds is compared again. */
export async function findItems(
  client: RestClient,
  keys: GoodsKeys,
  what: { readonly rates: Rates; readonly signal: AbortSignal },
): Promise<readonly Good[]> {
  const { signal } = what;
  const parse = (row: unknown): ItemWire => ITEM.parse(row);
  const ids = new Set<number>(keys.ids);
  const codes = new Set(keys.codes?.filter((code) => code !== ''));
  const barcodes = new Set(keys.barcodes?.filter((code) => code !== ''));
  const found = new Map<number, Good>();
  const take = (items: readonly ItemWire[]): void => {
    for (const item of items) {
      const good = goodOf(item, what.rates, keys.priceGroup);
      const isWanted =
        ids.has(good.id) || codes.has(good.code) || good.barcodes.some((code) => barcodes.has(code));
      if (good.id > SERVICE_GOOD && isWanted) found.set(good.id, good);
    }
  };
  if (ids.size + codes.size + barcodes.size * 3 > MANY_KEYS) {
    for await (const page of client.list('/Items', { parse, signal })) take(page);
    return [...found.values()].toSorted(byId);
  }
  for (const id of ids) {
    const item = await client.one('/Item', { parameters: { id }, parse, signal });
    if (item !== null) take([item]);
  }
  for (const code of codes) take(await client.all('/Items', { parameters: { code }, parse, signal }));
  for (const barcode of barcodes) {
    for (const column of ['barcode1', 'barcode2', 'barcode3']) {
      // The third may hold several, separated by commas.
      const value = column === 'barcode3' ? `*${barcode}*` : barcode;
      take(await client.all('/Items', { parameters: { [column]: value }, parse, signal }));
    }
  }
  return [...found.values()].toSorted(byId);
}
