import { batches } from '../../lib/batch.ts';
import { shortHash } from '../../lib/hash.ts';
import type { Good, GoodId, GoodsGroupId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { LinkHead } from '../../model/link.ts';
import { sendingRules } from '../../model/sent-field.ts';
import { emptiedGroup } from '../../sync/breakers.ts';
import type { EmptiedGroup } from '../../sync/breakers.ts';
import type { ProductFacts, ProductPlanning, WantedProduct } from '../../sync/plan-product.ts';
import { codeSubject, goodSubject } from '../../sync/product-change.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { Gathering } from '../task-context.ts';
import { PairGatherer } from './gather-pairs.ts';
import type { NewestOrders } from './orders/newest-orders.ts';
import { arePricesStopped } from './price-stop.ts';
import type { ProductLookup } from './product-lookup.ts';
import { StockQuantities } from './stock-quantities.ts';

const GOODS_AT_ONCE = 500;

/** What all goods of an export are decided with. */
export function productPlanning(
  gathering: Gathering,
  categories: { readonly paths: ProductPlanning['groupPaths']; readonly ids: ProductPlanning['categoryIds'] },
): ProductPlanning {
  return {
    settings: gathering.settings,
    pricesIncludeVat: gathering.facts.pricesIncludeVat,
    baseCurrency: gathering.facts.baseCurrency,
    shopCurrency: gathering.priceCurrency.currency,
    arePricesStopped: arePricesStopped(gathering),
    renamesProducts: gathering.shop.abilities.renamesProducts,
    readsProducts: gathering.shop.abilities.readsProducts,
    groupPaths: categories.paths,
    categoryIds: categories.ids,
    hashOf: shortHash,
    rules: sendingRules(gathering.settings),
  };
}

/** A good of which something is to be sent, with its link. */
export interface LinkedProduct {
  readonly wanted: WantedProduct;
  readonly head: LinkHead;
  /** Nobody knows what its product has: everything is sent again. */
  readonly isUntold: boolean;
}

/** A good without a product: it never had one, or the shop has it no more. */
export interface UnlinkedProduct {
  readonly wanted: WantedProduct;
  readonly gone: LinkHead | null;
}

/**
 * Gathers for goods of an export what their products are decided with, a batch at a time, goods ascending.
 */
export class ProductGatherer {
  readonly pairs: PairGatherer;
  readonly #gathering: Gathering;
  readonly #lookup: ProductLookup;
  readonly #quantities: StockQuantities | null;

  /** `newest`: null where quantities are not exported at all (S8, S15). */
  constructor(gathering: Gathering, lookup: ProductLookup, newest: NewestOrders | null) {
    this.#gathering = gathering;
    this.#lookup = lookup;
    this.pairs = new PairGatherer(gathering, lookup);
    this.#quantities = newest === null ? null : new StockQuantities(gathering, newest);
  }

  async linked(goods: readonly LinkedProduct[]): Promise<readonly ProductFacts[]> {
    if (goods.length === 0) return [];
    const { state, profile } = this.#gathering;
    const sent = await state.links.sent(
      profile.id,
      goods.map(({ head }) => head.goodId),
    );
    const facts: ProductFacts[] = [];
    for (const { wanted, head, isUntold } of goods) {
      const known = sent.get(head.goodId) ?? NOTHING_SENT;
      facts.push({
        kind: 'linked',
        wanted,
        head: isUntold ? { ...head, goodsHash: '', stockHash: '' } : head,
        sent: isUntold ? { ...NOTHING_SENT, code: known.code } : known,
        shopCode: known.code === wanted.fields.code ? null : await this.#shopCode(wanted, head),
        isApproved: this.#isApproved(wanted.good.id),
      });
    }
    return facts;
  }

  #isApproved(goodId: GoodId): boolean {
    const item = this.#gathering.open.item(goodSubject('export-goods', goodId));
    return item?.code === 'good.stranger' && item.isReleased;
  }

  /** The code of a product whose good has another one by now, where only a person can change it. */
  async #shopCode({ good, fields }: WantedProduct, { productId }: LinkHead): Promise<string | null> {
    const { shop, open } = this.#gathering;
    if (shop.abilities.renamesProducts) return null;
    if (open.item(codeSubject(good.id))?.isReleased === true) return fields.code;
    if (!shop.abilities.readsProducts) return null;
    return (await this.#lookup.index()).byId.get(productId)?.code ?? null;
  }

  async unlinked(products: readonly UnlinkedProduct[]): Promise<readonly ProductFacts[]> {
    if (products.length === 0) return [];
    const goods = products.map(({ wanted }) => wanted.good);
    const pairs = await this.pairs.of(products.map(({ wanted, gone }) => ({ good: wanted.good, gone })));
    const stock = await this.#quantities?.of(goods);
    return pairs.map((pair, index) => {
      const { wanted } = products[index] as UnlinkedProduct;
      return {
        kind: 'unlinked',
        wanted,
        ...pair,
        stock: pair.gone === null ? (stock?.[index] ?? null) : null,
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
    const facts: ProductFacts[] = [];
    for (const head of heads)
      facts.push({
        kind: 'left',
        head,
        sent: sent.get(head.goodId) ?? NOTHING_SENT,
        isVisible: products?.get(head.productId)?.isVisible ?? null,
        isGone:
          products?.has(head.productId) === false || (await this.pairs.gone.presenceOf(head)) === 'gone',
      });
    return facts;
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
}
