import type { Good } from '../../model/good.ts';
import { addProduct, emptyProductIndex, matchProduct } from '../../sync/match-goods.ts';
import type { ProductIndex, ProductMatch } from '../../sync/match-goods.ts';
import type { TaskContext } from '../task-context.ts';

/**
 * The shop's products by code and bar code, read once when the first good without a link is met (E4, E6),
 * so that a run in which nothing is new never reads the catalogue.
 */
export class ProductLookup {
  readonly #context: TaskContext;
  #index: ProductIndex | null = null;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /**
   * The product of a good without a link; `none` where the interface cannot read products: its writes go by
   * code.
   */
  async match(good: Good): Promise<ProductMatch> {
    const index = await this.index();
    return matchProduct(index, good, this.#context.settings.matchingKey);
  }

  async index(): Promise<ProductIndex> {
    if (this.#index !== null) return this.#index;
    const { shop, report, signal } = this.#context;
    const index = emptyProductIndex();
    if (shop.abilities.readsProducts) {
      for await (const batch of shop.fetchProducts(signal)) {
        for (const product of batch) addProduct(index, product);
        report.progress('read', index.byId.size, null);
      }
    } else {
      await report.notice('notice.products.notReadable');
    }
    this.#index = index;
    return index;
  }

  /** Reads the catalogue again when it is next asked for: after an answer was lost. */
  forget(): void {
    this.#index = null;
  }
}
