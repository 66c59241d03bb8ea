import type { Clock } from '../../lib/clock.ts';
import type { HostGuard } from '../../lib/net/host-guard.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { Retrying } from '../../model/sync-error.ts';
import { currencyCode } from '../../model/currency.ts';
import type { ListManner } from '../../model/list-manner.ts';
import type { FetchedOrder, NumberlessOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Product, ProductId, ProductOutcome, ProductWrite } from '../../model/product.ts';
import { findShopCurrency } from '../../model/shop-currency.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { UnpOutcome } from '../../model/unp-outcome.ts';
import type { Shop, ShopAbilities, ShopFacts, ShopAnswer } from '../shop.ts';
import type { Limits } from '../../wire/limits.ts';
import { KnownLists } from '../seliton-http/known-lists.ts';
import { ifAllowed } from '../seliton-http/told-address.ts';
import { collectXmlAnswers } from './collect-xml-answers.ts';
import { fetchFeedAddress, fetchFeedCodes, fetchFeedCurrency, fetchFeedProducts } from './export-feed.ts';
import type { FeedSource } from './export-feed.ts';
import type { FeedAccess } from './feed-access.ts';
import { probeXmlLists } from './probe-lists.ts';
import { fetchNewestOrders, fetchOrdersAfter, fetchOrdersNumbered, pagesOf } from './read-orders.ts';
import type { OrderSource } from './read-orders.ts';
import { writeProducts } from './write-products.ts';
import { writeUnp } from './write-unp.ts';
import { openXmlClient } from './xml-client.ts';
import type { XmlClient } from './xml-client.ts';

type OwnFacts = Pick<ShopFacts, 'feedCurrency' | 'orderCurrency' | 'newestOrders'>;

export interface XmlShopOptions {
  /** The shop's web address; `http://` is assumed where no scheme is written. */
  readonly address: string;
  /** API user and its secret key (S21, S22). */
  readonly username: string;
  readonly secret: string;
  /** Of the texts, such as `bg`. */
  readonly language: string;
  /** The Super XML Export feed; null = products cannot be read. */
  readonly feed: FeedAccess | null;
  /** The order's field that takes a УНП which the shop does not keep in its own; '' = none. */
  readonly unpFallbackField?: string;
  /** Currency that the settings state for the shop's prices; it counts before the shop's own evidence. */
  readonly statedCurrency?: string | null;
  readonly rateLimit: { readonly atOnce: number; readonly perSecond: number };
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** A chance in [0, 1), for the spread of waiting times. */
  readonly random: () => number;
  /** Awaited before each request that changes the shop, as the client's (`HttpClientOptions`). */
  readonly beforeChange?: () => Promise<() => boolean>;
  /** Told before each wait for a repeat. */
  readonly onRetry?: (retry: Retrying) => void;
  /** How its list of orders was seen to answer; absent = nothing is known. */
  readonly lists?: ListManner;
  /** Told what was probed anew after an answer has contradicted that. */
  readonly onLists?: (lists: ListManner) => void;
  /** For tests: what an answer may cost. */
  readonly limits?: Partial<Limits>;
  /** Which hosts may be connected to; absent = all. */
  readonly guard?: HostGuard;
}

/** So many of the newest orders are looked at: for one that tells its currency, and for their numbers. */
const NEWEST_ORDERS = 20;
/** What the client over HTTP names a page for people. */
const PAGE = 'HTML';

/**
 * Opens a shop over the XML API (S20..S22). Asks nothing yet; wrong credentials are told by the first
 * request.
 */
export function openXmlShop(options: XmlShopOptions): Shop {
  return new XmlShop(options);
}

class XmlShop implements Shop {
  readonly abilities: ShopAbilities;
  readonly #client: XmlClient;
  readonly #feed: FeedSource | null;
  readonly #language: string;
  readonly #closed = new AbortController();
  readonly #owedVisibility = new Map<string, boolean>();
  readonly #statedCurrency: string | null;
  readonly #unpFallbackField: string;
  readonly #source: OrderSource;
  readonly #onLists: (lists: ListManner) => void;
  #ownFacts: Promise<OwnFacts> | null = null;

  constructor(options: XmlShopOptions) {
    const { feed, language } = options;
    this.#client = openXmlClient(options);
    this.#source = { client: this.#client, lists: new KnownLists(options.lists ?? {}) };
    this.#onLists = options.onLists ?? (() => undefined);
    this.#language = language;
    this.#unpFallbackField = options.unpFallbackField ?? '';
    this.#statedCurrency = options.statedCurrency ?? null;
    this.#feed = feed === null ? null : { client: this.#client, access: feed, language };
    this.abilities = { readsProducts: feed !== null, readsStock: false, renamesProducts: false };
  }

