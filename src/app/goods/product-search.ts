import { timeLimit } from '../../lib/sleep.ts';
import { holdsWords, nearestFirst } from '../../model/found-record.ts';
import type { GoodId } from '../../model/good.ts';
import type { ProductId } from '../../model/product.ts';
import type { Profile } from '../../model/profile.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { AppParts } from '../app-parts.ts';
import { readSecrets } from '../session.ts';
import { settingsHash } from '../settings-hash.ts';
import type { KeptRead } from './goods-snapshot.ts';

/** A catalogue is read as a whole, so a person waits a little longer for it than for a look. */
const READ_MS = 60_000;
const MOST_FOUND = 30;

/** A product of the shop as a person looks for it. */
export interface SoughtProduct {
  readonly productId: ProductId;
  readonly name: string;
  readonly code: string;
  readonly barcode: string;
  /** The good that it is linked to; null = none. */
  readonly goodId: GoodId | null;
}

/** What was found of the shop's catalogue. */
export interface ProductsFound {
  readonly products: readonly SoughtProduct[];
  /** When the catalogue was read; milliseconds since 1970; null = this interface cannot read it. */
  readonly readAt: number | null;
}

/** The shop's products by name, code and bar code, as they were read. */
export interface Catalogue {
  readonly readAt: number;
  readonly products: readonly Omit<SoughtProduct, 'goodId'>[] | null;
}

async function readCatalogue(parts: AppParts, profile: Profile): Promise<Catalogue> {
  const readAt = parts.clock.now();
  const signal = timeLimit(READ_MS);
  const shop = await parts.openShop(profile.settings, await readSecrets(parts, profile), {});
  try {
    if (!shop.abilities.readsProducts) return { readAt, products: null };
    const products: Omit<SoughtProduct, 'goodId'>[] = [];
    for await (const batch of shop.fetchProducts(signal))
      for (const { id, name, code, barcode, fault } of batch)
        if (fault === undefined) products.push({ productId: id, name, code, barcode });
    return { readAt, products };
  } catch (error) {
    throw asSyncError(error);
  } finally {
    await shop.close();
  }
}

/**
 * Products that hold the words in their name, code or bar code, the nearest first. The shop itself is asked
 * for no words, over neither interface: its catalogue is read once and kept for two minutes. Over XML it
 * comes from the export feed, and cannot be searched where none is set. Rejects with whatever keeps the shop
 * from answering.
 */
export async function searchProducts(
  parts: AppParts,
  profile: Profile,
  what: { readonly text: string; readonly kept: KeptRead<Catalogue> },
): Promise<ProductsFound> {
  const key = `${profile.id} ${settingsHash(profile)}`;
  const { products, readAt } = await what.kept.of(key, parts.clock.now(), async () =>
    readCatalogue(parts, profile),
  );
  if (products === null) return { products: [], readAt: null };
  const records = products.map(({ productId, name, code, barcode }) => ({
    kind: 'good' as const,
    id: productId,
    name,
    code,
    mark: barcode,
    goodKind: null,
    isDeleted: false,
  }));
  const found = nearestFirst(
    records.filter((record) => holdsWords(record, what.text)),
    what.text,
    MOST_FOUND,
  );
  const links = await parts.state.links.findByProduct(
    profile.id,
    found.map(({ id }) => id),
  );
  const goods = new Map<number, GoodId>(links.map(({ productId, goodId }) => [productId, goodId]));
  return {
    readAt,
    products: found.map(({ id, name, code, mark }) => ({
      productId: id as ProductId,
      name,
      code,
      barcode: mark,
      goodId: goods.get(id) ?? null,
    })),
  };
}
