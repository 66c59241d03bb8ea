import { convertMoney } from '../model/currency.ts';
import { isPositive, MONEY_PLACES, round } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { GoodDraft, GoodId, GoodsGroupId } from '../model/good.ts';
import type { Product } from '../model/product.ts';
import type { Settings } from '../model/settings.ts';
import type { VatGroup } from '../model/warehouse-facts.ts';
import { withoutVat, withVat } from '../model/vat.ts';
import { matchGood } from './match-goods.ts';
import type { GoodsIndex } from './match-goods.ts';
import { park } from './park.ts';
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

/**
 * What becomes of a product that has no link (D1). `exists`: a good has its key, alive or deleted; it is
 * never touched.
 */
export type GoodsImportDecision =
  | { readonly kind: 'add'; readonly draft: GoodDraft }
  | { readonly kind: 'link'; readonly goodId: GoodId }
  | { readonly kind: 'exists' }
  | Park;

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
    return park('product.price.bad', { product: source.id, price: source.price ?? '' });
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

/**
 * Decides one unlinked product against the goods that share its keys (S18, D1). A deleted good is not made
 * again.
 */
export function planGoodsImport(
  product: Product,
  goods: GoodsIndex,
  context: GoodsImportContext,
): GoodsImportDecision {
  const match = matchGood(goods, product, context.settings.matchingKey);
  if (match.kind === 'found') return { kind: 'link', goodId: match.good.id };
  if (match.kind === 'deleted') return { kind: 'exists' };
  if (match.kind === 'ambiguous') {
    const ids = match.goods.map((good) => good.id).join(', ');
    return park('product.good.ambiguous', { product: product.id, code: product.code, goods: ids });
  }
  const draft = draftGood(product, context);
  return 'park' in draft ? draft : { kind: 'add', draft };
}
