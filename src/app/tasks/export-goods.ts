import type { GoodId, GoodsGroupId } from '../../model/good.ts';
import { isPark } from '../../sync/park.ts';
import { planProduct, wantedProduct } from '../../sync/plan-product.ts';
import type { ProductFacts, ProductPlanning } from '../../sync/plan-product.ts';
import { goodSubject } from '../../sync/product-change.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import { goodNotes, takenOver, waitingGood } from '../../sync/products/good-notes.ts';
import { RoundedPrices } from '../../sync/products/rounded-prices.ts';
import type { Change } from '../../model/plan.ts';
import { stocksNewProducts } from '../../model/sent-field.ts';
import type { Gathering } from '../task-context.ts';
import type { Task } from '../task.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import { WindowDraft } from '../../sync/window-draft.ts';
import { exportGroups, readScope } from './export-scope.ts';
import type { ScopeBatch } from './export-scope.ts';
import { ProductGatherer, productPlanning } from './gather-products.ts';
import type { LinkedProduct, UnlinkedProduct } from './gather-products.ts';
import { isRefused } from './gone-products.ts';
import { Guard } from './guard.ts';
import { GoodsTurn } from './turn/goods-turn.ts';
import { KeptCategories } from './kept-categories.ts';
import { KnownOrders } from './known-orders.ts';
import { tellPriceStop } from './price-stop.ts';
import { ProductLookup } from './product-lookup.ts';
import { sendGoods } from './send-products.ts';
import type { SendProducts } from './send-products.ts';
import { standingProducts } from './standing-changes.ts';

/** Changes decided before they are sent: enough that most shops know their total from the start. */
const WINDOW = 25_000;

/** Sends goods of the chosen groups to the shop (E1..E7, E9). */
export function exportGoods(gathering: Gathering): Task {
  return new GoodsExport(gathering);
}

/**
 * New goods are created (hidden unless S17), changed ones updated field by field, those that left are hidden
 * as the settings say. Nothing changed = nothing sent.
 */
class GoodsExport implements Task<TaskWindow<ProductChange>> {
  readonly carryOut: SendProducts;
  readonly #gathering: Gathering;
  readonly #planning: ProductPlanning;
  readonly #categories: KeptCategories;
  readonly #lookup: ProductLookup;
  readonly #turn: GoodsTurn;
  readonly #orders: KnownOrders | null;
  readonly #gatherer: ProductGatherer;
  readonly #guard: Guard;
  readonly #draft = new WindowDraft<ProductChange>();
  readonly #groupsMet = new Set<GoodsGroupId>();
  #pending: ProductChange[] = [];
  /** Of goods that left: they go last, when it is known which groups were emptied. */
  readonly #leaving: ProductChange[] = [];
  /** Deleted goods whose product another has taken over in this run. */
  readonly #gaveWay = new Set<GoodId>();
  readonly #rounded: RoundedPrices;
  #isBlindTold = false;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
    const { baseCurrency: base } = gathering.facts;
    this.#rounded = new RoundedPrices({ base, shop: gathering.priceCurrency.currency ?? base });
    this.#categories = new KeptCategories(gathering);
    this.#planning = productPlanning(gathering, this.#categories);
    this.#lookup = new ProductLookup(gathering);
    this.#guard = new Guard(gathering, 'export-goods');
    const { settings } = gathering;
    this.#turn = new GoodsTurn(gathering);
    const send = sendGoods(this.#lookup, this.#turn);
    // Quantities of new products go out only where quantities are exported at all (S8, S15).
    this.#orders = stocksNewProducts(settings) ? new KnownOrders(gathering, send) : null;
    this.#gatherer = new ProductGatherer(gathering, this.#lookup, this.#orders?.newest ?? null);
    this.carryOut = this.#orders?.carryOut ?? send;
  }

