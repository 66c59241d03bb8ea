import type { ProductId } from '../../model/product.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { TaskContext } from '../task-context.ts';

/**
 * Whether the very first feed is still to be proven: where a feed carries many products, nobody has said that
 * the shop does not take it for its whole catalogue. Only where the catalogue can be read before and after.
 */
export function isFirstFeed({ shop, profile, provenKinds }: TaskContext): boolean {
  const { readsProducts, renamesProducts } = shop.abilities;
  return readsProducts && !renamesProducts && profile.firstFilledAt === null && provenKinds.size === 0;
}

/** The one change that the first feed is made of, and the rest. */
export function splitOne(pending: readonly ProductChange[]): {
  readonly first: readonly ProductChange[];
  readonly rest: readonly ProductChange[];
} {
  const one = pending.findIndex((change) => change.write !== null);
  if (one < 0) return { first: [], rest: pending };
  return { first: pending.slice(one, one + 1), rest: pending.filter((_, index) => index !== one) };
}

/** The shop's products by number, as they stand now. */
export async function readIds({ shop, signal }: TaskContext): Promise<ReadonlySet<ProductId>> {
  const ids = new Set<ProductId>();
  for await (const batch of shop.fetchProducts(signal)) for (const { id } of batch) ids.add(id);
  return ids;
}

/**
 * Compares the catalogue after the first feed with the one before: a shop that takes a feed for all that it
 * sells has lost the others. Rejects `shop.feed.replaces`, so that nothing more goes out.
 */
export async function proveFeed(context: TaskContext, before: ReadonlySet<ProductId>): Promise<void> {
  const after = await readIds(context);
  const lost = [...before].filter((id) => !after.has(id));
  // A product or two may go by the owner's own hand meanwhile.
  if (lost.length * 2 <= before.size) return;
  throw new SyncError('shop.feed.replaces', { before: before.size, after: after.size, lost: lost.length });
}
