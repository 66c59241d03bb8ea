import { convertMoney } from '../model/currency.ts';
import { isPositive, MONEY_PLACES, round } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Good, GoodDraft, GoodId, GoodsGroupId } from '../model/good.ts';
import type { SentFields } from '../model/link.ts';
import type { Change } from '../model/plan.ts';
import type { Product, ProductId } from '../model/product.ts';
import type { Settings } from '../model/settings.ts';
import type { VatGroup } from '../model/warehouse-facts.ts';
import { withoutVat, withVat } from '../model/vat.ts';
import { comparableBarcode, matchGood } from './match-goods.ts';
import type { GoodsIndex } from './match-goods.ts';
import { isPark, park } from './park.ts';
import { fieldsOfProduct, textsOf } from './plan-export.ts';
import { nearCodes } from './products/near-code.ts';
import type { Park } from './park.ts';

/** A product or an order's line that may become a good. */
export type GoodSource = Pick<Product, 'id' | 'code' | 'barcode' | 'name' | 'price'>;

export interface GoodsImportContext {
  readonly settings: Settings;
  readonly pricesIncludeVat: boolean;
  readonly baseCurrency: string;
  readonly shopCurrency: string | null;
  readonly defaultVatGroup: VatGroup;
  readonly groupId: GoodsGroupId;
}

/** A good to be added for a product, or a pair to be remembered, as data. */
export interface GoodChange {
  readonly change: Change;
  readonly productId: ProductId;
  /** Null: the good stands already. */
  readonly draft: GoodDraft | null;
  /** Null while the good is still to be added. */
  readonly goodId: GoodId | null;
  /** What the product has: the link remembers it, so that guards, plans and an undo can see it. */
  readonly known: SentFields;
  readonly heldBy: null;
}

/** What was gathered for a product that has no link. */
export interface GoodsImportFacts {
  readonly product: Product;
  /** Goods that share its keys. */
  readonly goods: GoodsIndex;
  /** All products of the shop with its key, itself included (E4). */
  readonly sameKey: readonly number[];
  /** Whether the good that is found by its key has a product already. */
  readonly isLinked: (goodId: GoodId) => boolean;
}

/**
 * What becomes of a product that has no link (D1). `exists`: a good has its key, deleted or paired with
 * another product; it is never touched.
 */
export type GoodsImportDecision = GoodChange | 'exists' | Park;

const MEASURE = 'бр.';

/** Price for the warehouse: its currency and VAT mode, the default VAT rate. */
function warehousePrice(price: Decimal, context: GoodsImportContext): Decimal {
  const base = convertMoney(
    round(price, 2),
    context.shopCurrency ?? context.baseCurrency,
    context.baseCurrency,
  );
  const { rate } = context.defaultVatGroup;
  if (context.settings.shopPricesIncludeVat === context.pricesIncludeVat) return base;
  return round(
    context.pricesIncludeVat ? withVat(base, rate) : withoutVat(base, rate, MONEY_PLACES),
    MONEY_PLACES,
  );
}

/** The good to be added for a product, or why it cannot be. */
export function draftGood(source: GoodSource, context: GoodsImportContext): GoodDraft | Park {
  if (source.code === '' && source.barcode === '')
    return park('product.code.missing', { product: source.id, name: source.name });
  if (source.price === null || !isPositive(source.price)) {
    const currency = context.shopCurrency ?? context.baseCurrency;
    return park('product.price.bad', { product: source.id, price: source.price ?? '', currency });
  }
  return {
    code: source.code,
    barcode: source.barcode,
    name: source.name === '' ? source.code : source.name,
    measure: MEASURE,
    price: warehousePrice(source.price, context),
    priceGroup: context.settings.priceGroup,
    vatGroupId: context.defaultVatGroup.id,
    groupId: context.groupId,
  };
}

/** The key by which products are told apart: the code, else the bar code; '' = none. */
export function productKey(product: Product): string {
  return product.code === '' ? comparableBarcode(product.barcode) : product.code;
}

/** Keys that several products share, with their products' ids (E4). */
export function doubledKeys(products: readonly Product[]): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, number[]>();
  for (const product of products) {
    const key = productKey(product);
    if (key === '') continue;
    const ids = byKey.get(key);
    if (ids === undefined) byKey.set(key, [product.id]);
    else ids.push(product.id);
  }
  return new Map([...byKey].filter(([, ids]) => ids.length > 1));
}

/** The change that adding a good is, for plan and report. */
export function addGoodChange(
  task: 'import-goods' | 'import-orders',
  subject: string,
  draft: GoodDraft,
): Change {
  const fields = (['code', 'barcode', 'name', 'price'] as const)
    .filter((field) => draft[field] !== '')
    .map((field) => ({ field, before: null, after: draft[field] }));
  return {
    key: `${task}:${subject}:add`,
    task,
    kind: 'addGood',
    subject,
    label: `${draft.code} ${draft.name}`.trim(),
    fields,
  };
}

/** Decides one product without a link (S18, D1, E4). A deleted good is not made again. */
export function planGoodsImport(facts: GoodsImportFacts, context: GoodsImportContext): GoodsImportDecision {
  const { product, goods, sameKey } = facts;
  if (product.fault !== undefined) return park(product.fault.code, product.fault.facts);
  if (sameKey.length > 1)
    return park('product.code.ambiguous', { code: productKey(product), products: sameKey.join(', ') });
  const match = matchGood(goods, product, context.settings.matchingKey);
  if (match.kind === 'deleted') return 'exists';
  if (match.kind === 'found') return facts.isLinked(match.good.id) ? 'exists' : pair(product, match.good);
  if (match.kind === 'ambiguous') {
    const ids = match.goods.map((good) => good.id).join(', ');
    return park('product.good.ambiguous', { product: product.id, code: product.code, goods: ids });
  }
  // A good that looks like the product's and is another product's is no twin: both are real.
  const twins = match.kind === 'near' ? match.goods.filter((good) => !facts.isLinked(good.id)) : [];
  if (twins.length > 0) {
    const goods = nearCodes(product.code, twins);
    return park('product.good.near', { product: product.id, code: product.code, goods });
  }
  const draft = draftGood(product, context);
  if (isPark(draft)) return draft;
  const change = addGoodChange('import-goods', `product:${product.id}`, draft);
  const known = fieldsOfProduct(product, draft);
  return { change, productId: product.id, draft, goodId: null, known, heldBy: null };
}

/** A good that has the product's key already: the pair is remembered, nothing is written to either side. */
function pair(product: Product, good: Good): GoodChange {
  const subject = `product:${product.id}`;
  const change: Change = {
    key: `import-goods:${subject}:link`,
    task: 'import-goods',
    kind: 'link',
    subject,
    label: `${product.code} ${product.name}`.trim(),
    fields: [],
  };
  return {
    change,
    productId: product.id,
    draft: null,
    goodId: good.id,
    known: fieldsOfProduct(product, textsOf(good)),
    heldBy: null,
  };
}
