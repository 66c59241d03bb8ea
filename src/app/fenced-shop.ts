import type { ProductOutcome, ProductWrite } from '../model/product.ts';
import type { Shop } from '../shop/shop.ts';

/** What a shop's requests ask of the lease under which they are sent. */
interface Lease {
  /** Rejects `run.leaseLost`. */
  assertFresh(): Promise<void>;
  /** Stops the run by its signal. */
  loseIfStale(): void;
}

/**
 * The same shop for the holder of a lease: before everything that changes it the lease is looked at, so
 * that a process that was frozen, and whose profile another one has taken over, changes nothing more. Each
 * single request, repeated ones too, is preceded by the same look in the client (`ShopWatch.beforeChange`).
 */
export function fencedShop(shop: Shop, lease: Lease): Shop {
  return {
    abilities: shop.abilities,
    fetchFacts: (signal) => shop.fetchFacts(signal),
    fetchOwnAddress: (signal) => shop.fetchOwnAddress(signal),
    fetchProducts: (signal) => shop.fetchProducts(signal),
    fetchProductsById: (ids, signal) => shop.fetchProductsById(ids, signal),
    writeProducts: (writes, signal) => fencedWrites(shop, { writes, signal, lease }),
    fetchOrders: (after, signal, onNumberless) => shop.fetchOrders(after, signal, onNumberless),
    fetchOrdersByNumber: (numbers, signal) => shop.fetchOrdersByNumber(numbers, signal),
    probeLists: (signal) => shop.probeLists(signal),
    collectAnswers: (signal) => shop.collectAnswers(signal),
    writeUnp: async (order, unp, signal) => {
      await lease.assertFresh();
      return shop.writeUnp(order, unp, signal);
    },
    close: () => shop.close(),
  };
}

async function* fencedWrites(
  shop: Shop,
  what: { readonly writes: Iterable<ProductWrite>; readonly signal: AbortSignal; readonly lease: Lease },
): AsyncGenerator<ProductOutcome> {
  await what.lease.assertFresh();
  yield* shop.writeProducts(watched(what.writes, what.lease), what.signal);
}

/** Each write is taken when it is about to be sent; the run's signal then stops it. */
function* watched(writes: Iterable<ProductWrite>, lease: Lease): Generator<ProductWrite> {
  for (const write of writes) {
    lease.loseIfStale();
    yield write;
  }
}
