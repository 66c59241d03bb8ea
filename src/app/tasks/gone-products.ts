import type { GoodId } from '../../model/good.ts';
import type { LinkHead } from '../../model/link.ts';
import type { ProductId } from '../../model/product.ts';
import type { AttentionItem } from '../../state/state.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import type { OpenItems } from '../report/attention-desk.ts';
import type { Gathering } from '../task-context.ts';
import type { ProductLookup } from './product-lookup.ts';

/**
 * What is known of a link's product. `gone`: the shop has it no more. `held`: it was gone, the interface
 * cannot tell whether it is back, and a person has not decided. `untold`: a person has, but nobody knows
 * what it has.
 */
export type ProductPresence = 'there' | 'gone' | 'held' | 'untold';

/**
 * Products of which the shop has said that they are gone: each run looks for them again, so that the
 * refusal ends with its reason, and nothing is sent to them meanwhile. Asks nothing where there are none.
 */
export class GoneProducts {
  readonly #gathering: Pick<Gathering, 'open' | 'shop'>;
  readonly #lookup: ProductLookup;
  /** Products that a person was asked about when the task began; none is added while it runs. */
  readonly #asked: ReadonlySet<number>;

  constructor(gathering: Pick<Gathering, 'open' | 'shop'>, lookup: ProductLookup) {
    this.#gathering = gathering;
    this.#lookup = lookup;
    const items = [...gathering.open.items('good:'), ...gathering.open.items('stock:')];
    this.#asked = new Set(items.filter(isGone).map((item) => Number(item.facts['product'])));
  }

  /** Of goods with links: those whose product is not simply there. */
  async notThere(
    goods: readonly { readonly head: LinkHead | null }[],
  ): Promise<ReadonlyMap<GoodId, ProductPresence>> {
    const presences = new Map<GoodId, ProductPresence>();
    if (this.#asked.size === 0) return presences;
    for (const { head } of goods) {
      if (head === null) continue;
      const presence = await this.presenceOf(head);
      if (presence !== 'there') presences.set(head.goodId, presence);
    }
    return presences;
  }

  async presenceOf(head: LinkHead): Promise<ProductPresence> {
    if (!this.#asked.has(head.productId)) return 'there';
    const item = goneItem(this.#gathering.open, head);
    if (item === null) return 'there';
    if (!this.#gathering.shop.abilities.readsProducts) return item.isReleased ? 'untold' : 'held';
    if (item.isReleased) return 'there';
    return (await this.#lookup.index()).byId.has(head.productId) ? 'there' : 'gone';
  }
}

function isGone({ code }: AttentionItem): boolean {
  return code === 'shop.product.gone';
}

/** What asks a person about a good's product that is gone; null: nothing does. */
export function goneItem(
  open: OpenItems,
  pair: { readonly goodId: GoodId; readonly productId: ProductId },
): AttentionItem | null {
  for (const subject of [`good:${pair.goodId}`, `stock:${pair.goodId}`]) {
    const item = open.item(subject);
    if (item !== null && isGone(item) && Number(item.facts['product']) === pair.productId) return item;
  }
  return null;
}

/**
 * Whether this was refused before, and neither changed nor was released. A product that was gone is looked
 * for anew whenever something is decided of its good, so that its refusal does not outlive its reason.
 */
export function isRefused({ change, contentHash }: ProductChange, open: OpenItems): boolean {
  if (open.item(change.subject)?.code === 'shop.product.gone') return false;
  return open.isStillRefused(change.subject, contentHash);
}
