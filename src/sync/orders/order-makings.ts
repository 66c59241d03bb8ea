import type { Good, GoodId } from '../../model/good.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { Order } from '../../model/order.ts';
import type { Partner, PartnerId } from '../../model/partner.ts';
import { looseCode } from '../match-goods.ts';
import { addPartner, emptyPartnerIndex, hasKeyOf } from '../match-partner.ts';
import type { PartnerIndex } from '../match-partner.ts';
import { goodOfDraft, withGoods } from './order-new-goods.ts';
import type { NewGood } from './order-new-goods.ts';
import type { OrderToRecord } from './plan-order.ts';
import type { GoodsImportContext } from '../plan-goods-import.ts';
import type { OperationContext } from '../plan-operation.ts';

/**
 * Partners and goods that documents of this task make: later orders find them. What a window is still to make
 * is awaited; carrying the window out tells what came of it, and where nobody carries it out (a plan), all of
 * it counts as made, with 0 for an id.
 */
export class OrderMakings {
  readonly #goods = new Map<string, Good>();
  readonly #partners: Partner[] = [];
  #awaited: { readonly partners: Partner[]; readonly goods: Good[] } = { partners: [], goods: [] };
  #index: PartnerIndex = emptyPartnerIndex();

  /** True for a good that this run has added: a plan could not know its number. */
  isAdded(goodId: GoodId): boolean {
    for (const good of this.#goods.values()) if (good.id === goodId) return true;
    return false;
  }

  /** A document of this window makes its partner, if he is new, and its new goods. */
  awaitDocument(
    { draft, goods }: Pick<OrderToRecord, 'draft' | 'goods'>,
    context: GoodsImportContext | null,
  ): void {
    const partner = partnerOf(draft, 0 as PartnerId);
    if (partner !== null) {
      this.#awaited.partners.push(partner);
      addPartner(this.#index, partner);
    }
    if (context === null) return;
    this.#awaited.goods.push(...goods.map((good) => goodOfDraft(good.draft, 0, context)));
  }

  /**
   * The buyer may be one whom this window makes, or a line mean one of its goods: the order is decided once
   * that is known.
   */
  isAwaited({ buyer, lines }: Pick<Order, 'buyer' | 'lines'>): boolean {
    if (hasKeyOf(this.#index, buyer)) return true;
    if (this.#awaited.goods.length === 0) return false;
    const codes = new Set(this.#awaited.goods.map(({ code }) => looseCode(code)));
    return lines.some(({ code }) => codes.has(looseCode(code)));
  }

  /** The window is being carried out: only what `partnerMade` and `goodMade` tell is made. */
  forgetAwaited(): void {
    this.#awaited = { partners: [], goods: [] };
    this.#index = emptyPartnerIndex();
  }

  partnerMade(draft: OperationDraft, id: PartnerId): void {
    const partner = partnerOf(draft, id);
    if (partner !== null) this.#partners.push(partner);
  }

  goodMade({ draft }: NewGood, id: number, context: GoodsImportContext): void {
    this.#goods.set(draft.code, goodOfDraft(draft, id, context));
  }

  /** After a window: what is awaited still, nobody has carried out. */
  settle(): void {
    const { partners, goods } = this.#awaited;
    this.#partners.push(...partners);
    for (const good of goods) this.#goods.set(good.code, good);
    this.forgetAwaited();
  }

  /** The same surroundings with all that was made since. */
  with(around: OperationContext): OperationContext {
    for (const partner of this.#partners.splice(0)) addPartner(around.partners, partner);
    return { ...around, goods: withGoods(around.goods, [...this.#goods.values()]) };
  }
}

function partnerOf(draft: OperationDraft, id: PartnerId): Partner | null {
  if (draft.partner.kind !== 'new') return null;
  const { company, companyNumber, vatNumber, email, phone } = draft.partner.partner;
  return { id, company, companyNumber, vatNumber, email, phones: [phone] };
}
