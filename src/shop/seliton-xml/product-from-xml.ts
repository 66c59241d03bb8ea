import { parseDecimal } from '../../model/decimal.ts';
import type { Product, ProductId } from '../../model/product.ts';
import { EXPORT_FEED } from './codec.ts';
import { childOf, childText, elementAt } from './xml-document.ts';
import type { XmlElement } from './xml-document.ts';

const ID = /^[1-9]\d{0,14}$/;

/** A product of the export feed with the currency of its price, '' when the feed does not tell. */
export interface FeedProduct {
  readonly product: Product;
  readonly currency: string;
}

function availability(label: string): boolean | null {
  if (label === EXPORT_FEED.labels.available) return true;
  return label === EXPORT_FEED.labels.unavailable ? false : null;
}

/**
 * One record of the Super XML Export feed, in the given language (`bg`); another language serves where
 * that one is missing. Quantity and visibility are not in the feed. Null when the record has no id.
 */
export function productFromXml(element: XmlElement, language: string): FeedProduct | null {
  const id = childText(element, EXPORT_FEED.id);
  if (!ID.test(id)) return null;
  const name = childOf(element, EXPORT_FEED.name);
  const inLanguage =
    elementAt(element, [EXPORT_FEED.name, language.toUpperCase()]) ?? name?.children[0] ?? name;
  const price = childOf(element, EXPORT_FEED.price);
  return {
    product: {
      id: Number(id) as ProductId,
      code: childText(element, EXPORT_FEED.code),
      barcode: childText(element, EXPORT_FEED.barcode),
      name: inLanguage?.text.trim() ?? '',
      price: parseDecimal(price?.text ?? ''),
      quantity: null,
      isVisible: null,
      isAvailable: availability(childText(element, EXPORT_FEED.label)),
    },
    currency: price?.attributes.get(EXPORT_FEED.currency)?.trim().toUpperCase() ?? '',
  };
}
