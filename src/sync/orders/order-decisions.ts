import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber, OrderOrigin } from '../../model/order-origin.ts';
import type { RunnableSettings } from '../../model/runnable-settings.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { GoodsImportContext } from '../plan-goods-import.ts';
import { step } from '../order-steps.ts';
import { park } from '../park.ts';
import type { Park } from '../park.ts';
import type { OperationContext } from '../plan-operation.ts';
import { oddLines } from './odd-lines.ts';
import type { Adoption } from './order-adoption.ts';
import { goodStep, recordStep } from './order-change.ts';
import { FaultRow } from './order-fault.ts';
import type { OrderMakings } from './order-makings.ts';
import type { AskedOrder, HeardOrder, MetOrder } from './order-met.ts';
import { OrderDraft } from './order-window.ts';
import type { OrderWindow } from './order-window.ts';
import { isDue, planAside, planDue, planFound } from './plan-order.ts';
import type { DueOrder, DuePlan, OrderToRecord } from './plan-order.ts';
import { statusDecision } from './order-status.ts';
import { shownReckoning } from '../words/order-reading.ts';
import { orderWords } from '../words/order-words.ts';
import { unknownStatus } from '../words/unknown-words.ts';
import type { WordMeanings } from '../words/word-meanings.ts';
import { sequenceAtShop } from './sequence-at-shop.ts';

/** Orders about which the warehouse was asked, and what it has answered. */
export interface AskedOrders {
  readonly asked: readonly AskedOrder[];
  /** By the order's number: what stands in the warehouse for it. */
  readonly adoptions: ReadonlyMap<OrderNumber, Adoption>;
  /** Null when no order is due. */
  readonly around: OperationContext | null;
}

/** What a batch of orders is decided with. */
export interface GatheredOrders extends AskedOrders {
  readonly met: readonly MetOrder[];
  /** Numbers that no counter comes to by itself, each with the last one before: see `absurdNumbers` (Q6). */
  readonly absurd: AbsurdNumbers;
  /** Those about which there is nothing to ask. */
  readonly told: readonly Extract<HeardOrder, { kind: 'told' }>[];
}

/** As `absurdNumbers` tells them. */
export type AbsurdNumbers = ReadonlyMap<OrderNumber, OrderNumber>;

/** What is the same for all orders of a run. */
export interface DecisionFacts {
  readonly settings: RunnableSettings;
  readonly words: WordMeanings;
  /** The warehouse's currency. */
  readonly currency: string;
  /** Where an order comes from, as claims and notes name it (I4, I12). */
  readonly originOf: (order: OrderNumber) => OrderOrigin;
  /** What drafts of unknown goods need; null = such goods are not made. */
  readonly goodsImport: () => GoodsImportContext | null;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  /** A person has looked at the order and wants it to be imported. */
  readonly isReleased: (order: OrderNumber) => boolean;
}

/**
 * Decides batches of orders from what was gathered for them, each order in ascending order. A window ends
 * before an order that builds upon what the window makes: a partner whom the order's buyer may be, goods that
 * its lines may mean. Whoever takes a window carries it out, or only shows it, before he asks for the next.
 */
export class OrderDecisions {
  readonly #facts: DecisionFacts;
  readonly #makings: OrderMakings;
  readonly #draft = new OrderDraft();
  readonly #faults = new FaultRow();
  readonly #toldOnce = new Set<string>();
  #absurd: AbsurdNumbers = new Map();
  #lastAtShop = 0;

  constructor(facts: DecisionFacts, makings: OrderMakings) {
    this.#facts = facts;
    this.#makings = makings;
  }

