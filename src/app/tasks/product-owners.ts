import { batches } from '../../lib/batch.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { Link } from '../../model/link.ts';
import type { ProductMatch } from '../../sync/match-goods.ts';
import type { Gathering } from '../task-context.ts';

type Asking = Pick<Gathering, 'warehouse' | 'settings' | 'signal' | 'state' | 'profile' | 'shop'>;

const GOODS_AT_ONCE = 500;

/** Whose the products are that goods without one were found to have. */
export interface ProductOwners {
  /** By product: the living good that a link gives it to. */
  readonly linkedTo: ReadonlyMap<number, GoodId>;
  /** By good without a product: the link of the deleted good whose product becomes its own. */
  readonly inherited: ReadonlyMap<GoodId, Link>;
}

/**
 * The goods that links give the matched products to. A deleted one gives way to the good that has the
 * product's key now (facts/warehouse-pro.md: goods are made anew under their old codes). Where products
 * cannot be read, a deleted good with the same code tells which product that is.
 */
export async function ownersOf(
  gathering: Asking,
  goods: readonly Good[],
  matches: ReadonlyMap<GoodId, ProductMatch>,
): Promise<ProductOwners> {
  const { state, profile, shop } = gathering;
  const linkedTo = new Map<number, GoodId>();
  const inherited = new Map<GoodId, Link>();
  if (!shop.abilities.readsProducts) {
    for (const [goodId, link] of await deletedNamesakes(gathering, goods)) inherited.set(goodId, link);
    return { linkedTo, inherited };
  }
  const links = await state.links.findByProduct(profile.id, [...matches.values()].flatMap(idsOf));
  const living = await livingOf(
    gathering,
    links.map((link) => link.goodId),
  );
  const byProduct = new Map<number, Link>(links.map((link) => [link.productId, link]));
  for (const { productId, goodId } of links) if (living.has(goodId)) linkedTo.set(productId, goodId);
  for (const [goodId, match] of matches) {
    const link = match.kind === 'found' ? byProduct.get(match.product.id) : undefined;
    if (link !== undefined && link.goodId !== goodId && !living.has(link.goodId)) inherited.set(goodId, link);
  }
  return { linkedTo, inherited };
}

function idsOf(match: ProductMatch): readonly number[] {
  if (match.kind === 'near') return match.products.map((product) => product.id);
  return match.kind === 'found' ? [match.product.id] : [];
}

async function livingOf(gathering: Asking, ids: readonly GoodId[]): Promise<ReadonlySet<GoodId>> {
  const { warehouse, settings, signal } = gathering;
  const living = new Set<GoodId>();
  for (const part of batches(ids, GOODS_AT_ONCE)) {
    const goods = await warehouse.findGoods({ ids: part, priceGroup: settings.priceGroup }, signal);
    for (const good of goods) if (!good.isDeleted) living.add(good.id);
  }
  return living;
}

/**
 * Links of deleted goods whose product has the code of a good without one; several of one code tell
 * nothing.
 */
async function deletedNamesakes(
  gathering: Asking,
  goods: readonly Good[],
): Promise<readonly (readonly [GoodId, Link])[]> {
  const { warehouse, settings, signal, state, profile } = gathering;
  const found: (readonly [GoodId, Link])[] = [];
  for (const part of batches(goods, GOODS_AT_ONCE)) {
    const codes = part.map(({ code }) => code).filter((code) => code !== '');
    const namesakes = await warehouse.findGoods({ codes, priceGroup: settings.priceGroup }, signal);
    const deleted = namesakes.filter((good) => good.isDeleted).map((good) => good.id);
    const links = await state.links.find(profile.id, deleted);
    for (const { id, code } of part) {
      const [link, ...others] = links.filter(({ sent }) => code !== '' && sent.code === code);
      if (link !== undefined && others.length === 0) found.push([id, link]);
    }
  }
  return found;
}
