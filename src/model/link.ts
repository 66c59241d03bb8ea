import type { Decimal } from './decimal.ts';
import type { GoodId, GoodsGroupId } from './good.ts';
import type { CategoryPath, ProductId } from './product.ts';

/** What was last sent of one product; null = never sent by us. */
export interface SentFields {
  readonly name: string | null;
  readonly code: string | null;
  readonly barcode: string | null;
  readonly price: Decimal | null;
  readonly category: CategoryPath | null;
  /** The group that the category stands for, whatever either is called by now; null = not known. */
  readonly categoryGroup: GoodsGroupId | null;
  /** The shop's number of the category, whatever it is called by now; null = not told. */
  readonly categoryId: number | null;
  readonly quantity: Decimal | null;
  readonly isAvailable: boolean | null;
}

export const NOTHING_SENT: SentFields = {
  name: null,
  code: null,
  barcode: null,
  price: null,
  category: null,
  categoryGroup: null,
  categoryId: null,
  quantity: null,
  isAvailable: null,
};

/** The part of a link that every run reads: small, so that 100,000 of them cost little (E5). */
export interface LinkHead {
  readonly goodId: GoodId;
  readonly productId: ProductId;
  /** Hash of the goods' fields last sent; '' when they were never sent. */
  readonly goodsHash: string;
  /** Hash of quantity and availability last sent; '' when they were never sent. */
  readonly stockHash: string;
  /** The good left the chosen groups and "when a good leaves" has been carried out. */
  readonly hasLeft: boolean;
  /** It was we who hid the product, so that we may show it again (E3). */
  readonly isHiddenByUs: boolean;
  /** The good was made of the product and had no movement yet: its quantity is not the warehouse's word. */
  readonly awaitsMovement: boolean;
}

/** The remembered pair good ↔ product of one profile, with what was last sent. */
export interface Link extends LinkHead {
  readonly sent: SentFields;
}

/** A new link of a good and a product of which nothing has been sent yet. */
export function freshLink(goodId: GoodId, productId: ProductId): Link {
  return {
    goodId,
    productId,
    goodsHash: '',
    stockHash: '',
    hasLeft: false,
    isHiddenByUs: false,
    awaitsMovement: false,
    sent: NOTHING_SENT,
  };
}

/**
 * The link of a good that was made of a product: what the product has is known, and its quantity is the
 * shop's until the good has moved.
 */
export function downloadedLink(goodId: GoodId, productId: ProductId, known: SentFields): Link {
  return { ...freshLink(goodId, productId), awaitsMovement: true, sent: known };
}
