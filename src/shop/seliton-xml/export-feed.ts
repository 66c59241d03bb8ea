import { batches } from '../../lib/batch.ts';
import type { Product, ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { toldAddress } from '../seliton-http/told-address.ts';
import { EXPORT_FEED } from './codec.ts';
import { feedQuery } from './feed-access.ts';
import type { FeedAccess } from './feed-access.ts';
import { productFromXml, textIn } from './product-from-xml.ts';
import type { FeedProduct } from './product-from-xml.ts';
import type { XmlClient } from './xml-client.ts';

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
    const products = batch.map((record) => productFromXml(record, language));
    // Nothing but products without numbers: the feed is not what we take it for, and none of it is believed.
    if (products.every(({ product }) => product.id === 0))
      throw new SyncError('shop.answer.unreadable', { address: client.address, what: EXPORT_FEED.id });
    yield products;
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
    // Of those whose number cannot be read each is one of its own.
    const fresh = batch.filter(({ product: { id } }) => id === 0 || (!seen.has(id) && seen.add(id)));
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

/** Products that are looked at for the shop's own address. */
const TELLING = 20;

/** The server that the addresses in the feed are of; null when it has none. */
export async function fetchFeedAddress(
  { client, access }: FeedSource,
  signal: AbortSignal,
): Promise<string | null> {
  const records = [...(await client.fetchFeed(feedQuery(access), signal))].slice(0, TELLING);
  return toldAddress(records.flatMap((record) => EXPORT_FEED.addresses.map((name) => textIn(record, name))));
}

/** The shop's own code of every product, by id. */
export async function fetchFeedCodes(
  source: FeedSource,
  signal: AbortSignal,
): Promise<ReadonlyMap<ProductId, string>> {
  const codes = new Map<ProductId, string>();
  for await (const batch of readRecords(source, signal)) {
    for (const { product } of batch) if (product.fault === undefined) codes.set(product.id, product.code);
  }
  return codes;
}
