import { timeLimit } from '../../lib/sleep.ts';
import type { GoodId } from '../../model/good.ts';
import { freshLink } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import type { Profile } from '../../model/profile.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { AppParts } from '../app-parts.ts';
import { readSecrets } from '../session.ts';

/** A side that does not answer keeps nobody longer. */
const LOOK_MS = 30_000;

/**
 * Links a pair that a person has named, once both sides have it: a pair with nobody would be sent to, and
 * wait, for ever. Rejects `good.notFound` for a good that is not there or deleted, `product.notFound` (not
 * asked of a shop whose products cannot be read), `good.product.linkedElsewhere`, and whatever keeps a side
 * from answering. Repeatable.
 */
export async function linkByHand(
  parts: AppParts,
  profile: Profile,
  pair: { readonly goodId: GoodId; readonly productId: ProductId },
): Promise<void> {
  const { goodId, productId } = pair;
  const signal = timeLimit(LOOK_MS);
  try {
    await refuseAbsentGood(parts, profile, goodId, signal);
    await refuseAbsentProduct(parts, profile, productId, signal);
  } catch (error) {
    throw asSyncError(error);
  }
  await parts.state.links.save(profile.id, [freshLink(goodId, productId)]);
}

async function refuseAbsentGood(
  parts: AppParts,
  profile: Profile,
  goodId: GoodId,
  signal: AbortSignal,
): Promise<void> {
  const secrets = await readSecrets(parts, profile);
  const warehouse = await parts.openWarehouse(profile.settings, secrets, { isOnce: true });
  try {
    const [good] = await warehouse.findGoods({ ids: [goodId], priceGroup: 0 }, signal);
    if (good === undefined || good.isDeleted) throw new SyncError('good.notFound', { good: goodId });
  } finally {
    await warehouse.close();
  }
}

async function refuseAbsentProduct(
  parts: AppParts,
  profile: Profile,
  productId: ProductId,
  signal: AbortSignal,
): Promise<void> {
  const shop = await parts.openShop(profile.settings, await readSecrets(parts, profile), {});
  try {
    if (!shop.abilities.readsProducts) return;
    const found = await shop.fetchProductsById([productId], signal);
    if (!found.some(({ id }) => id === productId))
      throw new SyncError('product.notFound', { product: productId });
  } finally {
    await shop.close();
  }
}
