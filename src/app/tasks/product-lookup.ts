import type { Good } from '../../model/good.ts';
import { addProduct, emptyProductIndex, matchProduct } from '../../sync/match-goods.ts';
import type { ProductIndex, ProductMatch } from '../../sync/match-goods.ts';
import type { Gathering } from '../task-context.ts';

type Asking = Pick<Gathering, 'shop' | 'settings' | 'signal' | 'onProgress'>;

/**
 * The shop's products by code and bar code, read once when the first good without a link is met (E4, E6),
 * so that a run in which nothing is new never reads the catalogue.
 */
export class ProductLookup {
  readonly #gathering: Asking;
  #index: ProductIndex | null = null;

  constructor(gathering: Asking) {
    this.#gathering = gathering;
  }

  /** The catalogue was asked for, over an interface that cannot read products: its writes go by code. */
  get isBlind(): boolean {
    return this.#index !== null && !this.#gathering.shop.abilities.readsProducts;
  }

  /** The product of a good without a link; `none` where the interface cannot read products. */
  async match(good: Good): Promise<ProductMatch> {
    const index = await this.index();
    return matchProduct(index, good, this.#gathering.settings.matchingKey);
  }

  async index(): Promise<ProductIndex> {
    if (this.#index !== null) return this.#index;
    const { shop, onProgress, signal } = this.#gathering;
    const index = emptyProductIndex();
    if (shop.abilities.readsProducts) {
      for await (const batch of shop.fetchProducts(signal)) {
        for (const product of batch) addProduct(index, product);
        onProgress({ phase: 'read', done: index.byId.size, total: null });
      }
    }
    this.#index = index;
    return index;
  }

  /** Reads the catalogue again when it is next asked for: after an answer was lost. */
  forget(): void {
    this.#index = null;
  }
}
