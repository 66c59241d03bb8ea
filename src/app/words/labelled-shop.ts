import type { OrderNumber } from '../../model/order-origin.ts';
import type { Product } from '../../model/product.ts';
import type { WordSighting } from '../../model/shop-words.ts';
import type { Shop } from '../../shop/shop.ts';
import type { WordMeanings } from '../../sync/words/word-meanings.ts';

/** Availability labels of no order. */
const NO_ORDER = 0 as OrderNumber;

/** A shop whose products' labels mean what they are known to mean. */
export interface LabelledShop extends Shop {
  /**
   * What was met since this was last asked: labels, with how many products bear them, and how its list of
   * orders answers where that was probed anew.
   */
  takeWords(): readonly WordSighting[];
}

/**
 * The same shop: what a product's label of availability means is said by a person or the list of known words.
 * Of a label that nobody knows nothing follows, and its product differs from nothing. Labels that are met are
 * counted when the catalogue is read. `learned`: what the shop tells of its lists meanwhile.
 */
export function labelledShop(
  shop: Shop,
  words: Pick<WordMeanings, 'availability'>,
  learned: WordSighting[],
): LabelledShop {
  const labels = new Map<string, number>();
  const explained = (product: Product): Product => {
    const { availabilityLabel: label = '' } = product;
    return label === '' ? product : { ...product, isAvailable: words.availability(label) };
  };
  return {
    abilities: shop.abilities,
    fetchFacts: (signal) => shop.fetchFacts(signal),
    fetchOwnAddress: (signal) => shop.fetchOwnAddress(signal),
    fetchProducts: async function* (signal) {
      for await (const batch of shop.fetchProducts(signal)) {
        for (const { availabilityLabel: label = '' } of batch)
          if (label !== '') labels.set(label, (labels.get(label) ?? 0) + 1);
        yield batch.map(explained);
      }
    },
    fetchProductsById: async (ids, signal) => (await shop.fetchProductsById(ids, signal)).map(explained),
    writeProducts: (writes, signal) => shop.writeProducts(writes, signal),
    fetchOrders: (after, signal, onNumberless) => shop.fetchOrders(after, signal, onNumberless),
    fetchOrdersByNumber: (numbers, signal) => shop.fetchOrdersByNumber(numbers, signal),
    collectAnswers: (signal) => shop.collectAnswers(signal),
    writeUnp: (order, unp, signal) => shop.writeUnp(order, unp, signal),
    close: () => shop.close(),
    probeLists: (signal) => shop.probeLists(signal),
    takeWords: () => {
      const taken = [...labels].map(([word, times]): WordSighting => ({
        kind: 'availability',
        word,
        order: NO_ORDER,
        times,
        proven: null,
      }));
      labels.clear();
      return [...taken, ...learned.splice(0)];
    },
  };
}
