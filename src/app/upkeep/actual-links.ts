import type { GoodId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { Link, LinkHead, SentFields } from '../../model/link.ts';
import type { Product, ProductId } from '../../model/product.ts';
import type { ProfileId } from '../../model/profile.ts';
import { fieldsOfProduct } from '../../sync/plan-export.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { Shop } from '../../shop/shop.ts';
import type { Links } from '../../state/state.ts';

/** Every product of the shop as it stands there now. */
export type ActualProducts = ReadonlyMap<ProductId, Product>;

/** The whole catalogue. Rejects `shop.feed.notConfigured` where the interface cannot read products. */
export async function readActualProducts(
  shop: Pick<Shop, 'abilities' | 'fetchProducts'>,
  asking: { readonly signal: AbortSignal; readonly onRead: (count: number) => void },
): Promise<ActualProducts> {
  if (!shop.abilities.readsProducts) throw new SyncError('shop.feed.notConfigured');
  const products = new Map<ProductId, Product>();
  for await (const batch of shop.fetchProducts(asking.signal)) {
    for (const product of batch) products.set(product.id, product);
    asking.onRead(products.size);
  }
  return products;
}

/**
 * A link as the shop bears it out: what was sent is what the product has now. Null when the product is not
 * there any more. What the shop does not tell (categories, over XML also quantities) stays as remembered: the
 * unknown is no difference, and a repair could never make it equal.
 */
export function actualLink(link: Link, products: ActualProducts): Link | null {
  const product = products.get(link.productId);
  if (product === undefined) return null;
  // What could not be read is no difference.
  if (product.fault !== undefined) return { ...link, goodsHash: '', stockHash: '' };
  const sent = { ...link.sent, ...knownFields(fieldsOfProduct(product, link.sent)) };
  return { ...link, sent, goodsHash: '', stockHash: '' };
}

function knownFields(fields: SentFields): Partial<SentFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/**
 * The remembered links with what the shop really has in the place of what was sent: a plan made over them
 * tells every difference between both sides (E10). Nothing is written.
 */
export class ActualLinks implements Links {
  readonly #links: Links;
  readonly #products: ActualProducts;

  constructor(links: Links, products: ActualProducts) {
    this.#links = links;
    this.#products = products;
  }

  async *heads(id: ProfileId): AsyncGenerator<readonly LinkHead[]> {
    for await (const heads of this.#links.heads(id))
      yield heads
        .filter((head) => this.#products.has(head.productId))
        // A good that has left is done with: its product is not compared.
        .map((head) => (head.hasLeft ? head : { ...head, goodsHash: '', stockHash: '' }));
  }

  async idsAfter(id: ProfileId, after: GoodId, limit: number): Promise<readonly GoodId[]> {
    return this.#links.idsAfter(id, after, limit);
  }

  async count(id: ProfileId): Promise<number> {
    return this.#links.count(id);
  }

  async find(id: ProfileId, goodIds: readonly GoodId[]): Promise<readonly Link[]> {
    return (await this.#links.find(id, goodIds)).flatMap((link) => actualLink(link, this.#products) ?? []);
  }

  async findByProduct(id: ProfileId, productIds: readonly number[]): Promise<readonly Link[]> {
    return (await this.#links.findByProduct(id, productIds)).flatMap(
      (link) => actualLink(link, this.#products) ?? [],
    );
  }

  async sent(id: ProfileId, goodIds: readonly GoodId[]): Promise<ReadonlyMap<GoodId, SentFields>> {
    const links = await this.find(id, goodIds);
    const sent = new Map(links.map((link) => [link.goodId, link.sent]));
    return new Map(goodIds.map((goodId) => [goodId, sent.get(goodId) ?? NOTHING_SENT]));
  }

  /** A comparison writes nothing. */
  async save(): Promise<void> {
    return Promise.reject(new TypeError('a comparison writes nothing'));
  }

  /** What the shop has now is known. */
  async forgetStock(): Promise<void> {
    return Promise.resolve();
  }

  /** A comparison writes nothing. */
  async remove(): Promise<void> {
    return Promise.reject(new TypeError('a comparison writes nothing'));
  }
}
