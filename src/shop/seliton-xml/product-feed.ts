import { formatFixed } from '../../model/decimal.ts';
import type { ProductFields } from '../../model/product.ts';
import { EXPORT_FEED, formatFlag, READING } from './codec.ts';
import { escapeXml, xmlElement } from '../../lib/xml-text.ts';

const CENT = 2;

/**
 * One product of a feed: its key and the fields to set. A field that is absent is left as the shop has
 * it.
 */
export interface FeedEntry {
  readonly code: string;
  readonly fields: ProductFields;
}

/** What is the same for all products of a feed. */
export interface FeedSetting {
  /** Of the texts, such as `bg`. */
  readonly language: string;
  /** ISO code of the prices' currency; null leaves it to the shop. */
  readonly currency: string | null;
}

function inLanguage(name: string, text: string, setting: FeedSetting): string {
  return xmlElement(name, xmlElement(setting.language.toUpperCase(), escapeXml(text)));
}

function priceElement(price: string, currency: string | null): string {
  const attribute = currency === null ? '' : ` ${READING.feed.currency}="${escapeXml(currency)}"`;
  return xmlElement(READING.feed.price, price, attribute);
}

function branch(path: readonly string[]): string {
  const separator = READING.feed.branchSeparator;
  // The separator cannot be escaped inside a level, so a name that has it gets the nearest harmless sign.
  return path.map((level) => level.replaceAll(separator, '/')).join(separator);
}

function productElement(entry: FeedEntry, setting: FeedSetting): string {
  const names = READING.feed;
  const { name, barcode, price, quantity, isAvailable, isVisible, category } = entry.fields;
  const parts = [xmlElement(names.code, escapeXml(entry.code))];
  if (barcode !== undefined) parts.push(xmlElement(names.barcode, escapeXml(barcode)));
  if (name !== undefined) parts.push(inLanguage(names.name, name, setting));
  if (price !== undefined) parts.push(priceElement(formatFixed(price, CENT), setting.currency));
  if (quantity !== undefined) parts.push(xmlElement(names.quantity, quantity));
  if (isAvailable !== undefined)
    parts.push(xmlElement(names.label, isAvailable ? names.labels.available : names.labels.unavailable));
  if (isVisible !== undefined) parts.push(xmlElement(names.isActive, formatFlag(isVisible)));
  if (category !== undefined)
    parts.push(xmlElement(names.category, inLanguage(names.branch, branch(category.path), setting)));
  return xmlElement(names.product, parts.join(''));
}

/**
 * The document of `postxmlfeed` for at most `READING.feedSize` products, in the order given. Prices with
 * two places; texts escaped, without the characters that XML forbids.
 */
export function formatProductFeed(entries: readonly FeedEntry[], setting: FeedSetting): string {
  const { root, products } = READING.feed;
  const content = entries.map((entry) => productElement(entry, setting)).join('');
  const namespace = ` xmlns="${EXPORT_FEED.namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement(root, xmlElement(products, content), namespace)}`;
}
