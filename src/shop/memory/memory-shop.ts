import { batches } from '../../lib/batch.ts';
import { isTransient, SyncError } from '../../model/sync-error.ts';
import type { FetchedOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Product, ProductId, ProductOutcome, ProductWrite } from '../../model/product.ts';
import type { Shop, ShopAbilities, ShopFacts, UnpOutcome } from '../shop.ts';
import type { MemoryCall, MemorySeliton, StoredProduct } from './memory-seliton.ts';

/** Repeats of one request, as often as the adapters over HTTP make them. */
const ATTEMPTS = 5;

export interface MemoryShopOptions {
  /** Default: everything can be read. */
  readonly abilities?: ShopAbilities;
  /** Records of a page. Default 100. */
  readonly pageSize?: number;
}

/** Opens the shop in memory: the reference for what the port promises, without a wire and without waiting. */
export function openMemoryShop(seliton: MemorySeliton, options: MemoryShopOptions = {}): Shop {
  return new MemoryShop(seliton, options);
}

class MemoryShop implements Shop {
  readonly abilities: ShopAbilities;
  readonly #seliton: MemorySeliton;
  readonly #pageSize: number;
  #isClosed = false;

  constructor(seliton: MemorySeliton, options: MemoryShopOptions) {
    this.abilities = options.abilities ?? { readsProducts: true, readsStock: true };
    this.#seliton = seliton;
    this.#pageSize = options.pageSize ?? 100;
  }

