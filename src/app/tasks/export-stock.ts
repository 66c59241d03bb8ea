import { shortHash } from '../../lib/hash.ts';
import type { Good, GoodId } from '../../model/good.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { LinkHead, SentFields } from '../../model/link.ts';
import type { Change } from '../../model/plan.ts';
import { exportsGoods } from '../../model/sent-field.ts';
import { isPark } from '../../sync/park.ts';
import { changedStock, planStock } from '../../sync/plan-stock.ts';
import type { ChangedStock, StockFields } from '../../sync/plan-stock.ts';
import { goodSubject } from '../../sync/product-change.ts';
import type { ProductChange } from '../../sync/product-change.ts';
import { foundStock } from '../../sync/products/found-product.ts';
import { isStranger, strangerPark } from '../../sync/products/stranger.ts';
import { takenOver } from '../../sync/products/good-notes.ts';
import type { Gathering } from '../task-context.ts';
import type { Task } from '../task.ts';
import type { TaskWindow } from '../../sync/task-window.ts';
import { WindowDraft } from '../../sync/window-draft.ts';
import { exportGroups, readScope } from './export-scope.ts';
import type { ScopeBatch, ScopedGood } from './export-scope.ts';
import { PairGatherer } from './gather-pairs.ts';
import { isRefused } from './gone-products.ts';
import { Guard } from './guard.ts';
import { KnownOrders } from './known-orders.ts';
import { ProductLookup } from './product-lookup.ts';
import { sendAbsolute } from './send-products.ts';
import type { SendProducts } from './send-products.ts';
import { standingProducts } from './standing-changes.ts';
import { StockQuantities } from './stock-quantities.ts';

const WINDOW = 25_000;

/**
 * Sends changed quantities and availabilities of linked goods (S15, E5, E8). Goods without a link are left
 * to the export of goods; where goods are not exported they get the product that has their key, and none is
 * made.
 */
export function exportStock(gathering: Gathering): Task {
  return new StockExport(gathering);
}

