import { isSameText, withoutAstral } from '../model/html-text.ts';
import { convertMoney } from '../model/currency.ts';
import { isPositive, round } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Good, GoodsGroupId } from '../model/good.ts';
import type { SentFields } from '../model/link.ts';
import type { FieldChange } from '../model/plan.ts';
import type { CategoryPath, Product, ProductFields } from '../model/product.ts';
import type { SendingRules, SentField } from '../model/sent-field.ts';
import type { Settings } from '../model/settings.ts';
import { withoutVat, withVat } from '../model/vat.ts';
import { isPark, park } from './park.ts';
import type { Park } from './park.ts';
import type { ProductDifference } from './product-change.ts';
import { categoryText } from './sent-fields.ts';

/**
 * The goods' fields that the warehouse owns in the shop (E2); quantity and availability are planned apart.
 */
export interface GoodsFields {
  readonly name: string;
  readonly code: string;
  readonly barcode: string;
  /** Two places, the shop's currency and VAT mode; null = none is sent now. */
  readonly price: Decimal | null;
  /** Null when categories are off. */
  readonly category: CategoryPath | null;
  /** The group that the category stands for; null with it. */
  readonly categoryGroup: GoodsGroupId | null;
  /** The shop's number of the category, where it is remembered. */
  readonly categoryId: number | null;
}

export interface ExportContext {
  readonly settings: Settings;
  readonly pricesIncludeVat: boolean;
  readonly baseCurrency: string;
  /** The shop's currency; null = it does not tell, so the warehouse's is taken. */
  readonly shopCurrency: string | null;
  readonly groupPaths: ReadonlyMap<GoodsGroupId, CategoryPath>;
  /** The shop's numbers of those categories, as far as they are remembered. */
  readonly categoryIds: ReadonlyMap<GoodsGroupId, number>;
  /** The shop's currency is not certain: no price is sent, everything else is. */
  readonly arePricesStopped: boolean;
  /** When each field is sent (E2). */
  readonly rules: SendingRules;
}

/** A good's fields for the shop. A price that cannot be sent holds back no other field. */
export interface PricedFields {
  readonly fields: GoodsFields;
  /** What is wrong with the price (E7); null = nothing. */
  readonly withoutPrice: Park | null;
}

const CENT = 2;

/**
 * The price for the shop (S32, E7): in the shop's VAT mode and currency, two places; or why the good is not
 * sent.
 */
export function shopPrice(
  good: Good,
  context: Omit<ExportContext, 'groupPaths' | 'categoryIds' | 'arePricesStopped' | 'rules'>,
): Decimal | Park {
  const about = { good: good.id, name: good.name };
  const badPrice = (price: string): Park =>
    park('good.price.bad', { ...about, price, currency: context.baseCurrency });
  if (good.price === null || !isPositive(good.price)) return badPrice(good.price ?? '');
  const wantsVat = context.settings.shopPricesIncludeVat;
  let price = good.price;
  if (wantsVat !== context.pricesIncludeVat) {
    if (good.vatRate === null) return park('good.vatGroup.missing', about);
    price = wantsVat ? withVat(price, good.vatRate) : withoutVat(price, good.vatRate, CENT);
  }
  const target = context.shopCurrency ?? context.baseCurrency;
  const rounded = convertMoney(round(price, CENT), context.baseCurrency, target);
  return isPositive(rounded) ? rounded : badPrice(good.price);
}

/** The texts of a good as we send them; '' = it has none. */
export function textsOf(good: Good): Pick<GoodsFields, 'name' | 'code' | 'barcode'> {
  const barcode = good.barcodes[0] ?? '';
  // A shop product needs a code to be found again (E6); where the warehouse has none its bar code serves.
  return { name: withoutAstral(good.name).trim(), code: good.code === '' ? barcode : good.code, barcode };
}

/** What the shop should have of a good, or why nothing of it can be sent (E2, E7). */
export function goodsFields(good: Good, context: ExportContext): PricedFields | Park {
  const { name, code, barcode } = textsOf(good);
  if (name === '') return park('good.name.missing', { good: good.id });
  if (code === '') return park('good.code.missing', { good: good.id, name: good.name });
  const price = context.arePricesStopped ? null : shopPrice(good, context);
  const category =
    context.settings.categories === 'groups' ? (context.groupPaths.get(good.groupId) ?? null) : null;
  const withoutPrice = isPark(price) ? price : null;
  const fields = {
    name,
    code,
    barcode,
    price: isPark(price) ? null : price,
    category,
    categoryGroup: category === null ? null : good.groupId,
    categoryId: category === null ? null : (context.categoryIds.get(good.groupId) ?? null),
  };
  return { fields, withoutPrice };
}