  async fetchFacts(signal: AbortSignal): Promise<ShopFacts> {
    const either = this.#either(signal);
    this.#ownFacts = null;
    try {
      return { ...(await this.#readOwnFacts(either)), orderCount: null, productCount: null };
    } catch (error) {
      throw this.#firstMeeting(error);
    }
  }

  async fetchOwnAddress(signal: AbortSignal): Promise<string | null> {
    const either = this.#either(signal);
    const feed = this.#feed;
    return feed === null ? null : ifAllowed(() => fetchFeedAddress(feed, either));
  }

  async *fetchProducts(signal: AbortSignal): AsyncGenerator<readonly Product[]> {
    const either = this.#either(signal);
    if (this.#feed === null) throw new SyncError('shop.feed.notConfigured');
    yield* fetchFeedProducts(this.#feed, either);
  }

  async fetchProductsById(ids: readonly ProductId[], signal: AbortSignal): Promise<readonly Product[]> {
    // The feed is one document: there is no asking for a part of it.
    const wanted = new Set(ids);
    const found: Product[] = [];
    for await (const batch of this.fetchProducts(signal))
      found.push(...batch.filter((product) => wanted.has(product.id)));
    return found;
  }

  async *writeProducts(writes: Iterable<ProductWrite>, signal: AbortSignal): AsyncGenerator<ProductOutcome> {
    const either = this.#either(signal);
    const feed = this.#feed;
    const parts = {
      client: this.#client,
      setting: { language: this.#language, currency: await this.#priceCurrency(either) },
      isVisibilitySentAfter: feed === null,
      owedVisibility: this.#owedVisibility,
      readCodes: feed === null ? null : once(() => fetchFeedCodes(feed, either)),
    };
    yield* writeProducts(parts, writes, either);
  }

  async *fetchOrders(
    after: OrderNumber,
    signal: AbortSignal,
    onNumberless?: (order: NumberlessOrder) => void,
  ): AsyncGenerator<readonly FetchedOrder[]> {
    const either = this.#either(signal);
    yield* fetchOrdersAfter(this.#source, after, either, onNumberless);
    await this.#learnAnew(either);
  }

  async fetchOrdersByNumber(
    numbers: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly FetchedOrder[]> {
    const either = this.#either(signal);
    const orders = await fetchOrdersNumbered(this.#source, numbers, either);
    await this.#learnAnew(either);
    return orders.map((order) => order.fetched);
  }

  async probeLists(signal: AbortSignal): Promise<ListManner> {
    return probeXmlLists(pagesOf(this.#source, this.#either(signal)));
  }

  async writeUnp(order: OrderNumber, unp: string, signal: AbortSignal): Promise<UnpOutcome> {
    const fallbackField = this.#unpFallbackField;
    return writeUnp(this.#source, { order, unp, fallbackField }, this.#either(signal));
  }

  collectAnswers(signal: AbortSignal): AsyncIterable<ShopAnswer> {
    return collectXmlAnswers(this.#client, this.#feed?.access ?? null, this.#either(signal));
  }

  async close(): Promise<void> {
    this.#closed.abort(new SyncError('shop.closed'));
    await this.#client.close();
  }

  /** A page for people in answer to the first question: no XML API stands at this address. */
  #firstMeeting(error: unknown): unknown {
    const isPage =
      error instanceof SyncError && error.code === 'shop.answer.unreadable' && error.facts['what'] === PAGE;
    if (!isPage) return error;
    return new SyncError(
      'shop.wrongInterface',
      { address: this.#client.address, interface: 'xml' },
      { cause: error },
    );
  }

  /** Stops by the caller's signal and by `close`; throws at once when either has already happened. */
  #either(signal: AbortSignal): AbortSignal {
    const either = AbortSignal.any([this.#closed.signal, signal]);
    either.throwIfAborted();
    return either;
  }

  async #learnAnew(signal: AbortSignal): Promise<void> {
    const learned = await this.#source.lists.learnAnew(() => this.probeLists(signal));
    if (learned !== null) this.#onLists(learned);
  }

  /** Read once; a failure is not remembered. */
  async #readOwnFacts(signal: AbortSignal): Promise<OwnFacts> {
    this.#ownFacts ??= this.#askOwnFacts(signal);
    try {
      return await this.#ownFacts;
    } catch (error) {
      this.#ownFacts = null;
      throw error;
    }
  }

  async #askOwnFacts(signal: AbortSignal): Promise<OwnFacts> {
    const newest = await fetchNewestOrders(this.#source, NEWEST_ORDERS, signal);
    const feed = this.#feed === null ? null : await fetchFeedCurrency(this.#feed, signal);
    return {
      feedCurrency: feed === null ? null : currencyCode(feed),
      orderCurrency: newestCurrency(newest),
      newestOrders: newest.map(({ number, order }) => ({
        number,
        createdAt: order?.createdAt ?? '',
        unp: order?.unp ?? null,
      })),
    };
  }

  /** The currency that prices are sent with; null leaves it to the shop. */
  async #priceCurrency(signal: AbortSignal): Promise<string | null> {
    const { feedCurrency: feed, orderCurrency: order } = await this.#readOwnFacts(signal);
    return findShopCurrency({ setting: this.#statedCurrency, feed, order }).currency;
  }
}

/** The currency of the newest order that tells one; null when none does. */
function newestCurrency(orders: readonly FetchedOrder[]): string | null {
  const told = orders
    .toSorted((left, right) => right.number - left.number)
    .map(({ order }) => (order === undefined ? null : currencyCode(order.currency)));
  return told.find((currency) => currency !== null) ?? null;
}

/** The same answer for every call, asked for when it is first needed. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => (answer ??= ask());
}
