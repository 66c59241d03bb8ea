import type { FetchedOrder } from '../../src/model/order.ts';
import type { ProductId, ProductOutcome, ProductWrite } from '../../src/model/product.ts';
import type { Shop } from '../../src/shop/shop.ts';

/**
 * A shop inside this process that takes everything at once: what is measured with it is our own work alone.
 */
export interface SinkShop extends Shop {
  /** Calls that would have been requests. */
  readonly calls: () => number;
}

export function sinkShop(orders: readonly FetchedOrder[] = []): SinkShop {
  let calls = 0;
  let lastId = 0;
  return {
    abilities: { readsProducts: false, readsStock: false, renamesProducts: true },
    calls: () => calls,
    fetchFacts: async () => ({
      feedCurrency: null,
      orderCurrency: 'EUR',
      orderCount: null,
      productCount: null,
      newestOrders: [],
    }),
    fetchOwnAddress: async () => null,
    // oxlint-disable-next-line require-yield -- there is nothing in it
    fetchProducts: async function* fetchProducts() {
      calls += 1;
    },
    fetchProductsById: async () => {
      calls += 1;
      return [];
    },
    writeProducts: async function* writeProducts(
      writes: Iterable<ProductWrite>,
    ): AsyncGenerator<ProductOutcome> {
      for (const write of writes) {
        calls += 1;
        lastId += 1;
        yield write.kind === 'create'
          ? { write, kind: 'created', productId: lastId as ProductId }
          : { write, kind: 'updated', productId: write.productId };
      }
    },
    fetchOrders: async function* fetchOrders(after) {
      yield orders.filter((order) => order.number > after);
    },
    async *collectAnswers() {},
    probeLists: async () => ({}),
    fetchOrdersByNumber: async (numbers) => orders.filter((order) => numbers.includes(order.number)),
    writeUnp: async () => ({ kind: 'notKept' }),
    close: async () => undefined,
  };
}
