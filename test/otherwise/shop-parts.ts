import type { PlacedOrder } from './content.ts';
import type { Switches } from './switches.ts';

export interface OtherProduct {
  readonly id: number;
  code: string;
  barcode: string;
  name: string;
  price: string;
  quantity: string;
  isActive: boolean;
}

/**
 * A shop written by hand from what is not known of Seliton; it shares nothing with the sandbox or the
 * client.
 */
export interface OtherShop {
  readonly on: Switches;
  readonly orders: PlacedOrder[];
  readonly products: Map<number, OtherProduct>;
  /** Takes what a request says of a product; a new one gets a number. */
  put(id: number | null, fields: Partial<Omit<OtherProduct, 'id'>>): OtherProduct;
}

/** The part of a list that the shop answers with. */
export function pageOf<T extends { readonly number: number }>(
  records: readonly T[],
  asked: { readonly limit: number; readonly skip: (record: T) => boolean; readonly offset: number },
  on: Switches,
): readonly T[] {
  const from = on.has('startIgnored') ? records : records.filter((record) => !asked.skip(record));
  const sorted = on.has('newestFirst') ? from.toReversed() : from;
  const limit = on.has('limitIgnored') ? 100_000 : asked.limit;
  const offset = on.has('samePageAgain') ? 0 : asked.offset;
  return sorted.slice(offset, offset + (on.has('smallPages') ? Math.min(limit, 25) : limit));
}