  async fetchFacts(signal: AbortSignal): Promise<ShopFacts> {
    return this.#repeat('facts', signal, () => ({
      currency: this.#seliton.newestCurrency(),
      orderCount: this.#seliton.orders().length,
      productCount: this.abilities.readsProducts ? this.#seliton.products().length : null,
    }));
  }

  async *fetchProducts(signal: AbortSignal): AsyncGenerator<readonly Product[]> {
    this.#check(signal);
    if (!this.abilities.readsProducts) throw new SyncError('shop.feed.notConfigured');
    let last = 0;
    for (;;) {
      const after = last;
      const page = await this.#repeat('products', signal, () =>
        this.#seliton
          .products()
          .filter((product) => product.id > after)
          .slice(0, this.#pageSize),
      );
      const newest = page.at(-1);
      if (newest === undefined) return;
      last = newest.id;
      yield page.map((product) => this.#readable(product));
      this.#seliton.pageHandedOut();
    }
  }

  async fetchProductsById(ids: readonly ProductId[], signal: AbortSignal): Promise<readonly Product[]> {
    const wanted = new Set(ids);
    const found: Product[] = [];
    for await (const batch of this.fetchProducts(signal))
      found.push(...batch.filter((product) => wanted.has(product.id)));
    return found;
  }

  async *writeProducts(writes: Iterable<ProductWrite>, signal: AbortSignal): AsyncGenerator<ProductOutcome> {
    for (const write of writes) {
      yield write.kind === 'create' ? await this.#create(write, signal) : await this.#update(write, signal);
    }
  }

  async *fetchOrders(after: OrderNumber, signal: AbortSignal): AsyncGenerator<readonly FetchedOrder[]> {
    this.#check(signal);
    let last = after;
    for (;;) {
      const from = last;
      const page = await this.#repeat('orders', signal, () =>
        this.#seliton
          .orders()
          .filter((order) => order.number > from)
          .slice(0, this.#pageSize),
      );
      const newest = page.at(-1);
      if (newest === undefined) return;
      last = newest.number;
      yield page;
      this.#seliton.pageHandedOut();
    }
  }

  async fetchOrdersByNumber(
    numbers: readonly OrderNumber[],
    signal: AbortSignal,
  ): Promise<readonly FetchedOrder[]> {
    this.#check(signal);
    const asked = [...new Set(numbers)].sort((left, right) => left - right);
    const found: FetchedOrder[] = [];
    for (const chunk of batches(asked, this.#pageSize)) {
      const read = (): readonly FetchedOrder[] =>
        chunk.flatMap((number) => this.#seliton.order(number) ?? []);
      found.push(...(await this.#repeat('ordersByNumber', signal, read)));
    }
    return found;
  }

  async writeUnp(number: OrderNumber, unp: string, signal: AbortSignal): Promise<UnpOutcome> {
    const before = await this.#unpOf(number, signal);
    if (before === unp) return { kind: 'alreadyThere' };
    if (before !== null) return { kind: 'differs', shopValue: before };
    await this.#repeat('unp', signal, () => this.#seliton.setUnp(number, unp));
    const after = await this.#unpOf(number, signal);
    if (after === null) return { kind: 'notKept' };
    return after === unp ? { kind: 'written' } : { kind: 'differs', shopValue: after };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  async #unpOf(number: OrderNumber, signal: AbortSignal): Promise<string | null> {
    const fetched = await this.#repeat('ordersByNumber', signal, () => this.#seliton.order(number));
    if (fetched === undefined) throw new SyncError('shop.order.gone', { order: number });
    return fetched.order?.unp ?? null;
  }

  async #create(
    write: ProductWrite & { readonly kind: 'create' },
    signal: AbortSignal,
  ): Promise<ProductOutcome> {
    const { code, fields } = write;
    try {
      // `shop.busy` says that nothing happened; after any other fault a product may stand there (E6).
      const product = await this.#repeat('create', signal, () => this.#seliton.createProduct(code, fields));
      return { write, kind: 'created', productId: product.id };
    } catch (error) {
      return this.#failed(write, error);
    }
  }

  async #update(
    write: ProductWrite & { readonly kind: 'update' },
    signal: AbortSignal,
  ): Promise<ProductOutcome> {
    const { productId, fields, goodId } = write;
    try {
      const product = await this.#repeat('update', signal, () =>
        this.#seliton.updateProduct(productId, fields),
      );
      if (product !== null) return { write, kind: 'updated', productId: product.id };
      const error = new SyncError('shop.product.gone', { good: goodId, product: productId });
      return { write, kind: 'refused', error };
    } catch (error) {
      return this.#failed(write, error);
    }
  }

  /** The outcome of a write that ended in an error; those that concern every write alike are thrown on. */
  #failed(write: ProductWrite, error: unknown): ProductOutcome {
    if (!(error instanceof SyncError)) throw error;
    if (error.code === 'shop.product.refused') {
      const facts = { ...error.facts, good: write.goodId };
      return { write, kind: 'refused', error: new SyncError(error.code, facts) };
    }
    if (error.kind === 'uncertain') return { write, kind: 'uncertain', error };
    if (error.kind === 'connection') return { write, kind: 'failed', error };
    throw error;
  }

  #readable(product: StoredProduct): Product {
    const { categories: _, ...fields } = product;
    return this.abilities.readsStock ? fields : { ...fields, quantity: null, isVisible: null };
  }

  #check(signal: AbortSignal): void {
    if (this.#isClosed) throw new SyncError('shop.closed');
    if (signal.aborted) throw signal.reason;
  }

  async #repeat<T>(call: MemoryCall, signal: AbortSignal, effect: () => T): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      this.#check(signal);
      // Other work gets its turn, as it would while a request is on its way.
      await Promise.resolve();
      try {
        return this.#seliton.request(call, effect);
      } catch (error) {
        if (!isTransient(error)) throw error;
        const isLost =
          call === 'create' && error instanceof SyncError && !PROVES_NOTHING_DONE.has(error.code);
        if (isLost) throw new SyncError('shop.write.answerLost', { what: 'create' }, { cause: error });
        if (attempt >= ATTEMPTS) throw error;
      }
    }
  }
}

/** Faults after which it is sure that the shop has done nothing. */
const PROVES_NOTHING_DONE: ReadonlySet<string> = new Set(['shop.busy', 'shop.unreachable']);
