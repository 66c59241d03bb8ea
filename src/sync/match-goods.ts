import type { Good } from '../model/good.ts';
import type { OrderLine } from '../model/order.ts';
import type { Product, ProductId } from '../model/product.ts';
import type { Settings } from '../model/settings.ts';

/** Goods as far as the records in hand need them, by everything they are found by. */
export interface GoodsIndex {
  readonly byProduct: ReadonlyMap<ProductId, Good | null>;
  /** Products whose link is not to be followed before a person has looked, with the good it leads to. */
  readonly strangers: ReadonlyMap<ProductId, Good>;
  readonly byCode: ReadonlyMap<string, readonly Good[]>;
  readonly byBarcode: ReadonlyMap<string, readonly Good[]>;
  /** Living goods by the code without what the eye does not see; only of codes that nothing else matches. */
  readonly byLooseCode?: ReadonlyMap<string, readonly Good[]>;
}

export type GoodMatch =
  | { readonly kind: 'found'; readonly good: Good }
  | { readonly kind: 'ambiguous'; readonly goods: readonly Good[] }
  | { readonly kind: 'deleted'; readonly good: Good }
  /** The product's link leads to a good that it was not made with (Q3). */
  | { readonly kind: 'stranger'; readonly good: Good }
  /** No good has the key, and these have a code that only looks like it. */
  | { readonly kind: 'near'; readonly goods: readonly Good[] }
  | { readonly kind: 'none' };

/** Products of the shop by code and by bar code; only what matching needs. */
export interface ProductIndex {
  readonly byCode: Map<string, Product[]>;
  readonly byBarcode: Map<string, Product[]>;
  readonly byId: Map<ProductId, Product>;
  /** By the code without what the eye does not see (`looseCode`). */
  readonly byLooseCode: Map<string, Product[]>;
}

/** The kind of a key with its text: a good is found by its code or by a bar code. */
export interface MetKey {
  readonly by: 'code' | 'barcode';
  readonly text: string;
}

export type ProductMatch =
  | { readonly kind: 'found'; readonly product: Product; readonly key: MetKey }
  /** No product has the key, and these have one that only looks like it. */
  | { readonly kind: 'near'; readonly products: readonly Product[] }
  | { readonly kind: 'ambiguous'; readonly products: readonly Product[] }
  | { readonly kind: 'none' };

type MatchingKey = Settings['matchingKey'];

/**
 * A bar code as compared: digits only are taken as a GTIN and filled up to 14 places, so that a UPC-A of 12
 * digits meets the same code written as an EAN-13 (peer-07); anything else stays as it is. What people put
 * into the field to fill it (a dot, a dash, zeros) is no key: ''.
 */
export function comparableBarcode(barcode: string): string {
  const compact = barcode.replace(/\s+/g, '');
  if (!/[\p{L}1-9]/u.test(compact)) return '';
  return /^[0-9]{8,14}$/.test(compact) ? compact.padStart(14, '0') : compact;
}

const LOOKALIKES = new Map(
  [...'АВЕЗКМНОРСТУХ'].map((letter, index) => [letter, 'ABE3KMHOPCTYX'.charAt(index)] as const),
);

/**
 * A code without what people do not see or mean: letter case, blanks, Cyrillic letters that look like Latin
 * ones, leading zeros. Two codes that are one here are never matched, and never made two without a person
 * (E4).
 */
