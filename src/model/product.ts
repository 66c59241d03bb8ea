import type { Decimal } from './decimal.ts';
import type { GoodId } from './good.ts';
import type { SyncError } from './sync-error.ts';

declare const productIdBrand: unique symbol;

/** Own id of a product in the shop. */
export type ProductId = number & { readonly [productIdBrand]: true };

/**
 * A product of the shop, as far as matching, download and comparison need it. Null = the interface does not
 * tell.
 */
export interface Product {
  readonly id: ProductId;
  readonly code: string;
  readonly barcode: string;
  readonly name: string;
  /** In the shop's currency; with VAT as the profile's setting says. */
  readonly price: Decimal | null;
  readonly quantity: Decimal | null;
  readonly isVisible: boolean | null;
  readonly isAvailable: boolean | null;
  /** The shop's own word for its availability; absent or '' = it says none. */
  readonly availabilityLabel?: string;
  /**
   * Why the record could not be read. Such a product stops no other, is compared with nothing and given to no
   * good; a good that has its code waits, lest a second one be made. Its id is 0 where not even that is told.
   */
  readonly fault?: SyncError;
}

/** Levels of a category from the root downwards, in the profile's language. */
export type CategoryPath = readonly string[];

/**
 * The fields that the warehouse owns (E2). A field that is absent is left as it is in the shop. `price` has
 * two places and the shop's VAT mode; `quantity` at most three places.
 */
export interface ProductFields {
  readonly name?: string;
  readonly code?: string;
  readonly barcode?: string;
  readonly price?: Decimal;
  readonly quantity?: Decimal;
  readonly isAvailable?: boolean;
  readonly isVisible?: boolean;
  /**
   * The category to be in; `previous` is the one we had put it in, to be taken out again. `ids`: the shop's
   * own numbers of both, where they are remembered: they stay when it renames or moves a category.
   */
  readonly category?: {
    readonly path: CategoryPath;
    readonly previous: CategoryPath | null;
    readonly ids?: { readonly path: number | null; readonly previous: number | null };
  };
}

/**
 * One write to the shop, for one good. `code` identifies the product where the interface knows no ids (XML
 * API).
 */
export type ProductWrite =
  | {
      readonly kind: 'create';
      readonly goodId: GoodId;
      readonly code: string;
      readonly fields: ProductFields;
    }
  | {
      readonly kind: 'update';
      readonly goodId: GoodId;
      readonly productId: ProductId;
      readonly code: string;
      readonly fields: ProductFields;
    };

/**
 * What came of one write. `uncertain`: the answer was lost, so it may or may not have happened and must be
 * looked up before it is sent again. `refused`: the shop said no. `failed`: surely not done, may be
 * repeated.
 */
export type ProductOutcome = { readonly write: ProductWrite } & (
  | {
      readonly kind: 'created' | 'updated';
      readonly productId: ProductId;
      /** The shop's number of the category that was asked for; left out where it does not tell. */
      readonly categoryId?: number;
    }
  | { readonly kind: 'refused' | 'failed' | 'uncertain'; readonly error: SyncError }
);
