import { resolveEntities } from '../../model/html-text.ts';
import { unescapeXml } from '../../lib/xml-text.ts';
import type { Product, ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { wireDecimal, wireFlag } from '../seliton-http/wire-values.ts';
import { EXPORT_FEED } from './codec.ts';
import { nameKey, spellingsOf } from './spellings.ts';
import { childOf, childText, elementAt, parseXml, XmlFault } from './xml-document.ts';
import type { XmlElement } from './xml-element.ts';

const ID = /^[1-9]\d{0,14}$/;

/** A product of the export feed with the currency of its price, '' when the feed does not tell. */
export interface FeedProduct {
  readonly product: Product;
  readonly currency: string;
}

function availability(label: string): boolean | null {
  const key = nameKey(label.replace(/\s/g, ''));
  if (key === nameKey(EXPORT_FEED.labels.available)) return true;
  return key === nameKey(EXPORT_FEED.labels.unavailable) ? false : null;
}

/** A truth of the feed; null = it is not in this shop's feed. */
function told(element: XmlElement, name: string): boolean | null {
  const text = childText(element, name);
  return text === '' ? null : wireFlag(text);
}

/**
 * One record of the Super XML Export feed, in the given language (`bg`); another language serves where
 * that one is missing. Quantity and visibility are in some shops' feeds. One that cannot be read keeps its
 * number and code, and stops no other (E9).
 */
export function productFromXml(record: string, language: string): FeedProduct {
  try {
    return readProduct(parseXml(record), language) ?? unreadable(record, EXPORT_FEED.id);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    return unreadable(record, error.message);
  }
}

function readProduct(element: XmlElement, language: string): FeedProduct | null {
  const id = childText(element, EXPORT_FEED.id);
  if (!ID.test(id)) return null;
  const name = childOf(element, EXPORT_FEED.name);
  const inLanguage =
    elementAt(element, [EXPORT_FEED.name, language.toUpperCase()]) ?? name?.children[0] ?? name;
  const price = childOf(element, EXPORT_FEED.price);
  const label = childText(element, EXPORT_FEED.label);
  return {
    product: {
      id: Number(id) as ProductId,
      code: childText(element, EXPORT_FEED.code),
      barcode: childText(element, EXPORT_FEED.barcode),
      name: resolveEntities(inLanguage?.text ?? '').trim(),
      price: wireDecimal(price?.text ?? ''),
      quantity: wireDecimal(childText(element, EXPORT_FEED.quantity)),
      isVisible: told(element, EXPORT_FEED.isActive),
      isAvailable: availability(label),
      availabilityLabel: label,
    },
    currency: price?.attributes.get(EXPORT_FEED.currency)?.trim().toUpperCase() ?? '',
  };
}

/** What stands in the first element of that name, also in a record that is no XML as a whole; '' = nothing. */
export function textIn(record: string, name: string): string {
  const found = new RegExp(
    `<(?:[^\\s<>/:]+:)?(?:${spellingsOf(name).join('|')})(?:\\s[^<>]*)?>([^<]*)<`,
    'i',
  ).exec(record);
  return resolveEntities(unescapeXml(found?.[1] ?? '')).trim();
}

function unreadable(record: string, field: string): FeedProduct {
  const text = textIn(record, EXPORT_FEED.id);
  const id = ID.test(text) ? Number(text) : 0;
  const code = textIn(record, EXPORT_FEED.code);
  const product: Product = {
    id: id as ProductId,
    code,
    barcode: textIn(record, EXPORT_FEED.barcode),
    name: '',
    price: null,
    quantity: null,
    isVisible: null,
    isAvailable: null,
    fault: new SyncError('product.unreadable', { product: id === 0 ? '?' : id, code, field }),
  };
  return { product, currency: '' };
}
