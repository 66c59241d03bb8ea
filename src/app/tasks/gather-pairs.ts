import type { Good, GoodId } from '../../model/good.ts';
import type { LinkHead } from '../../model/link.ts';
import type { ProductMatch } from '../../sync/match-goods.ts';
import type { PairFacts } from '../../sync/products/product-facts.ts';
import type { Gathering } from '../task-context.ts';
import { GoneProducts } from './gone-products.ts';
import { codeTwins, findRivals } from './good-twins.ts';
import type { ProductLookup } from './product-lookup.ts';
import { ownersOf } from './product-owners.ts';

/** A good without a product: it never had one, or the shop has it no more. */
export interface PairlessGood {
  readonly good: Good;
  /** The link whose product is gone; null = it never had one. */
  readonly gone: LinkHead | null;
}

/** Gathers what the product of a good without one is found by, a batch at a time, goods ascending. */
export class PairGatherer {
  readonly gone: GoneProducts;
  readonly #gathering: Gathering;
  readonly #lookup: ProductLookup;
  /** Products that goods without a link were found to have in this run: the first good has them. */
  readonly #adopted = new Map<number, GoodId>();

  constructor(gathering: Gathering, lookup: ProductLookup) {
    this.#gathering = gathering;
    this.#lookup = lookup;
    this.gone = new GoneProducts(gathering, lookup);
  }

  async of(pairless: readonly PairlessGood[]): Promise<readonly PairFacts[]> {
    if (pairless.length === 0) return [];
    const goods = pairless.map(({ good }) => good);
    const twins = await codeTwins(this.#gathering, goods);
    const matches = new Map<GoodId, ProductMatch>();
    for (const good of goods) matches.set(good.id, await this.#lookup.match(good));
    const owners = await ownersOf(this.#gathering, goods, matches);
    const others = await findRivals(this.#gathering, this.#lookup, matches);
    return pairless.map(({ good, gone }) => {
      const match = withoutTaken(matches.get(good.id) ?? { kind: 'none' }, owners.linkedTo);
      const twin = twins.get(good.id) ?? null;
      const rivals = others.get(good.id) ?? [];
      const productId = match.kind === 'found' && twin === null ? match.product.id : null;
      // What several goods may be is adopted by none of them.
      const adopter = productId === null || rivals.length > 0 ? null : this.#adopter(productId, good);
      const linkedTo = productId === null ? null : (owners.linkedTo.get(productId) ?? adopter);
      const inherited = owners.inherited.get(good.id) ?? null;
      return { good, twins: twin, match, linkedTo, inherited, gone, rivals };
    });
  }

  #adopter(productId: number, good: Good): GoodId {
    const adopter = this.#adopted.get(productId) ?? good.id;
    this.#adopted.set(productId, adopter);
    return adopter;
  }
}

/** A product that looks like a good's and is another good's is no twin: both goods are real. */
function withoutTaken(match: ProductMatch, linkedTo: ReadonlyMap<number, GoodId>): ProductMatch {
  if (match.kind !== 'near') return match;
  const free = match.products.filter((product) => !linkedTo.has(product.id));
  return free.length === 0 ? { kind: 'none' } : { kind: 'near', products: free };
}
