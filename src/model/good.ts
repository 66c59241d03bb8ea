import type { Decimal } from './decimal.ts';

declare const goodIdBrand: unique symbol;
declare const groupIdBrand: unique symbol;

/** `Goods.ID` of the warehouse. Never reused, never the code. */
export type GoodId = number & { readonly [goodIdBrand]: true };
/** `GoodsGroups.ID`: the only lasting identity of a group; code and name change when it is moved. */
export type GoodsGroupId = number & { readonly [groupIdBrand]: true };

/** What the bits of `Goods.Type` mean for a shop (facts/warehouse-pro.md section 12). */
export type GoodKind = 'ordinary' | 'service' | 'distributedCharge' | 'discount';

/** An article of the warehouse as the shop's side needs it. Texts are trimmed; an absent one is ''. */
export interface Good {
  readonly id: GoodId;
  readonly code: string;
  /**
   * Bar codes of all three columns, without blanks, empty ones and weighing patterns; in the columns'
   * order.
   */
  readonly barcodes: readonly string[];
  readonly name: string;
  readonly measure: string;
  /**
   * Price of the price group asked for, base currency, with or without VAT as
   * `WarehouseFacts.pricesIncludeVat` says.
   */
  readonly price: Decimal | null;
  /** VAT rate in percent; null when the good's VAT group does not exist. */
  readonly vatRate: Decimal | null;
  readonly groupId: GoodsGroupId;
  readonly kind: GoodKind;
  readonly isDeleted: boolean;
}

/**
 * One node of the goods' group tree; `code` holds the path, three capitals per level, `-1` the service
 * group.
 */
export interface GoodsGroup {
  readonly id: GoodsGroupId;
  readonly code: string;
  readonly name: string;
}

/** A good to be added for a product of the shop (S18, D1). The price is in the warehouse's own VAT mode. */
export interface GoodDraft {
  readonly code: string;
  readonly barcode: string;
  readonly name: string;
  readonly measure: string;
  readonly price: Decimal;
  /** 0..9 = PriceOut1..PriceOut10. */
  readonly priceGroup: number;
  readonly vatGroupId: number;
  readonly groupId: GoodsGroupId;
}

const SERVICE_BIT = 8;
const CHARGE_BIT = 16;
const DISCOUNT_BIT = 32;

/** Bits of `Goods.Type` → kind. Types 16 and 32 are never goods of a shop (E1). */
export function goodKind(type: number): GoodKind {
  if ((type & DISCOUNT_BIT) !== 0) return 'discount';
  if ((type & CHARGE_BIT) !== 0) return 'distributedCharge';
  return (type & SERVICE_BIT) !== 0 ? 'service' : 'ordinary';
}