  /** Orders that were read, in ascending order; all of them are accounted for at the end. */
  *read(gathered: GatheredOrders): Generator<OrderWindow> {
    this.#faults.passed();
    this.#absurd = gathered.absurd;
    this.#draft.meet(...gathered.met);
    for (const met of gathered.met) this.#hearWords(met);
    for (const { entry, note } of gathered.told) this.#draft.tell(entry, note);
    yield* this.#decideAll(gathered);
    const believed = gathered.met.findLast(({ fetched }) => !this.#absurd.has(fetched.number));
    yield* this.#window(believed?.fetched.number ?? null);
  }

  /**
   * One order for which a fault nobody has foreseen kept anything from being gathered: it is parked with the
   * text for us (Q10). Throws a fault that concerns others, too (`FaultRow`).
   */
  *faulty(met: MetOrder, fault: SyncError, absurd: AbsurdNumbers): Generator<OrderWindow> {
    this.#faults.met(fault);
    this.#absurd = absurd;
    this.#draft.meet(met);
    this.#draft.keepFaulty(met.entry, fault);
    const { number } = met.fetched;
    yield* this.#window(absurd.has(number) ? null : number);
  }

  /** As `faulty`, of an order that the shop no longer has. */
  *faultyKnown(entry: LedgerEntry, fault: SyncError): Generator<OrderWindow> {
    this.#faults.met(fault);
    this.#draft.keepFaulty(entry, fault);
    yield* this.#window(null);
  }

  /** Orders that were not finished and that the shop no longer has (I2, I18). */
  *removed(gathered: AskedOrders): Generator<OrderWindow> {
    yield* this.#decideAll(gathered);
    yield* this.#window(null);
  }

  /** Orders whose document was missing: it is found, or it is to be recorded again (Q1). */
  *missing(gathered: AskedOrders): Generator<OrderWindow> {
    yield* this.#decideAll(gathered);
    yield* this.#window(null);
  }

  /**
   * What words an order uses: remembered with each version, told where they are proven or unknown, once
   * each.
   */
  #hearWords({ fetched: { order }, hasChanged }: MetOrder): void {
    if (order === undefined) return;
    const { words, settings } = this.#facts;
    const status = statusDecision(order.status, settings, words);
    if (status === 'unknown') this.#draft.park(unknownStatus(order));
    if (!hasChanged) return;
    const sighted = orderWords(order, words, settings.shopPricesIncludeVat);
    this.#draft.sight(sighted, shownReckoning(order, words, settings.shopPricesIncludeVat));
    for (const { kind, word, proven } of sighted) {
      // A word that the memory knows is no longer proven: it has its meaning already.
      if (proven === null || this.#toldOnce.has(`${kind} ${word}`)) continue;
      this.#toldOnce.add(`${kind} ${word}`);
      this.#draft.notice({
        code: 'notice.word.proven',
        facts: { word, meaning: proven, order: order.number },
      });
    }
  }

  /** Imported orders that the shop no longer has: told, nothing else is done (I14). */
  *gone(entries: readonly LedgerEntry[]): Generator<OrderWindow> {
    for (const entry of entries) this.#draft.tell(entry, step(entry, { kind: 'removed' }).note);
    yield* this.#window(null);
  }

  *#decideAll({ asked, adoptions, around }: AskedOrders): Generator<OrderWindow> {
    const { now, settings } = this.#facts;
    const readable = asked.flatMap(({ order }) => order ?? []);
    this.#lastAtShop = Math.max(this.#lastAtShop, sequenceAtShop(readable, settings));
    const left = asked.filter((each) => !adoptions.has(each.entry.orderNumber) && !isDue(each));
    for (const each of left) this.#draft.keep(planAside(each, now()));
    for (const each of asked) {
      const adoption = adoptions.get(each.entry.orderNumber);
      if (adoption !== undefined) this.#draft.keep(planFound(each, adoption, new Date(now()).toISOString()));
      else if (isDue(each) && around !== null) yield* this.#decideDue(each, around);
    }
  }

  *#decideDue(due: DueOrder, around: OperationContext): Generator<OrderWindow> {
    if (this.#makings.isAwaited(due.order)) yield* this.#window(null);
    const plan = this.#plan(due, around);
    if (plan?.kind === 'keep') this.#draft.keep(plan.kept);
    if (plan?.kind === 'record') this.#record(due.entry, plan.record);
  }

  /** Null: the order met a fault of ours, and is parked. */
  #plan(due: DueOrder, around: OperationContext): DuePlan | null {
    try {
      return planDue(due, this.#facts.originOf(due.order.number), {
        around: this.#makings.with(around),
        import: this.#facts.goodsImport(),
        now: this.#facts.now(),
        doubt: this.#doubt(due.order.number),
      });
    } catch (error) {
      const fault = asSyncError(error);
      this.#faults.met(fault);
      this.#draft.keepFaulty(due.entry, fault);
      return null;
    }
  }

  /** An absurd number is parked until a person has looked at its order (Q6). */
  #doubt(order: OrderNumber): Park | null {
    const last = this.#absurd.get(order);
    if (last === undefined || this.#facts.isReleased(order)) return null;
    return park('order.number.absurd', { order, last });
  }

  #record(before: LedgerEntry, record: OrderToRecord): void {
    for (const code of oddLines(record.draft).filter((each) => !this.#toldOnce.has(each))) {
      this.#toldOnce.add(code);
      this.#draft.notice({ code, facts: { order: before.orderNumber } });
    }
    const step = recordStep(record, {
      currency: this.#facts.currency,
      lastAtShop: this.#lastAtShop,
      isAdded: (goodId) => this.#makings.isAdded(goodId),
    });
    this.#makings.awaitDocument(record, this.#facts.goodsImport());
    for (const good of record.goods) this.#draft.add(goodStep(good, record.due.entry));
    this.#draft.record(before, step);
  }

  *#window(readTo: OrderNumber | null): Generator<OrderWindow> {
    this.#draft.readTo(readTo);
    this.#draft.doubt(this.#absurd);
    yield this.#draft.takeOrders();
    this.#makings.settle();
  }
}
