import type { GoodId } from '../../../model/good.ts';
import { downloadedLink, NOTHING_SENT } from '../../../model/link.ts';
import type { Product } from '../../../model/product.ts';
import { goodStep } from '../../../sync/orders/order-change.ts';
import type { RecordStep } from '../../../sync/orders/order-change.ts';
import type { OrderMakings } from '../../../sync/orders/order-makings.ts';
import { fieldsOfProduct } from '../../../sync/plan-export.ts';
import type { TaskContext } from '../../task-context.ts';
import { goodsImportContext } from '../import-goods.ts';

/** Goods that are made in the transaction of an order's document (spec section 2, "unknown goods"). */
export class MadeGoods {
  readonly #record: RecordStep;
  readonly #context: TaskContext;
  readonly #makings: OrderMakings;
  readonly #products: readonly Product[];

  private constructor(
    record: RecordStep,
    context: TaskContext,
    known: { readonly makings: OrderMakings; readonly products: readonly Product[] },
  ) {
    this.#record = record;
    this.#context = context;
    this.#makings = known.makings;
    this.#products = known.products;
  }

  /** What the shop has of their products is read before the document is made. Reads only; repeatable. */
  static async before(record: RecordStep, context: TaskContext, makings: OrderMakings): Promise<MadeGoods> {
    const { shop, signal } = context;
    const productIds = shop.abilities.readsProducts
      ? record.goods.flatMap(({ productId }) => productId ?? [])
      : [];
    const products = productIds.length === 0 ? [] : await shop.fetchProductsById(productIds, signal);
    return new MadeGoods(record, context, { makings, products });
  }

  /**
   * They stand: they are told, linked and known to later orders. Links that a crash takes are made by the
   * export, which finds them by their keys.
   */
  async made(goodIds: readonly GoodId[]): Promise<void> {
    const { report, state, profile } = this.#context;
    const { goods, due } = this.#record;
    for (const [index, good] of goods.entries()) {
      const goodId = goodIds[index];
      if (goodId === undefined) continue;
      this.#makings.goodMade(good, goodId, goodsImportContext(this.#context));
      const { productId } = good;
      const product = this.#products.find(({ id }) => id === productId);
      const known = product === undefined ? NOTHING_SENT : fieldsOfProduct(product, good.draft);
      if (productId !== null) await state.links.save(profile.id, [downloadedLink(goodId, productId, known)]);
      await report.made(goodStep(good, due.entry).change, { kind: 'done' });
    }
  }
}