export function looseCode(code: string): string {
  const letters = [...code.toUpperCase().replace(/\s+/g, '')].map(
    (letter) => LOOKALIKES.get(letter) ?? letter,
  );
  return letters.join('').replace(/^0+(?=.)/, '');
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
export function indexGoods(
  goods: readonly Good[],
  linked: ReadonlyMap<ProductId, number>,
  strangers: ReadonlyMap<ProductId, Good> = new Map(),
): GoodsIndex {
  const byId = new Map<number, Good>(goods.map((good) => [good.id, good]));
  return {
    byProduct: new Map([...linked].map(([productId, goodId]) => [productId, byId.get(goodId) ?? null])),
    strangers,
    byCode: group(goods, (good) => [good.code]),
    byBarcode: group(goods, (good) => good.barcodes.map(comparableBarcode)),
  };
}

export function emptyProductIndex(): ProductIndex {
  return { byCode: new Map(), byBarcode: new Map(), byId: new Map(), byLooseCode: new Map() };
}

/** Makes a product findable. */
export function addProduct(index: ProductIndex, product: Product): void {
  index.byId.set(product.id, product);
  const put = (map: Map<string, Product[]>, key: string): void => {
    if (key !== '') map.set(key, [...(map.get(key) ?? []), product]);
  };
  put(index.byCode, product.code);
  put(index.byBarcode, comparableBarcode(product.barcode));
  put(index.byLooseCode, looseCode(product.code));
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
  const asBarcode = (text: string): readonly Good[] =>
    by === 'code' ? [] : (index.byBarcode.get(comparableBarcode(text)) ?? []);
  const ofCode = by === 'barcode' || keys.code === '' ? [] : (index.byCode.get(keys.code) ?? []);
  // A code that is another good's bar code does not say which of them is meant.
  const byCode = ofCode.length === 0 ? null : decide(distinctGoods([...ofCode, ...asBarcode(keys.code)]));
  return byCode ?? decide(asBarcode(keys.barcode)) ?? nearGoods(index, keys.code, by);
}

function nearGoods({ byLooseCode }: GoodsIndex, code: string, by: MatchingKey): GoodMatch {
  const goods = by === 'barcode' || code === '' ? [] : (byLooseCode?.get(looseCode(code)) ?? []);
  return goods.length === 0 ? { kind: 'none' } : { kind: 'near', goods };
}

/** The same index with goods whose codes only look like codes that are looked for (E4). */
export function withNearGoods(index: GoodsIndex, goods: readonly Good[]): GoodsIndex {
  return { ...index, byLooseCode: group(goods, (good) => [looseCode(good.code)]) };
}

function distinctGoods(goods: readonly Good[]): readonly Good[] {
  return [...new Map(goods.map((good) => [good.id, good])).values()];
}

/**
 * The good of an order's line: by link to a living good, then by the matching key; the shop's code may be the bar code (I9).
 */
export function matchOrderLine(index: GoodsIndex, line: OrderLine, by: MatchingKey): GoodMatch {
  const stranger = line.productId === null ? undefined : index.strangers.get(line.productId);
  if (stranger !== undefined) return { kind: 'stranger', good: stranger };
  const linked = line.productId === null ? undefined : index.byProduct.get(line.productId);
  if (linked !== undefined && linked !== null && !linked.isDeleted) return { kind: 'found', good: linked };
  const byKey = matchGood(index, { code: line.code, barcode: line.code }, by);
  // Goods are made anew under their old codes (facts/warehouse-pro.md): the deleted one gives way to it.
  const isGone = byKey.kind !== 'found' && byKey.kind !== 'ambiguous';
  return linked !== undefined && linked !== null && isGone ? { kind: 'deleted', good: linked } : byKey;
}

/**
 * The product of a good that has no link yet (E4, E6): by code, then by bar code, as the matching key says.
 * Without one, those whose code only looks like the good's.
 */
export function matchProduct(index: ProductIndex, good: Good, by: MatchingKey): ProductMatch {
  const attempts = [
    ['code', by === 'barcode' || good.code === '' ? [] : (index.byCode.get(good.code) ?? [])],
    [
      'barcode',
      by === 'code'
        ? []
        : uniqueProducts(good.barcodes.flatMap((code) => index.byBarcode.get(comparableBarcode(code)) ?? [])),
    ],
  ] as const;
  for (const [kind, products] of attempts) {
    const [first] = products;
    if (first === undefined) continue;
    if (products.length > 1) return { kind: 'ambiguous', products };
    return { kind: 'found', product: first, key: { by: kind, text: first[kind] } };
  }
  const near = by === 'barcode' ? [] : (index.byLooseCode.get(looseCode(good.code)) ?? []);
  return near.length === 0 ? { kind: 'none' } : { kind: 'near', products: near };
}

/** Whether a good has a key that another was found by: of either kind, where both kinds are keys (E4). */
export function hasKey(good: Good, key: MetKey, by: MatchingKey): boolean {
  const barcode = comparableBarcode(key.text);
  const asBarcode =
    by !== 'code' && barcode !== '' && good.barcodes.some((code) => comparableBarcode(code) === barcode);
  if (by === 'barcode') return asBarcode;
  return asBarcode || (key.by === 'code' ? good.code === key.text : comparableBarcode(good.code) === barcode);
}

function uniqueProducts(products: readonly Product[]): readonly Product[] {
  return [...new Map(products.map((product) => [product.id, product])).values()];
}
