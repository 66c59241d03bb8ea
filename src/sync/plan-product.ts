import { ZERO } from '../model/decimal.ts';
import type { Good, GoodId } from '../model/good.ts';
import { NOTHING_SENT } from '../model/link.ts';
import type { LinkHead, SentFields } from '../model/link.ts';
import type { ChangeKind } from '../model/plan.ts';
import type { Product, ProductFields } from '../model/product.ts';
import type { ProductMatch } from './match-goods.ts';
import { isPark, park } from './park.ts';
import type { Park } from './park.ts';
import {
  diffGoodsFields,
  fieldsOfProduct,
  goodsFields,
  goodsFieldsText,
  sentGoodsFields,
} from './plan-export.ts';
import type { ExportContext, GoodsFields } from './plan-export.ts';
import { sentStockFields, stockFieldsText } from './plan-stock.ts';
import type { StockFields } from './plan-stock.ts';
import { productChange } from './product-change.ts';
import type { ProductChange, ProductDifference } from './product-change.ts';

/** What goods are decided with. */
export interface ProductPlanning extends ExportContext {
  /** Short hash of a text, as links keep it (E5). */
  readonly hashOf: (text: string) => string;
}

/** A good whose fields the shop should have. */
export interface WantedProduct {
  readonly good: Good;
  readonly fields: GoodsFields;
  /** Hash of the fields. */
  readonly hash: string;
}

/** Everything that was gathered for one good, as far as it is needed. */
export type ProductFacts =
  /** It has a product, and its fields are not what was last sent, or it comes back to the export. */
  | {
      readonly kind: 'linked';
      readonly wanted: WantedProduct;
      readonly head: LinkHead;
      readonly sent: SentFields;
    }
  /** It has none that is known. */
  | {
      readonly kind: 'unlinked';
      readonly wanted: WantedProduct;
      /** Its key stands twice in the warehouse: why no product may be taken for its own (E4). */
      readonly twins: Park | null;
      readonly match: ProductMatch;
      /** The good that has the product that was found, by a link or by adopting it before; null = none. */
      readonly linkedTo: GoodId | null;
      /** Other living goods that the product's key fits as well: nobody may take it (E4). */
      readonly rivals: readonly GoodId[];
      /** What the shop should have of its stock; null = quantities are not sent. */
      readonly stock: StockFields | null;
    }
  /** It was deleted or left the chosen groups. */
  | {
      readonly kind: 'left';
      readonly head: LinkHead;
      readonly sent: SentFields;
      /** Whether the shop shows the product; null = it does not tell. */
      readonly isVisible: boolean | null;
    };

/**
 * The first question to a good, before anything more is gathered for it: what the shop should have (E2, E7),
 * why that cannot be said, or that it was sent already (E5).
 */
export function wantedProduct(
  good: Good,
  head: LinkHead | null,
  planning: ProductPlanning,
): WantedProduct | Park | 'unchanged' {
  const fields = goodsFields(good, planning);
  if (isPark(fields)) return fields;
  const hash = planning.hashOf(goodsFieldsText(fields));
  return head?.goodsHash === hash && !head.hasLeft ? 'unchanged' : { good, fields, hash };
}

/** What becomes of one good's product, or why a person must decide (E3, E4, E6). */
export function planProduct(facts: ProductFacts, planning: ProductPlanning): ProductChange | Park {
  switch (facts.kind) {
    case 'linked':
      return updated(facts);
    case 'left':
      return takenLeave(facts, planning);
    case 'unlinked':
      return unlinked(facts, planning);
  }
}

/** An update of a linked product; one that came back is shown again only if it was we who hid it (E3). */
function updated({ wanted, head, sent }: Extract<ProductFacts, { kind: 'linked' }>): ProductChange {
  const { good, fields, hash } = wanted;
  const difference = diffGoodsFields(fields, sent);
  const isShown = head.hasLeft && head.isHiddenByUs;
  return productChange({
    task: 'export-goods',
    kind: isShown ? 'showProduct' : 'updateProduct',
    good,
    productId: head.productId,
    code: sent.code ?? fields.code,
    difference: isShown ? shown(difference) : difference,
    contentHash: hash,
    link: {
      goodsHash: hash,
      // A product that came back needs its quantity again: it was set to 0 or may have changed unseen.
      stockHash: head.hasLeft ? '' : head.stockHash,
      hasLeft: false,
      isHiddenByUs: false,
      sent: sentGoodsFields(fields, sent),
    },
  });
}

function shown({ fields, changes }: ProductDifference): ProductDifference {
  return {
    fields: { ...fields, isVisible: true },
    changes: [...changes, { field: 'isVisible', before: 'no', after: 'yes' }],
  };
}

/** A good without a link adopts the product that has its key, or makes a new one (E4, E6). */
function unlinked(
  facts: Extract<ProductFacts, { kind: 'unlinked' }>,
  planning: ProductPlanning,
): ProductChange | Park {
  const { wanted, twins, match, linkedTo } = facts;
  const { good } = wanted;
  if (twins !== null) return twins;
  if (match.kind === 'near') return nearTwin(good, match.products);
  if (match.kind === 'none') return created(wanted, facts.stock, planning);
  if (match.kind === 'ambiguous') {
    const products = match.products.map((product) => product.id).join(', ');
    return park('good.product.ambiguous', { good: good.id, code: good.code, products });
  }
  const { product } = match;
  if (product.fault !== undefined) return park(product.fault.code, product.fault.facts);
  if (linkedTo !== null && linkedTo !== good.id)
    return park('good.product.linkedElsewhere', { good: good.id, product: product.id, other: linkedTo });
  if (facts.rivals.length === 0) return adopted(wanted, product);
  const goods = [good.id, ...facts.rivals].sort((left, right) => left - right).join(', ');
  return park('good.product.shared', { product: product.id, key: match.key.text, goods });
}

