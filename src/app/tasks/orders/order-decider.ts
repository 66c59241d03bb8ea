import { nowIso } from '../../../lib/clock.ts';
import type { LedgerEntry } from '../../../model/ledger.ts';
import type { FetchedOrder } from '../../../model/order.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import { oddLines } from '../../../sync/orders/odd-lines.ts';
import { goodStep, recordStep } from '../../../sync/orders/order-change.ts';
import { FaultRow } from '../../../sync/orders/order-fault.ts';
import type { AskedOrder } from '../../../sync/orders/order-met.ts';
import type { NewGood } from '../../../sync/orders/order-new-goods.ts';
import { isDue, planAside, planDue, planFound } from '../../../sync/orders/plan-order.ts';
import type { DueOrder, DuePlan, OrderToRecord } from '../../../sync/orders/plan-order.ts';
import { sequenceAtShop } from '../../../sync/orders/sequence-at-shop.ts';
import type { OperationContext } from '../../../sync/plan-operation.ts';
import type { Gathering } from '../../task-context.ts';
import { goodsImportContext } from '../import-goods.ts';
import { gatherAsked, gatherOrders, meetOrders } from './gather-orders.ts';
import type { GatheredOrders } from './gather-orders.ts';
import { originOf } from './order-adopter.ts';
import type { OrderMakings } from './order-makings.ts';
import { OrderSurroundings } from './order-surroundings.ts';
import { OrderDraft } from './order-window.ts';
import type { OrderWindow } from './order-window.ts';

type Asked = Pick<GatheredOrders, 'asked' | 'adoptions' | 'around'>;

/**
 * Decides batches of orders, each order in ascending order. A window ends before an order that builds upon
 * what the window makes: a partner whom the order's buyer may be, goods that its lines need.
 */
export class OrderDecider {
  readonly #gathering: Gathering;
  readonly #makings: OrderMakings;
  readonly #surroundings: OrderSurroundings;
  readonly #draft = new OrderDraft();
  readonly #faults = new FaultRow();
  readonly #toldOnce = new Set<string>();
  #lastAtShop = 0;

  constructor(gathering: Gathering, makings: OrderMakings) {
    this.#gathering = gathering;
    this.#makings = makings;
    this.#surroundings = new OrderSurroundings(gathering);
  }

  /**
   * Orders that were read, in ascending order. Where they meet a fault that nobody has foreseen, the one that
   * it belongs to is looked for and parked with the text for us; the others go on (Q10).
   */
  async *read(orders: readonly FetchedOrder[]): AsyncGenerator<OrderWindow> {
    const [first] = orders;
    if (first === undefined) return;
    let gathered: GatheredOrders;
    try {
      gathered = await gatherOrders(this.#gathering, this.#surroundings, orders);
    } catch (error) {
      const fault = asSyncError(error);
      if (fault.kind !== 'bug') throw error;
      if (orders.length === 1) {
        this.#faults.met(fault);
        const [met] = await meetOrders(this.#gathering, [first]);
        if (met === undefined) throw fault;
        this.#draft.meet(met);
        this.#draft.keepFaulty(met.entry, fault);
        yield* this.#window(first.number);
        return;
      }
      const half = Math.ceil(orders.length / 2);
      yield* this.read(orders.slice(0, half));
      yield* this.read(orders.slice(half));
      return;
    }
    this.#faults.passed();
    this.#draft.meet(...gathered.met);
    for (const { entry, note } of gathered.told) this.#draft.tell(entry, note);
    yield* this.#decideAll(gathered);
    yield* this.#window(orders.at(-1)?.number ?? null);
  }

  /** Orders that were not finished and that the shop no longer has: looked for first, too (I2, I18). */
  async *removed(entries: readonly LedgerEntry[]): AsyncGenerator<OrderWindow> {
    if (entries.length === 0) return;
    const asked = entries.map((entry): AskedOrder => ({ entry, says: { kind: 'removed' }, order: null }));
    yield* this.#decideAll(await gatherAsked(this.#gathering, this.#surroundings, asked));
    yield* this.#window(null);
  }

  async *#decideAll({ asked, adoptions, around }: Asked): AsyncGenerator<OrderWindow> {
    const { clock, settings } = this.#gathering;
    const readable = asked.flatMap(({ order }) => order ?? []);
    this.#lastAtShop = Math.max(this.#lastAtShop, sequenceAtShop(readable, settings));
    const left = asked.filter((each) => !adoptions.has(each.entry.orderNumber) && !isDue(each));
    for (const each of left) this.#draft.keep(planAside(each, clock.now()));
    for (const each of asked) {
      const adoption = adoptions.get(each.entry.orderNumber);
      if (adoption !== undefined) this.#draft.keep(planFound(each, adoption, nowIso(clock)));
      else if (isDue(each) && around !== null) yield* this.#decideDue(each, around);
    }
  }

  async *#decideDue(due: DueOrder, around: OperationContext): AsyncGenerator<OrderWindow> {
    if (this.#makings.isAwaited(due.order.buyer)) yield* this.#window(null);
    let plan = this.#plan(due, around);
    if (plan?.kind === 'goods') {
      this.#makeGoods(due, plan.goods);
      yield* this.#window(null);
      plan = this.#makings.hasFailed(due.entry.orderNumber) ? null : this.#plan(due, around);
    }
    if (plan?.kind === 'keep') this.#draft.keep(plan.kept);
    if (plan?.kind === 'record') this.#record(due.entry, plan.record);
  }

  /** Null: the order met a fault of ours, and is parked. */
  #plan(due: DueOrder, around: OperationContext): DuePlan | null {
    const { settings, clock } = this.#gathering;
    try {
      return planDue(due, originOf(this.#gathering, due.order.number), {
        around: this.#makings.with(around),
        import: settings.unknownGoods === 'download' ? goodsImportContext(this.#gathering) : null,
        asked: this.#makings.asked,
        now: clock.now(),
      });
    } catch (error) {
      const fault = asSyncError(error);
      this.#faults.met(fault);
      this.#draft.keepFaulty(due.entry, fault);
      return null;
    }
  }

  #makeGoods({ entry }: DueOrder, goods: readonly NewGood[]): void {
    for (const good of goods) {
      this.#makings.awaitGood(good, goodsImportContext(this.#gathering));
      this.#draft.add(goodStep(good, entry));
    }
  }

  #record(before: LedgerEntry, record: OrderToRecord): void {
    for (const code of oddLines(record.draft).filter((each) => !this.#toldOnce.has(each))) {
      this.#toldOnce.add(code);
      this.#draft.notice({ code, facts: { order: before.orderNumber } });
    }
    const step = recordStep(record, {
      currency: this.#gathering.facts.baseCurrency,
      lastAtShop: this.#lastAtShop,
      isAdded: (goodId) => this.#makings.isAdded(goodId),
    });
    this.#makings.awaitPartner(record.draft);
    this.#draft.record(before, step);
  }

  async *#window(readTo: OrderNumber | null): AsyncGenerator<OrderWindow> {
    this.#draft.readTo(readTo);
    yield this.#draft.takeOrders();
    this.#makings.settle();
  }
}