  async *decide(): AsyncGenerator<TaskWindow<ProductChange>> {
    if (this.#planning.rules.price !== 'never') tellPriceStop(this.#draft, this.#gathering);
    const chosen = exportGroups(this.#gathering);
    if (chosen === null) {
      this.#draft.notice({ code: 'notice.export.noGroups', facts: {} });
      yield this.#draft.take();
      return;
    }
    await this.#turn.look();
    if (this.#orders !== null) yield* this.#orders.first();
    let read = 0;
    try {
      for await (const batch of readScope(this.#gathering, chosen)) {
        await this.#decideBatch(batch);
        read += batch.goods.length;
        this.#gathering.onProgress({ phase: 'read', done: read, total: null });
        const isFull = this.#pending.length + this.#draft.size >= WINDOW;
        if (isFull && !this.#guard.awaitsFirst(this.#pending)) yield await this.#window();
      }
    } finally {
      await this.#gatherer.close();
    }
    if (this.#pending.length > 0) yield await this.#window();
    yield await this.#lastWindow(chosen);
    if (this.#orders !== null) yield* this.#orders.again();
  }

  async end(): Promise<void> {
    await this.#turn.end();
  }

  async standing(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    return standingProducts(this.#gathering, changes);
  }

  async #decideBatch({ goods, left }: ScopeBatch): Promise<void> {
    await this.#categories.meet(goods);
    const linked: LinkedProduct[] = [];
    const unlinked: UnlinkedProduct[] = [];
    const presences = await this.#gatherer.pairs.gone.notThere(goods);
    for (const { good, head } of goods) {
      this.#groupsMet.add(good.groupId);
      const presence = head === null ? null : (presences.get(good.id) ?? 'there');
      const known = presence === 'there' ? head : null;
      const wanted = wantedProduct(good, known, this.#planning);
      const subject = goodSubject('export-goods', good.id);
      if (presence === 'held') this.#draft.refusedBefore(subject);
      else if (wanted === 'unchanged') this.#unchanged(subject);
      else if (isPark(wanted)) this.#draft.park({ subject, ...wanted.park });
      else if (head === null || presence === 'gone') unlinked.push({ wanted, gone: head });
      else linked.push({ wanted, head, isUntold: presence === 'untold' });
    }
    this.#plan(await this.#gatherer.linked(linked), this.#pending);
    this.#plan(await this.#gatherer.unlinked(unlinked), this.#pending);
    this.#plan(await this.#gatherer.left(left.filter((head) => !head.hasLeft)), this.#leaving);
    if (this.#lookup.isBlind && !this.#isBlindTold) {
      this.#draft.notice({ code: 'notice.products.notReadable', facts: {} });
      this.#isBlindTold = true;
    }
  }

  #unchanged(subject: string): void {
    this.#draft.count('unchanged');
    if (this.#gathering.open.item(subject) !== null) this.#draft.settle(subject);
  }

  #plan(facts: readonly ProductFacts[], into: ProductChange[]): void {
    for (const each of facts) {
      const goodId = each.kind === 'left' ? each.head.goodId : each.wanted.good.id;
      const subject = goodSubject('export-goods', goodId);
      const decision = planProduct(each, this.#planning);
      for (const note of goodNotes(each, decision, this.#planning)) this.#draft.park(note);
      if (isPark(decision)) this.#draft.park({ subject, ...decision.park });
      else if (decision === 'unchanged') this.#unchanged(subject);
      else if (decision === 'notMade') this.#draft.count('skipped');
      else if (decision === 'waits') this.#draft.skip(waitingGood(each));
      else if (isRefused(decision, this.#gathering.open)) this.#draft.refusedBefore(subject);
      else {
        const notice = each.kind === 'unlinked' ? takenOver(each, decision) : null;
        if (notice !== null) this.#draft.notice(notice);
        this.#rounded.see(each, decision);
        if (decision.instead !== null) this.#gaveWay.add(decision.instead);
        into.push(decision);
      }
    }
  }

  async #window(): Promise<TaskWindow<ProductChange>> {
    const changes = this.#pending;
    this.#pending = [];
    await this.#guard.pass(this.#draft, changes);
    const rounded = this.#rounded.tell();
    if (rounded !== null) this.#draft.notice(rounded);
    return this.#draft.take();
  }

  async #lastWindow(chosen: ReadonlySet<GoodsGroupId>): Promise<TaskWindow<ProductChange>> {
    // The product of a good that gave way to another has not left.
    const leaving = this.#leaving.filter(({ link }) => !this.#gaveWay.has(link.goodId));
    if (leaving.length > 0) {
      const emptied = await this.#gatherer.emptied(leaving, { chosen, met: this.#groupsMet });
      await this.#guard.passLeaving(this.#draft, leaving, emptied);
    }
    this.#guard.end(this.#draft);
    this.#draft.metAll('good:');
    this.#draft.metAll('code:');
    return this.#draft.take();
  }
}