class StockExport implements Task<TaskWindow<ProductChange>> {
  readonly carryOut: SendProducts;
  readonly #gathering: Gathering;
  readonly #orders: KnownOrders;
  readonly #guard: Guard;
  readonly #quantities: StockQuantities;
  readonly #draft = new WindowDraft<ProductChange>();
  readonly #pairs: PairGatherer;
  /** Goods find their products here only where they are not exported themselves. */
  readonly #makesPairs: boolean;
  readonly #gone = new Map<GoodId, LinkHead>();
  readonly #awaiting = new Set<GoodId>();
  #pending: ProductChange[] = [];

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
    this.#guard = new Guard(gathering, 'export-stock');
    this.#orders = new KnownOrders(gathering, sendAbsolute);
    this.#quantities = new StockQuantities(gathering, this.#orders.newest);
    this.carryOut = this.#orders.carryOut;
    this.#pairs = new PairGatherer(gathering, new ProductLookup(gathering));
    this.#makesPairs = !exportsGoods(gathering.settings) && gathering.shop.abilities.readsProducts;
  }

  async *decide(): AsyncGenerator<TaskWindow<ProductChange>> {
    const chosen = exportGroups(this.#gathering);
    if (chosen === null) {
      this.#draft.notice({ code: 'notice.export.noGroups', facts: {} });
      yield this.#draft.take();
      return;
    }
    yield* this.#orders.first();
    this.#draft.count('created', this.#gathering.quantitiesSent.size);
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
      await this.#quantities.close();
    }
    if (this.#pending.length > 0) yield await this.#window();
    this.#guard.end(this.#draft);
    this.#draft.metAll('stock:');
    yield this.#draft.take();
    yield* this.#orders.again();
  }

  async standing(changes: readonly Change[]): Promise<ReadonlySet<string>> {
    return standingProducts(this.#gathering, changes);
  }

  /**
   * The goods of a batch whose quantity is asked for, each with its link; null = the shop has no product of
   * it.
   */
  async #scoped({ goods }: ScopeBatch): Promise<readonly ScopedGood[]> {
    const scoped: ScopedGood[] = [];
    const presences = await this.#pairs.gone.notThere(goods);
    for (const each of goods) {
      const { good, head } = each;
      if (head === null && this.#makesPairs) scoped.push(each);
      if (head === null || head.hasLeft) continue;
      const presence = presences.get(good.id) ?? 'there';
      if (presence === 'held' || (presence === 'gone' && !this.#makesPairs))
        this.#draft.refusedBefore(goodSubject('export-stock', good.id));
      else if (presence === 'gone') this.#gone.set(good.id, head);
      if (presence === 'gone' && this.#makesPairs) scoped.push({ good, head: null });
      if (presence === 'there' || presence === 'untold') scoped.push(each);
    }
    return scoped;
  }

  async #decideBatch(batch: ScopeBatch): Promise<void> {
    const scoped = await this.#scoped(batch);
    const wanted = await this.#quantities.of(scoped.map(({ good }) => good));
    const changed: ChangedStock[] = [];
    const pairless: { readonly good: Good; readonly stock: StockFields }[] = [];
    for (const [index, fields] of wanted.entries()) {
      const { good, head } = scoped[index] as ScopedGood;
      if (head?.awaitsMovement === true) this.#awaiting.add(good.id);
      if (head === null) {
        pairless.push({ good, stock: fields });
        continue;
      }
      const difference = changedStock({ good, head }, fields, shortHash);
      if (difference === null) this.#unchanged(good.id);
      else changed.push(difference);
    }
    await this.#plan(changed);
    await this.#pair(pairless);
  }

  #unchanged(goodId: GoodId): void {
    const { quantitiesSent, open } = this.#gathering;
    const subject = goodSubject('export-stock', goodId);
    if (!quantitiesSent.has(goodId)) this.#draft.count('unchanged');
    if (open.item(subject) !== null) this.#draft.settle(subject);
  }

  async #plan(changed: readonly ChangedStock[]): Promise<void> {
    if (changed.length === 0) return;
    const { state, profile } = this.#gathering;
    const sent = await state.links.sent(
      profile.id,
      changed.map((each) => each.good.id),
    );
    for (const each of changed) {
      const known = sent.get(each.good.id) ?? NOTHING_SENT;
      if (isStranger(each.good, known)) this.#tellStranger(each, known);
      else this.#add(planStock(each, known));
    }
  }

  /** Once: the export of goods tells it where goods are exported. */
  #tellStranger({ good, head }: ChangedStock, sent: SentFields): void {
    const subject = goodSubject('export-stock', good.id);
    const told = this.#gathering.open.item(goodSubject('export-goods', good.id));
    if (told?.code === 'good.stranger') this.#draft.refusedBefore(subject);
    else this.#draft.park({ subject, ...strangerPark(good, { productId: head.productId, sent }).park });
  }

  /** Where goods are not exported, this is where they find the products that have their key. */
  async #pair(pairless: readonly { readonly good: Good; readonly stock: StockFields }[]): Promise<void> {
    const asked = pairless.map(({ good }) => ({ good, gone: this.#gone.get(good.id) ?? null }));
    const { shop, settings } = this.#gathering;
    const planning = { readsProducts: shop.abilities.readsProducts, hashOf: shortHash, settings };
    for (const [index, facts] of (await this.#pairs.of(asked)).entries()) {
      const { good, stock } = pairless[index] as (typeof pairless)[number];
      const decision = foundStock(facts, stock, planning);
      if (decision === 'none') this.#draft.count('skipped');
      else if (isPark(decision))
        this.#draft.park({ subject: goodSubject('export-stock', good.id), ...decision.park });
      else {
        const notice = takenOver(facts, decision);
        if (notice !== null) this.#draft.notice(notice);
        this.#add(decision);
      }
    }
  }

  #add(decided: ProductChange): void {
    if (isRefused(decided, this.#gathering.open)) this.#draft.refusedBefore(decided.change.subject);
    else this.#pending.push(decided);
  }

  /**
   * Of goods that were made of products and have not moved since: their quantity is not the warehouse's
   * word.
   */
  async #unmoved(changes: readonly ProductChange[]): Promise<ReadonlySet<ProductChange>> {
    const { warehouse, signal } = this.#gathering;
    const waiting = changes.filter((each) => each.write !== null && this.#awaiting.has(each.link.goodId));
    if (waiting.length === 0) return new Set();
    const moved = await warehouse.findMoved(
      waiting.map(({ link }) => link.goodId),
      signal,
    );
    return new Set(waiting.filter(({ link }) => !moved.has(link.goodId)));
  }

  async #window(): Promise<TaskWindow<ProductChange>> {
    const changes = this.#pending;
    this.#pending = [];
    const unmoved = await this.#unmoved(changes);
    const going = this.#guard.passUnmoved(
      this.#draft,
      changes.filter((each) => unmoved.has(each)),
    );
    await this.#guard.pass(this.#draft, [...changes.filter((each) => !unmoved.has(each)), ...going]);
    return this.#draft.take();
  }
}