/** A product under a code that only looks like the good's: a second one is not made unasked (E4). */
function nearTwin(good: Good, products: readonly Product[]): Park {
  const told = products.map(
    (product) => `${product.id}: „${product.code}“ (${difference(good.code, product.code)})`,
  );
  return park('good.product.near', { good: good.id, code: good.code, products: told.join('; ') });
}

/** Where two codes part, in words of no language: letter and code point on either side. */
function difference(left: string, right: string): string {
  const [one, other] = [[...left], [...right]];
  const at = one.findIndex((letter, index) => letter !== other[index]);
  const place = at < 0 ? one.length : at;
  const shown = (letter: string | undefined): string =>
    letter === undefined
      ? '–'
      : `${letter} U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `${place + 1}: ${shown(one[place])} ≠ ${shown(other[place])}`;
}

function adopted({ good, fields, hash }: WantedProduct, product: Product): ProductChange {
  const known = fieldsOfProduct(product, fields);
  return productChange({
    task: 'export-goods',
    kind: 'updateProduct',
    good,
    productId: product.id,
    code: product.code,
    difference: diffGoodsFields(fields, known),
    contentHash: hash,
    link: {
      goodsHash: hash,
      stockHash: '',
      hasLeft: false,
      isHiddenByUs: false,
      sent: sentGoodsFields(fields, known),
    },
  });
}

/**
 * A new product: hidden unless S17 (E3), with its quantity from the start, so that nothing is sold unseen.
 */
function created(
  { good, fields, hash }: WantedProduct,
  stock: StockFields | null,
  planning: ProductPlanning,
): ProductChange {
  const isVisible = planning.settings.sendVisible;
  const goods = diffGoodsFields(fields, NOTHING_SENT);
  const quantity = stock?.quantity ?? null;
  const isAvailable = stock?.isAvailable ?? null;
  const sent = sentGoodsFields(fields, NOTHING_SENT);
  return productChange({
    task: 'export-goods',
    kind: 'createProduct',
    good,
    productId: null,
    code: fields.code,
    difference: {
      fields: {
        ...goods.fields,
        isVisible,
        ...(quantity === null ? {} : { quantity }),
        ...(isAvailable === null ? {} : { isAvailable }),
      },
      changes: [
        ...goods.changes,
        ...(quantity === null ? [] : [{ field: 'quantity', before: null, after: quantity }]),
        { field: 'isVisible', before: null, after: isVisible ? 'yes' : 'no' },
      ],
    },
    contentHash: hash,
    link: {
      goodsHash: hash,
      stockHash: stock === null ? '' : planning.hashOf(stockFieldsText(stock)),
      hasLeft: false,
      isHiddenByUs: false,
      sent: stock === null ? sent : sentStockFields(stock, sent),
    },
  });
}

/** What is done to a product whose good left. */
interface Farewell extends ProductDifference {
  readonly kind: ChangeKind;
  readonly isHiddenByUs: boolean;
}

const LEFT_ALONE: Farewell = { kind: 'link', fields: {}, changes: [], isHiddenByUs: false };

/**
 * The setting "when a good leaves": the product is hidden, set to quantity 0, or left alone. A product that
 * the owner had hidden himself is not taken for ours (E3).
 */
function farewell(
  { sent, isVisible }: Extract<ProductFacts, { kind: 'left' }>,
  { settings }: ProductPlanning,
): Farewell {
  if (settings.whenGoodLeaves === 'leave') return LEFT_ALONE;
  if (settings.whenGoodLeaves === 'zero') {
    const fields: ProductFields = { quantity: ZERO, isAvailable: false };
    const changes = [{ field: 'quantity', before: sent.quantity, after: ZERO }];
    return { kind: 'setQuantity', fields, changes, isHiddenByUs: false };
  }
  if (isVisible === false) return LEFT_ALONE;
  const changes = [{ field: 'isVisible', before: 'yes', after: 'no' }];
  return { kind: 'hideProduct', fields: { isVisible: false }, changes, isHiddenByUs: true };
}

function takenLeave(
  facts: Extract<ProductFacts, { kind: 'left' }>,
  planning: ProductPlanning,
): ProductChange {
  const { head, sent } = facts;
  const goodbye = farewell(facts, planning);
  const isZeroed = goodbye.fields.quantity !== undefined;
  return productChange({
    task: 'export-goods',
    kind: goodbye.kind,
    good: { id: head.goodId, code: sent.code ?? '', name: sent.name ?? '' },
    productId: head.productId,
    code: sent.code ?? '',
    difference: goodbye,
    contentHash: `left:${goodbye.kind}`,
    link: {
      goodsHash: head.goodsHash,
      stockHash: head.stockHash,
      hasLeft: true,
      isHiddenByUs: goodbye.isHiddenByUs,
      sent: isZeroed ? { ...sent, quantity: ZERO, isAvailable: false } : sent,
    },
  });
}
