import type { Good } from '../model/good.ts';
import type { OrderLine } from '../model/order.ts';
import type { Product, ProductId } from '../model/product.ts';
import type { Settings } from '../model/settings.ts';

/** Goods as far as the records in hand need them, by everything they are found by. */
export interface GoodsIndex {
  readonly byProduct: ReadonlyMap<ProductId, Good | null>;
  readonly byCode: ReadonlyMap<string, readonly Good[]>;
  readonly byBarcode: ReadonlyMap<string, readonly Good[]>;
}

export type GoodMatch =
  | { readonly kind: 'found'; readonly good: Good }
  | { readonly kind: 'ambiguous'; readonly goods: readonly Good[] }
  | { readonly kind: 'deleted'; readonly good: Good }
  | { readonly kind: 'none' };

/** Products of the shop by code and by bar code; only what matching needs. */
export interface ProductIndex {
  readonly byCode: Map<string, Product[]>;
  readonly byBarcode: Map<string, Product[]>;
  readonly byId: Map<ProductId, Product>;
}

export type ProductMatch =
  | { readonly kind: 'found'; readonly product: Product }
  | { readonly kind: 'ambiguous'; readonly products: readonly Product[] }
  | { readonly kind: 'none' };

type MatchingKey = Settings['matchingKey'];

/**
 * A bar code as compared: digits only are taken as a GTIN and filled up to 14 places, so that a UPC-A of 12
 * digits meets the same code written as an EAN-13 (peer-07); anything else stays as it is.
 */
export function comparableBarcode(barcode: string): string {
  const compact = barcode.replace(/\s+/g, '');
  return /^[0-9]{8,14}$/.test(compact) ? compact.padStart(14, '0') : compact;
}

/** How the same bar code may be written in a database that stores it as typed. */
export function barcodeSpellings(barcode: string): readonly string[] {
  const comparable = comparableBarcode(barcode);
  if (!/^[0-9]{14}$/.test(comparable)) return comparable === '' ? [] : [comparable];
  const short = comparable.replace(/^0+/, '');
  const spellings = [14, 13, 12, 8]
    .filter((length) => length >= short.length)
    .map((length) => short.padStart(length, '0'));
  return [...new Set([...spellings, barcode.replace(/\s+/g, '')])];
}

function group<T>(records: readonly T[], keysOf: (record: T) => readonly string[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const record of records) {
    for (const key of new Set(keysOf(record))) {
      if (key === '') continue;
      const list = map.get(key);
      if (list === undefined) map.set(key, [record]);
      else list.push(record);
    }
  }
  return map;
}

/**
 * An index over goods that were looked up. `linked` leads from a product to its good; null when that good
 * is gone.
 */
export function indexGoods(goods: readonly Good[], linked: ReadonlyMap<ProductId, number>): GoodsIndex {
  const byId = new Map<number, Good>(goods.map((good) => [good.id, good]));
  return {
    byProduct: new Map([...linked].map(([productId, goodId]) => [productId, byId.get(goodId) ?? null])),
    byCode: group(goods, (good) => [good.code]),
    byBarcode: group(goods, (good) => good.barcodes.map(comparableBarcode)),
  };
}

export function emptyProductIndex(): ProductIndex {
  return { byCode: new Map(), byBarcode: new Map(), byId: new Map() };
}

/** Makes a product findable. */
export function addProduct(index: ProductIndex, product: Product): void {
  index.byId.set(product.id, product);
  const put = (map: Map<string, Product[]>, key: string): void => {
    if (key !== '') map.set(key, [...(map.get(key) ?? []), product]);
  };
  put(index.byCode, product.code);
  put(index.byBarcode, comparableBarcode(product.barcode));
}

function decide(candidates: readonly Good[]): GoodMatch | null {
  const live = candidates.filter((good) => !good.isDeleted);
  const [first] = live;
  if (first !== undefined)
    return live.length === 1 ? { kind: 'found', good: first } : { kind: 'ambiguous', goods: live };
  const [deleted] = candidates;
  return deleted === undefined ? null : { kind: 'deleted', good: deleted };
}

/**
 * The good with this code or bar code, by the profile's matching key; never by name, never a guess (I9,
 * E4).
 */
export function matchGood(
  index: GoodsIndex,
  keys: { readonly code: string; readonly barcode: string },
  by: MatchingKey,
): GoodMatch {
  const byCode = by === 'barcode' || keys.code === '' ? null : decide(index.byCode.get(keys.code) ?? []);
  if (byCode !== null) return byCode;
  const barcode = comparableBarcode(keys.barcode);
  const byBarcode = by === 'code' || barcode === '' ? null : decide(index.byBarcode.get(barcode) ?? []);
  return byBarcode ?? { kind: 'none' };
}

/**
 * The good of an order's line: by link, then by the matching key; the shop's code may be the bar code (I9).
 */
export function matchOrderLine(index: GoodsIndex, line: OrderLine, by: MatchingKey): GoodMatch {
  const linked = line.productId === null ? undefined : index.byProduct.get(line.productId);
  if (linked !== undefined && linked !== null) {
    return linked.isDeleted ? { kind: 'deleted', good: linked } : { kind: 'found', good: linked };
  }
  return matchGood(index, { code: line.code, barcode: line.code }, by);
}

/**
 * The product of a good that has no link yet (E4, E6): by code, then by bar code, as the matching key says.
 */
export function matchProduct(index: ProductIndex, good: Good, by: MatchingKey): ProductMatch {
  const attempts = [
    by === 'barcode' || good.code === '' ? [] : (index.byCode.get(good.code) ?? []),
    by === 'code'
      ? []
      : uniqueProducts(good.barcodes.flatMap((code) => index.byBarcode.get(comparableBarcode(code)) ?? [])),
  ];
  for (const products of attempts) {
    const [first] = products;
    if (first !== undefined)
      return products.length === 1 ? { kind: 'found', product: first } : { kind: 'ambiguous', products };
  }
  return { kind: 'none' };
}

function uniqueProducts(products: readonly Product[]): readonly Product[] {
  return [...new Map(products.map((product) => [product.id, product])).values()];
}
