import type { Product } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import { firstNotKept } from '../../sync/first-changes.ts';
import { fieldsOfProduct } from '../../sync/plan-export.ts';
import type { ConfirmedChange } from '../../sync/product-change.ts';
import type { TaskContext } from '../task-context.ts';

/**
 * Reads the first changes back from the shop and compares them. Where one is not as it was sent, what the
 * shop really has is remembered instead, and the task ends with `shop.write.notKept`: nothing more goes out.
 */
export async function proveFirst(context: TaskContext, confirmed: readonly ConfirmedChange[]): Promise<void> {
  const { shop, signal, facts, priceCurrency } = context;
  const currency = priceCurrency.currency ?? facts.baseCurrency;
  const products = await shop.fetchProductsById(
    confirmed.map((each) => each.productId),
    signal,
  );
  const byId = new Map(products.map((product) => [product.id, product]));
  let wrong: SyncError | null = null;
  for (const { made, productId } of confirmed) {
    const product = byId.get(productId);
    const found =
      product === undefined
        ? { field: 'product', sent: String(productId), found: '' }
        : firstNotKept(made.write?.fields ?? {}, product);
    if (found === null) continue;
    wrong ??= new SyncError('shop.write.notKept', { what: made.change.label, ...found, currency });
    if (product !== undefined) await rememberActual(context, { made, productId }, product);
  }
  if (wrong !== null) throw wrong;
}

/** Remembers what the shop really has of a product, so that the next run looks at its good again. */
export async function rememberActual(
  { state, profile }: TaskContext,
  { made, productId }: ConfirmedChange,
  product: Product,
): Promise<void> {
  const { category, categoryGroup, categoryId } = made.link.sent;
  const sent = { ...fieldsOfProduct(product, made.link.sent), category, categoryGroup, categoryId };
  await state.links.save(profile.id, [{ ...made.link, productId, goodsHash: '', stockHash: '', sent }]);
}
