import type { Decimal } from '../../model/decimal.ts';
import { ZERO } from '../../model/decimal.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { FetchedOrder, Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { CategoryPath, ProductFields, ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';

/** Kinds of request that the shop in memory takes; each can be made to fail by itself. */
export type MemoryCall = 'facts' | 'products' | 'orders' | 'ordersByNumber' | 'create' | 'update' | 'unp';

/** A product as the shop holds it. Price in the shop's currency and VAT mode. */
export interface StoredProduct {
  readonly id: ProductId;
  readonly code: string;
  readonly barcode: string;
  readonly name: string;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly isVisible: boolean;
  readonly isAvailable: boolean;
  readonly categories: readonly CategoryPath[];
}

interface Fault {
  readonly call: MemoryCall | 'any';
  left: number;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  /** The request takes effect and only its answer is lost. */
  readonly isAfterEffect: boolean;
}

const NEW_PRODUCT = {
  code: '',
  barcode: '',
  name: '',
  price: ZERO,
  quantity: ZERO,
  isVisible: false,
  isAvailable: false,
} as const;

function samePath(left: CategoryPath, right: CategoryPath): boolean {
  return left.length === right.length && left.every((level, index) => level === right[index]);
}

/** A change of category takes out only the one we had put in; the owner's others stay (E2). */
function changedCategories(
  categories: readonly CategoryPath[],
  change: NonNullable<ProductFields['category']>,
): readonly CategoryPath[] {
  const { path, previous } = change;
  const kept = categories.filter(
    (one) => !samePath(one, path) && (previous === null || !samePath(one, previous)),
  );
  return [...kept, path];
}

/**
 * The other side of the shop in memory: its records, what was asked of it, and switches that make it
 * fail. Adapters opened on it (`openMemoryShop`) meet one shop, as two processes would. Nothing here
 * waits or is lost.
 */
export class MemorySeliton {
  readonly #products = new Map<ProductId, StoredProduct>();
  readonly #orders = new Map<OrderNumber, FetchedOrder>();
  readonly #creates = new Map<string, number>();
  readonly #requests = new Map<MemoryCall, number>();
  readonly #refused = new Map<string, string>();
  #faults: Fault[] = [];
  #nextProductId = 1;
  #betweenPages: (() => void) | null = null;
  #doesKeepUnp = true;

  /** Puts a product on the shelf or replaces it; ids given later are greater. */
  putProduct(product: StoredProduct): void {
    this.#products.set(product.id, product);
    this.#nextProductId = Math.max(this.#nextProductId, product.id + 1);
  }

  removeProduct(id: ProductId): void {
    this.#products.delete(id);
  }

  product(id: ProductId): StoredProduct | undefined {
    return this.#products.get(id);
  }

