import type { ListManner } from '../model/list-manner.ts';
import type { FetchedOrder, NumberlessOrder } from '../model/order.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import type { Product, ProductId, ProductOutcome, ProductWrite } from '../model/product.ts';
import type { UnpOutcome } from '../model/unp-outcome.ts';

/**
 * What an interface of the shop can and cannot do; said in the profile's test, never worked around
 * silently.
 */
export interface ShopAbilities {
  /** Products can be read: matching before create, download, reconcile. */
  readonly readsProducts: boolean;
  /** Quantity and visibility can be read back. */
  readonly readsStock: boolean;
  /** A product can be given another code. Where it cannot, the code is what products are known by. */
  readonly renamesProducts: boolean;
}

/** One of the shop's newest orders, as its list tells it. */
export interface NewestOrder {
  readonly number: OrderNumber;
  /** When it was placed, in the shop's form; '' = not told. */
  readonly createdAt: string;
  /** The УНП that the shop shows for it; null = none. */
  readonly unp: string | null;
}

export interface ShopFacts {
  /** ISO code that the shop's own feed names for its prices; null without a feed, or when it names none. */
  readonly feedCurrency: string | null;
  /** ISO code of the newest order that can be read; null when there is none. */
  readonly orderCurrency: string | null;
  /** For the connection test: such as "1203 поръчки". Null when the interface does not count. */
  readonly orderCount: number | null;
  readonly productCount: number | null;
  /** The newest orders, a score at most, by number ascending. */
  readonly newestOrders: readonly NewestOrder[];
}

/** One question and its answer; `fault`: the code of what came instead. */
export interface ShopAnswer {
  readonly question: string;
  readonly text: string | null;
  readonly fault: string | null;
}

/**
 * A Seliton shop over one of its interfaces.
 *
 * Every method: rejects with a SyncError and nothing else; obeys the rate limit it was made with; stops
 * with the signal's reason (`run.cancelled`); rejects with `shop.closed` after `close`.
 *
 * Who repeats: the HTTP client below the adapters, and nobody else: reads and repeatable writes with
 * back-off and an end; a create only when the shop surely has done nothing (E6, E9). Callers never repeat:
 * they leave it to the next run, and look before they create again.
 */
export interface Shop {
  readonly abilities: ShopAbilities;

  /**
   * Proves that address, interface and credentials are right, and tells what can be told. Reads only;
   * repeated inside.
   */
  fetchFacts(signal: AbortSignal): Promise<ShopFacts>;

  /**
   * Where the shop says itself that it is (`http://host`), as the addresses of images and products in its answers
   * have it; null = none of them tells, or they may not be read. Reads only; repeated inside.
   */
  fetchOwnAddress(signal: AbortSignal): Promise<string | null>;

  /**
   * The whole catalogue in batches, each product once, none missing even if records shift while it is read.
   * Repeated inside, page by page. Rejects `shop.feed.notConfigured` where the interface cannot read
   * products.
   */
  fetchProducts(signal: AbortSignal): AsyncIterable<readonly Product[]>;

  /**
   * These products as they are now; one that the shop no longer has is absent. Repeated inside.
   * Rejects `shop.feed.notConfigured` where the interface cannot read products.
   */
  fetchProductsById(ids: readonly ProductId[], signal: AbortSignal): Promise<readonly Product[]>;

  /**
   * Sends creates and updates, several at once or in one batch, and yields one outcome per write in any
   * order. One failed record does not stop the others (E9). Transient faults are repeated inside where that
   * is safe.
   */
  writeProducts(writes: Iterable<ProductWrite>, signal: AbortSignal): AsyncIterable<ProductOutcome>;

  /**
   * Orders with a number strictly greater than `after`, ascending, each once, none missing even if the
   * shop's paging shifts while it is read (I1, S26). Where there is none, one request. Repeated inside, page
   * by page. A record without a number stops no other: `onNumberless` is told of it, more than once where
   * pages overlap (Q10).
   */
  fetchOrders(
    after: OrderNumber,
    signal: AbortSignal,
    onNumberless?: (order: NumberlessOrder) => void,
  ): AsyncIterable<readonly FetchedOrder[]>;

  /**
   * These orders again, by number ascending; one that the shop no longer has is absent (I2), one whose record
   * tells no number is there and cannot be read. Repeated inside.
   */
  fetchOrdersByNumber(numbers: readonly OrderNumber[], signal: AbortSignal): Promise<readonly FetchedOrder[]>;

  /**
   * How the shop's list of orders answers, by a handful of small requests. What is known of it when a shop is
   * opened saves requests; where an answer contradicts it, it is probed again and told. Reads only; repeated
   * inside.
   */
  probeLists(signal: AbortSignal): Promise<ListManner>;

  /**
   * Writes the УНП of an order and reads it back where possible. Repeatable; never overwrites another value
   * (I13, F7).
   */
  writeUnp(order: OrderNumber, unp: string, signal: AbortSignal): Promise<UnpOutcome>;

  /**
   * What the shop answers to every question that only reads, as it came, with a wrong key and an unknown
   * question among them. A question that fails is an answer too. Nothing is changed; repeated by a person.
   */
  collectAnswers(signal: AbortSignal): AsyncIterable<ShopAnswer>;

  /** Frees connections. Repeatable. */
  close(): Promise<void>;
}
