import { batches } from '../../lib/batch.ts';
import type { Product, ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { EXPORT_FEED } from './codec.ts';
import { feedQuery } from './feed-access.ts';
import type { FeedAccess } from './feed-access.ts';
import { productFromXml } from './product-from-xml.ts';
import type { FeedProduct } from './product-from-xml.ts';
import type { XmlClient } from './xml-client.ts';
import { parseXml } from './xml-document.ts';

const BATCH = 500;

/** What reading the export feed needs. `language` of the names, such as `bg`. */
export interface FeedSource {
  readonly client: XmlClient;
  readonly access: FeedAccess;
  readonly language: string;
}

async function* readRecords(source: FeedSource, signal: AbortSignal): AsyncGenerator<readonly FeedProduct[]> {
  const { client, access, language } = source;
  const records = await client.fetchFeed(feedQuery(access), signal);
  for (const batch of batches(records, BATCH)) {
    yield batch.map((record) => {
      const product = productFromXml(parseXml(record), language);
      if (product !== null) return product;
      // Products without ids mean that the feed is not what we take it for; none of it is believed.
      throw new SyncError('shop.answer.unreadable', { address: client.address, what: EXPORT_FEED.id });
    });
  }
}

/**
 * All products of the export feed, each once. The feed is one document, made at one moment, so nothing
 * can shift while it is read. Rejects `shop.secret.refused`, `shop.wrongInterface`,
 * `shop.answer.unreadable`.
 */
export async function* fetchFeedProducts(
  source: FeedSource,
  signal: AbortSignal,
): AsyncGenerator<readonly Product[]> {
  const seen = new Set<ProductId>();
  for await (const batch of readRecords(source, signal)) {
    const fresh = batch.filter(({ product }) => !seen.has(product.id) && seen.add(product.id));
    if (fresh.length > 0) yield fresh.map(({ product }) => product);
  }
}

/** Currency of the feed's prices, upper case; null when there is no price. */
export async function fetchFeedCurrency(source: FeedSource, signal: AbortSignal): Promise<string | null> {
  for await (const batch of readRecords(source, signal)) {
    const priced = batch.find((record) => record.currency !== '');
    if (priced !== undefined) return priced.currency;
  }
  return null;
}

/** The shop's own code of every product, by id. */
export async function fetchFeedCodes(
  source: FeedSource,
  signal: AbortSignal,
): Promise<ReadonlyMap<ProductId, string>> {
  const codes = new Map<ProductId, string>();
  for await (const batch of readRecords(source, signal)) {
    for (const { product } of batch) codes.set(product.id, product.code);
  }
  return codes;
}
