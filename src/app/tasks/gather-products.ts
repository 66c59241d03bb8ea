import { batches } from '../../lib/batch.ts';
import { shortHash } from '../../lib/hash.ts';
import { groupPaths } from '../../model/group-tree.ts';
import type { Good, GoodId, GoodsGroupId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { LinkHead } from '../../model/link.ts';
import { emptiedGroup } from '../../sync/breakers.ts';
import type { EmptiedGroup } from '../../sync/breakers.ts';
import type { ProductMatch } from '../../sync/match-goods.ts';
import type { ProductFacts, ProductPlanning, WantedProduct } from '../../sync/plan-product.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { Gathering } from '../task-context.ts';
import { codeTwins, findRivals } from './good-twins.ts';
import type { NewestOrders } from './orders/newest-orders.ts';
import type { ProductLookup } from './product-lookup.ts';
import { StockQuantities } from './stock-quantities.ts';

const GOODS_AT_ONCE = 500;

/** What all goods of an export are decided with. */
export function productPlanning(gathering: Gathering): ProductPlanning {
  return {
    settings: gathering.settings,
    pricesIncludeVat: gathering.facts.pricesIncludeVat,
    baseCurrency: gathering.facts.baseCurrency,
    shopCurrency: gathering.priceCurrency.currency,
    groupPaths: groupPaths(gathering.choices.groups),
    hashOf: shortHash,
  };
}

/** A good of which something is to be sent, with its link. */
export interface LinkedProduct {
  readonly wanted: WantedProduct;
  readonly head: LinkHead;
}

/**
 * Gathers for goods of an export what their products are decided with, a batch at a time, goods ascending.
 */
export class ProductGatherer {
  readonly #gathering: Gathering;
  readonly #lookup: ProductLookup;
  readonly #quantities: StockQuantities | null;
  /** Products that goods without a link were found to have in this run: the first good has them. */
  readonly #adopted = new Map<number, GoodId>();

  /** `newest`: null where quantities are not exported at all (S8, S15). */
  constructor(gathering: Gathering, lookup: ProductLookup, newest: NewestOrders | null) {
    this.#gathering = gathering;
    this.#lookup = lookup;
    this.#quantities = newest === null ? null : new StockQuantities(gathering, newest);
  }

  async linked(goods: readonly LinkedProduct[]): Promise<readonly ProductFacts[]> {
    if (goods.length === 0) return [];
    const { state, profile } = this.#gathering;
    const sent = await state.links.sent(
      profile.id,
      goods.map(({ head }) => head.goodId),
    );
    return goods.map(({ wanted, head }) => ({
      kind: 'linked',
      wanted,
      head,
      sent: sent.get(head.goodId) ?? NOTHING_SENT,
    }));
  }

  async unlinked(wanted: readonly WantedProduct[]): Promise<readonly ProductFacts[]> {
    if (wanted.length === 0) return [];
    const goods = wanted.map((each) => each.good);
    const twins = await codeTwins(this.#gathering, goods);
    const matches = new Map<GoodId, ProductMatch>();
    for (const good of goods) matches.set(good.id, await this.#lookup.match(good));
    const linkedTo = await this.#linkedTo([...matches.values()]);
    const others = await findRivals(this.#gathering, this.#lookup, matches);
    const stock = await this.#quantities?.of(goods);
    return wanted.map((each, index) => {
      const match = withoutTaken(matches.get(each.good.id) ?? { kind: 'none' }, linkedTo);
      const twin = twins.get(each.good.id) ?? null;
      const rivals = others.get(each.good.id) ?? [];
      const productId = match.kind === 'found' && twin === null ? match.product.id : null;
      // What several goods may be is adopted by none of them.
      const adopter = productId === null || rivals.length > 0 ? null : this.#adopter(productId, each);
      const takenBy = productId === null ? null : (linkedTo.get(productId) ?? adopter);
      return {
        kind: 'unlinked',
        wanted: each,
        twins: twin,
        match,
        linkedTo: takenBy,
        rivals,
        stock: stock?.[index] ?? null,
      };
    });
  }

  /** Of links whose good was deleted or left the chosen groups. */
  async left(heads: readonly LinkHead[]): Promise<readonly ProductFacts[]> {
    if (heads.length === 0) return [];
    const { state, profile, settings, shop } = this.#gathering;
    const sent = await state.links.sent(
      profile.id,
      heads.map((head) => head.goodId),
    );
    const isAsked = settings.whenGoodLeaves === 'hide' && shop.abilities.readsProducts;
    const products = isAsked ? (await this.#lookup.index()).byId : null;
    return heads.map((head) => ({
      kind: 'left',
      head,
      sent: sent.get(head.goodId) ?? NOTHING_SENT,
      isVisible: products?.get(head.productId)?.isVisible ?? null,
    }));
  }

  /** The group that changes of leaving goods would empty. */
  async emptied(
    leaving: readonly ProductChange[],
    groups: { readonly chosen: ReadonlySet<GoodsGroupId>; readonly met: ReadonlySet<GoodsGroupId> },
  ): Promise<EmptiedGroup | null> {
    const { warehouse, settings, signal } = this.#gathering;
    const goods: Good[] = [];
    for (const part of batches(leaving, GOODS_AT_ONCE)) {
      const ids = part.flatMap(({ write }) => (write === null ? [] : [write.goodId]));
      goods.push(...(await warehouse.findGoods({ ids, priceGroup: settings.priceGroup }, signal)));
    }
    return emptiedGroup(goods, groups.chosen, groups.met);
  }

  /** Ends what is being read; repeatable. */
  async close(): Promise<void> {
    await this.#quantities?.close();
  }

  #adopter(productId: number, { good }: WantedProduct): GoodId {
    const adopter = this.#adopted.get(productId) ?? good.id;
    this.#adopted.set(productId, adopter);
    return adopter;
  }

  async #linkedTo(matches: readonly ProductMatch[]): Promise<ReadonlyMap<number, GoodId>> {
    const ids = matches.flatMap((match) => {
      if (match.kind === 'near') return match.products.map((product) => product.id);
      return match.kind === 'found' ? [match.product.id] : [];
    });
    if (ids.length === 0) return new Map();
    const { state, profile } = this.#gathering;
    const links = await state.links.findByProduct(profile.id, ids);
    return new Map(links.map((link) => [link.productId, link.goodId]));
  }
}

/** A product that looks like a good's and is another good's is no twin: both goods are real. */
function withoutTaken(match: ProductMatch, linkedTo: ReadonlyMap<number, GoodId>): ProductMatch {
  if (match.kind !== 'near') return match;
  const free = match.products.filter((product) => !linkedTo.has(product.id));
  return free.length === 0 ? { kind: 'none' } : { kind: 'near', products: free };
}
