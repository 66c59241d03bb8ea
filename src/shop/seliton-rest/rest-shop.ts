import { batches } from '../../lib/batch.ts';
import { currencyCode } from '../../model/currency.ts';
import type { ListManner } from '../../model/list-manner.ts';
import type { FetchedOrder, NumberlessOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { readShopTime } from '../../model/shop-time.ts';
import type { Product, ProductId, ProductOutcome, ProductWrite } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { KnownLists } from '../seliton-http/known-lists.ts';
import { sendToPlaces, standingUnp } from '../seliton-http/unp-places.ts';
import type { UnpPlaces } from '../seliton-http/unp-places.ts';
import type { UnpOutcome } from '../../model/unp-outcome.ts';
import type { Shop, NewestOrder, ShopFacts, ShopAnswer } from '../shop.ts';
import { collectRestAnswers } from './collect-rest-answers.ts';
import { Categories } from './categories.ts';
import { numberlessOrders, orderFromWire, orderNumberOf, unreadableOrder } from './order-from-wire.ts';
import { readNewest } from './read-newest.ts';
import { probeRestLists } from './probe-lists.ts';
import { readAscending, readFrom } from './read-list.ts';
import { readOwnAddress } from './read-own-address.ts';
import { idOf, readPage } from './read-page.ts';
import type { ListRequest } from './read-page.ts';
import { RestClient } from './rest-client.ts';
import type { RestClientOptions } from './rest-client.ts';
import { isRefusal, refusedRecord } from './rest-errors.ts';
import { productFromWire } from './product-from-wire.ts';
import { writeProducts } from './write-products.ts';

export interface RestShopOptions extends RestClientOptions {
  /** Of the texts, such as `bg`. */
  readonly language: string;
  /** How its list of orders was seen to answer; absent = nothing is known. */
  readonly lists?: ListManner;
  /** Told what was probed anew after an answer has contradicted that. */
  readonly onLists?: (lists: ListManner) => void;
  /** The order's field that takes a УНП which the shop does not keep in its own; '' = none. */
  readonly unpFallbackField?: string;
}

const UNP_FIELD = 'orderUniqueSaleNumber';

const ORDERS: ListRequest = { plural: 'orders', idField: 'orderId', pageSize: 100 };
const PRODUCTS: ListRequest = {
  plural: 'products',
  idField: 'productId',
  pageSize: 250,
  fields: [
    'productId',
    'productCode',
    'productBarcode',
    'productName',
    'productPrice',
    'productQuantity',
    'productIsActive',
    'productAvailabilityStatus',
  ],
};
/** So many single orders are asked for at once; the rate limit holds beside it. */
const RECORDS_AT_ONCE = 8;

/** So many of the newest orders are looked at: for one that tells its currency, and for their numbers. */
const NEWEST_ORDERS = 20;

type ListedOrder = NewestOrder & { readonly currency: string | null };

/** The newest orders by number ascending; those without a number are left out. */
function newestOrders(records: readonly unknown[]): readonly ListedOrder[] {
  const orders = records.flatMap((record): readonly ListedOrder[] => {
    const number = orderNumberOf(record);
    if (number === null) return [];
    const fields = record as Readonly<Record<string, unknown>>;
    const { orderCreatedAt: at, orderCurrencyCode: code, orderUniqueSaleNumber: shown } = fields;
    const unp = typeof shown === 'string' && shown !== '' ? shown : null;
    const text = typeof at === 'string' || typeof at === 'number' ? String(at) : '';
    const createdAt = readShopTime(text) ?? text;
    return [{ number, createdAt, unp, currency: typeof code === 'string' ? currencyCode(code) : null }];
  });
  return orders.toSorted((left, right) => left.number - right.number);
}

/**
 * Opens a shop over REST API v1 (S20..S22). Asks nothing yet; wrong credentials are told by the first
 * request.
 */
export function openRestShop(options: RestShopOptions): Shop {
  return new RestShop(options);
}

class RestShop implements Shop {
  readonly abilities = { readsProducts: true, readsStock: true, renamesProducts: true } as const;
  readonly #client: RestClient;
  readonly #categories: Categories;
  readonly #options: RestShopOptions;
  readonly #lists: KnownLists;
  readonly #closed = new AbortController();

  constructor(options: RestShopOptions) {
    this.#options = options;
    this.#lists = new KnownLists(options.lists ?? {});
    this.#client = new RestClient(options);
    this.#categories = new Categories(this.#client, options.language);
  }

  async fetchFacts(signal: AbortSignal): Promise<ShopFacts> {
    const one = { offset: 0, limit: 1, signal: this.#either(signal) };
    const [orders, products] = await Promise.all([
      this.#orderFacts(one),
      readPage(this.#client, { ...PRODUCTS, fields: ['productId'] }, one),
    ]);
    return { feedCurrency: null, productCount: products.count, ...orders };
  }

  /** How many orders there are and, two ways behind each other, the newest of them. */
  async #orderFacts(one: {
    readonly offset: number;
    readonly limit: number;
    readonly signal: AbortSignal;
  }): Promise<Pick<ShopFacts, 'orderCurrency' | 'orderCount' | 'newestOrders'>> {
    const fields = ['orderId', 'orderCreatedAt', 'orderCurrencyCode', 'orderUniqueSaleNumber'];
    const { count } = await readPage(this.#client, { ...ORDERS, fields }, one);
    // The newest orders tell what the shop sells in today; the oldest may be from before the euro.
    const asked = { count: count ?? 0, most: NEWEST_ORDERS, lists: this.#lists, signal: one.signal };
    const newest = newestOrders(await readNewest(this.#client, { ...ORDERS, fields }, asked));
    return {
      orderCurrency: newest.findLast(({ currency }) => currency !== null)?.currency ?? null,
      orderCount: count,
      newestOrders: newest.map(({ number, createdAt, unp }) => ({ number, createdAt, unp })),
    };
  }

  async fetchOwnAddress(signal: AbortSignal): Promise<string | null> {
    return readOwnAddress(this.#client, this.#either(signal));
  }

  async *fetchProducts(signal: AbortSignal): AsyncGenerator<readonly Product[]> {
    const nameless = new Map<string, unknown>();
    const onNameless = (page: readonly unknown[]): void => {
      for (const record of page)
        if (idOf(record, PRODUCTS.idField) === 0) nameless.set(JSON.stringify(record), record);
    };
    const range = { after: 0, startOffset: 0, signal: this.#either(signal), onNameless };
    const product = (record: unknown): Product => productFromWire(record, this.#options.language);
    for await (const page of readAscending(this.#client, PRODUCTS, range)) yield page.map(product);
    if (nameless.size > 0) yield [...nameless.values()].map(product);
  }

  async fetchProductsById(ids: readonly ProductId[], signal: AbortSignal): Promise<readonly Product[]> {
    const either = this.#either(signal);
    const found: Product[] = [];
    for (const part of batches([...new Set(ids)], RECORDS_AT_ONCE)) {
      const products = await Promise.all(part.map((id) => this.#oneProduct(id, either)));
      found.push(...products.filter((product) => product !== null));
    }
    return found;
  }

  async *writeProducts(writes: Iterable<ProductWrite>, signal: AbortSignal): AsyncGenerator<ProductOutcome> {
    const { language, rateLimit } = this.#options;
    const parts = { client: this.#client, categories: this.#categories, language, atOnce: rateLimit.atOnce };
    yield* writeProducts(parts, writes, this.#either(signal));
  }

  async *fetchOrders(
    after: OrderNumber,
    signal: AbortSignal,
    onNumberless?: (order: NumberlessOrder) => void,
  ): AsyncGenerator<readonly FetchedOrder[]> {
    const either = this.#either(signal);
    const onNameless = (page: readonly unknown[]): void => {
      for (const order of numberlessOrders(page)) onNumberless?.(order);
    };
    const range = { after, signal: either, onNameless, lists: this.#lists };
    for await (const page of readFrom(this.#client, ORDERS, range))
      yield page.flatMap((record) => orderFromWire(record) ?? []);
    const learned = await this.#lists.learnAnew(() => this.probeLists(signal));
    if (learned !== null) this.#options.onLists?.(learned);
  }

  async probeLists(signal: AbortSignal): Promise<ListManner> {
    return probeRestLists(this.#client, ORDERS, this.#either(signal));
  }

  async fetchOrdersByNumber(
    numbers: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly FetchedOrder[]> {
    const either = this.#either(signal);
    const wanted = [...new Set(numbers)].sort((left, right) => left - right);
    const found: FetchedOrder[] = [];
    for (let start = 0; start < wanted.length; start += RECORDS_AT_ONCE) {
      const part = wanted.slice(start, start + RECORDS_AT_ONCE);
      const orders = await Promise.all(part.map((number) => this.#oneOrder(number, either)));
      found.push(...orders.filter((order) => order !== null));
    }
    return found;
  }

  async writeUnp(order: OrderNumber, unp: string, signal: AbortSignal): Promise<UnpOutcome> {
    const either = this.#either(signal);
    const before = await this.#unpPlaces(order, either);
    const field = this.#options.unpFallbackField ?? '';
    const send = async (name: string): Promise<UnpPlaces> => {
      await this.#putUnp(order, { [name]: unp }, either);
      return this.#unpPlaces(order, either);
    };
    return (
      standingUnp(before, unp) ??
      sendToPlaces(before, unp, {
        own: async () => (await send(UNP_FIELD)).own,
        named: field === '' ? null : async () => (await send(field)).named,
      })
    );
  }

  collectAnswers(signal: AbortSignal): AsyncIterable<ShopAnswer> {
    return collectRestAnswers(this.#client, this.#either(signal));
  }

  async close(): Promise<void> {
    this.#closed.abort(new SyncError('shop.closed'));
    await this.#client.close();
  }

  /** Stops by the caller's signal and by `close`; throws at once when either has already happened. */
  #either(signal: AbortSignal): AbortSignal {
    const either = AbortSignal.any([this.#closed.signal, signal]);
    either.throwIfAborted();
    return either;
  }

  async #oneProduct(id: ProductId, signal: AbortSignal): Promise<Product | null> {
    const path = `products/${id}`;
    const answer = await this.#client.call({ method: 'GET', path, kind: 'read', what: path }, signal);
    if (answer.status === 404) return null;
    const record = (answer.body as Readonly<Record<string, unknown>> | null)?.['product'];
    if (record !== undefined) return productFromWire(record, this.#options.language);
    // A deleted record answers with an error object, whatever the status is.
    if (isRefusal(answer)) return null;
    throw new SyncError('shop.answer.unreadable', { address: this.#client.address, what: path });
  }

  /** The record of one order; null when the shop no longer has it. */
  async #record(number: OrderNumber, signal: AbortSignal): Promise<unknown> {
    const answer = await this.#client.call(
      { method: 'GET', path: `orders/${number}`, kind: 'read', what: `order ${number}` },
      signal,
    );
    if (answer.status === 404) return null;
    const record = (answer.body as Readonly<Record<string, unknown>> | null)?.['order'];
    if (record === undefined) {
      // A deleted record answers with an error object, whatever the status is.
      if (isRefusal(answer)) return null;
      throw new SyncError('shop.answer.unreadable', {
        address: this.#client.address,
        what: `order ${number}`,
      });
    }
    return record;
  }

  async #oneOrder(number: OrderNumber, signal: AbortSignal): Promise<FetchedOrder | null> {
    const record = await this.#record(number, signal);
    if (record === null) return null;
    const told = orderNumberOf(record);
    if (told === null) return unreadableOrder(number, record);
    return told === number ? orderFromWire(record) : null;
  }

  async #putUnp(order: OrderNumber, body: Readonly<Record<string, string>>, signal: AbortSignal) {
    const path = `orders/${order}`;
    const request = { method: 'PUT', path, body, kind: 'repeatableWrite', what: `order ${order}` } as const;
    const answer = await this.#client.call(request, signal);
    if (answer.status === 404) throw new SyncError('shop.order.gone', { order });
    if (isRefusal(answer)) throw refusedRecord('shop.order.refused', { order }, answer);
  }

  async #unpPlaces(number: OrderNumber, signal: AbortSignal): Promise<UnpPlaces> {
    const record = await this.#record(number, signal);
    if (record === null) throw new SyncError('shop.order.gone', { order: number });
    const textOf = (name: string): string => {
      const value = (record as Readonly<Record<string, unknown>>)[name];
      return typeof value === 'string' ? value.trim() : '';
    };
    const field = this.#options.unpFallbackField ?? '';
    return { own: textOf(UNP_FIELD), named: field === '' ? '' : textOf(field) };
  }
}