/**
 * Canonical text of the fields that updates send; its hash is kept with the link, so that an unchanged good
 * costs one comparison (E5), and so that a field that is chosen anew is looked at again.
 */
export function goodsFieldsText(fields: GoodsFields, rules: SendingRules): string {
  return JSON.stringify([
    rules.name === 'always' ? fields.name : null,
    rules.code === 'always' ? fields.code : null,
    rules.barcode === 'always' ? fields.barcode : null,
    rules.price === 'always' ? fields.price : null,
    // By the group, not by its name: a group that is renamed keeps its category.
    rules.category === 'always' ? fields.categoryGroup : null,
  ]);
}

/**
 * What must be sent so that a product that has `known` becomes `wanted`, as far as its fields are among
 * `sends`; equal fields are left out (E5).
 */
export function diffGoodsFields(
  wanted: GoodsFields,
  known: SentFields,
  sends: ReadonlySet<SentField>,
): ProductDifference {
  const fields: { -readonly [K in keyof ProductFields]: ProductFields[K] } = {};
  const changes: FieldChange[] = [];
  for (const field of ['name', 'code', 'barcode', 'price'] as const) {
    // A price that is not sent now stays what it is.
    if (!sends.has(field) || wanted[field] === null || wanted[field] === known[field]) continue;
    Object.assign(fields, { [field]: wanted[field] });
    changes.push({ field, before: known[field], after: wanted[field] });
  }
  const [before, after] = [categoryText(known.category), categoryText(wanted.category)];
  // Categories turned off leave the product where it is: the warehouse then owns the field no more (E2).
  if (sends.has('category') && wanted.category !== null && before !== after && !isInItsGroup(wanted, known)) {
    const ids = { path: wanted.categoryId, previous: known.categoryId };
    const isTold = ids.path !== null || ids.previous !== null;
    fields.category = { path: wanted.category, previous: known.category, ...(isTold ? { ids } : {}) };
    changes.push({ field: 'category', before, after });
  }
  return { fields, changes };
}

/** The product stands in the category of its good's group, whatever the group is called by now. */
function isInItsGroup({ categoryGroup }: GoodsFields, known: SentFields): boolean {
  return known.category !== null && categoryGroup !== null && categoryGroup === known.categoryGroup;
}

/** Texts as we would write them, or have written them. */
type OwnTexts = Partial<Pick<SentFields, 'name' | 'code' | 'barcode'>>;

/** The shop's text, in our spelling where it is ours: the shop may keep it as HTML, or trim it. */
function inOurSpelling(ours: string | null | undefined, found: string): string {
  return ours != null && isSameText(ours, found) ? ours : found;
}

/**
 * What a product of the shop is known to have, in the words of what we send; used when it is adopted (E4,
 * E6). A text that differs from ours only by the shop's spelling is no difference.
 */
export function fieldsOfProduct(product: Product, ours: OwnTexts = {}): SentFields {
  return {
    name: inOurSpelling(ours.name, product.name),
    code: inOurSpelling(ours.code, product.code),
    barcode: inOurSpelling(ours.barcode, product.barcode),
    price: product.price === null ? null : round(product.price, CENT),
    category: null,
    categoryGroup: null,
    categoryId: null,
    quantity: product.quantity,
    isAvailable: product.isAvailable,
  };
}

/** What is remembered as sent once `wanted` has been confirmed; the stock part stays. */
export function sentGoodsFields(
  wanted: GoodsFields,
  known: SentFields,
  sends: ReadonlySet<SentField>,
): SentFields {
  const { name, code, barcode, price, category } = wanted;
  return {
    ...known,
    ...(sends.has('name') ? { name } : {}),
    ...(sends.has('code') ? { code } : {}),
    ...(sends.has('barcode') ? { barcode } : {}),
    ...(sends.has('price') && price !== null ? { price } : {}),
    ...(sends.has('category') && category !== null
      ? {
          category: isInItsGroup(wanted, known) ? known.category : category,
          categoryGroup: wanted.categoryGroup,
          categoryId: isInItsGroup(wanted, known) ? known.categoryId : wanted.categoryId,
        }
      : {}),
  };
}