  /** All products by ascending id. */
  products(): readonly StoredProduct[] {
    return [...this.#products.values()].sort((left, right) => left.id - right.id);
  }

  /** Puts an order into the shop or replaces it. Its record as received is its JSON text. */
  putOrder(order: Order): void {
    this.#orders.set(order.number, { number: order.number, raw: JSON.stringify(order), order });
  }

  /** Puts an order that no adapter could read. */
  putUnreadableOrder(number: OrderNumber, field: string, problem: string): void {
    const fault = new SyncError('order.unreadable', { order: number, field, problem });
    this.#orders.set(number, { number, raw: JSON.stringify({ number, [field]: null }), fault });
  }

  removeOrder(number: OrderNumber): void {
    this.#orders.delete(number);
  }

  order(number: OrderNumber): FetchedOrder | undefined {
    return this.#orders.get(number);
  }

  /** All orders by ascending number. */
  orders(): readonly FetchedOrder[] {
    return [...this.#orders.values()].sort((left, right) => left.number - right.number);
  }

  /** Create requests that arrived for a code, those whose answer was lost included. */
  createsOf(code: string): number {
    return this.#creates.get(code) ?? 0;
  }

  /** Requests of a kind that arrived, those that failed included. */
  requestsOf(call: MemoryCall): number {
    return this.#requests.get(call) ?? 0;
  }

  /** The next `count` requests of that kind fail with this error and do nothing. */
  failNext(call: MemoryCall | 'any', count: number, code: ErrorCode, facts: ErrorFacts = {}): void {
    this.#faults.push({ call, left: count, code, facts, isAfterEffect: false });
  }

  /** The next `count` requests of that kind take effect, and their answers are lost. */
  loseNextAnswers(call: MemoryCall | 'any', count = 1): void {
    this.#faults.push({ call, left: count, code: 'shop.timeout', facts: {}, isAfterEffect: true });
  }

  /** Takes back every fault that has not happened yet. */
  clearFaults(): void {
    this.#faults = [];
  }

  /** Says no, with this message, to every write of a product with that code; null allows it again. */
  refuseProduct(code: string, message: string | null): void {
    if (message === null) this.#refused.delete(code);
    else this.#refused.set(code, message);
  }

  /** Done after each page that a list hands out: records that come, change and go while they are read. */
  whenPaging(action: (() => void) | null): void {
    this.#betweenPages = action;
  }

  /** Whether a УНП that is written is kept; a shop may take the field and forget it. */
  keepUnp(doesKeep: boolean): void {
    this.#doesKeepUnp = doesKeep;
  }

  /** One request: counted, then failing or carried out. What is thrown is a SyncError. For adapters only. */
  request<T>(call: MemoryCall, effect: () => T): T {
    this.#requests.set(call, this.requestsOf(call) + 1);
    const fault = this.#takeFault(call);
    if (fault !== undefined && !fault.isAfterEffect) throw new SyncError(fault.code, fault.facts);
    const answer = effect();
    if (fault !== undefined) throw new SyncError(fault.code, fault.facts);
    return answer;
  }

  #takeFault(call: MemoryCall): Fault | undefined {
    const fault = this.#faults.find((candidate) => candidate.call === call || candidate.call === 'any');
    if (fault === undefined) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) this.#faults = this.#faults.filter((candidate) => candidate !== fault);
    return fault;
  }

  /** Called by an adapter after it has handed out a page. */
  pageHandedOut(): void {
    this.#betweenPages?.();
  }

  /**
   * Makes a product; the shop itself allows two of one code. Throws `shop.product.refused` without a
   * good.
   */
  createProduct(code: string, fields: ProductFields): StoredProduct {
    this.#creates.set(code, this.createsOf(code) + 1);
    this.#checkRefused(code);
    const id = this.#nextProductId as ProductId;
    const { category, ...plain } = fields;
    const categories = category === undefined ? [] : [category.path];
    const product: StoredProduct = { ...NEW_PRODUCT, code, ...plain, id, categories };
    this.putProduct(product);
    return product;
  }

  /** Changes the given fields of a product. Null when there is no such product. */
  updateProduct(id: ProductId, fields: ProductFields): StoredProduct | null {
    const known = this.#products.get(id);
    if (known === undefined) return null;
    this.#checkRefused(known.code);
    const { category, ...plain } = fields;
    const categories =
      category === undefined ? known.categories : changedCategories(known.categories, category);
    const product: StoredProduct = { ...known, ...plain, categories };
    this.#products.set(id, product);
    return product;
  }

  #checkRefused(code: string): void {
    const message = this.#refused.get(code);
    if (message !== undefined) throw new SyncError('shop.product.refused', { good: 0, message });
  }

  /** Sets the УНП of a readable order, where the shop keeps such a thing. */
  setUnp(number: OrderNumber, unp: string): void {
    const known = this.#orders.get(number);
    if (known?.order !== undefined && this.#doesKeepUnp) this.putOrder({ ...known.order, unp });
  }

  /** The shop's currency as its newest readable order tells it; null when there is none. */
  newestCurrency(): string | null {
    return this.orders().findLast((fetched) => fetched.order !== undefined)?.order?.currency ?? null;
  }
}
