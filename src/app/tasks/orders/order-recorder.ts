import { nowIso } from '../../../lib/clock.ts';
import type { LedgerEntry } from '../../../model/ledger.ts';
import type { OperationDraft, RecordOutcome } from '../../../model/operation.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import type { WrittenDocument } from '../../../model/written-document.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import { orderOf, wholeOrders } from '../../../sync/orders/order-change.ts';
import type { OrderChange, RecordStep } from '../../../sync/orders/order-change.ts';
import { FaultRow } from '../../../sync/orders/order-fault.ts';
import { groupSteps } from '../../../sync/orders/order-groups.ts';
import { planFound } from '../../../sync/orders/plan-order.ts';
import type { KeptOrder } from '../../../sync/orders/plan-order.ts';
import { step } from '../../../sync/order-steps.ts';
import type { OrderEvent, OrderNote } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';
import { LastSequence, witnessed } from './last-sequence.ts';
import { MadeGoods } from './made-goods.ts';
import { askWarehouse } from './order-adopter.ts';
import type { OrderMakings } from '../../../sync/orders/order-makings.ts';
import { OrderSurroundings } from './order-surroundings.ts';
import { toKeep } from './to-keep.ts';
import { OrderDraft } from '../../../sync/orders/order-window.ts';
import type { OrderWindow } from '../../../sync/orders/order-window.ts';
import { UnpWriteBack } from './unp-write-back.ts';
import { WrittenOrders } from './written-orders.ts';
import type { WrittenOrder } from './written-orders.ts';

/**
 * Carries out what was decided of orders: archives and keeps first, then makes the documents in ascending
 * order, in groups where the warehouse has transactions. Every step goes through the table
 * (`model/order-stage.ts`).
 */
export class OrderRecorder {
  readonly #context: TaskContext;
  readonly #makings: OrderMakings;
  readonly #writeBack: UnpWriteBack;
  readonly #written: WrittenOrders;
  readonly #lastSequence: LastSequence;
  readonly #faults = new FaultRow();
  #done = 0;
  #absurd: OrderWindow['absurd'] = new Set();

  constructor(context: TaskContext, makings: OrderMakings) {
    this.#context = context;
    this.#makings = makings;
    this.#writeBack = new UnpWriteBack(context);
    this.#lastSequence = new LastSequence(context);
    const ways = { makings, writeBack: this.#writeBack, lastSequence: this.#lastSequence };
    this.#written = new WrittenOrders(context, ways);
  }

  /** A transient fault ends the run; what was made stays made. */
  async carryOut(decided: OrderWindow): Promise<void> {
    const { state, profile, report } = this.#context;
    const { going, torn } = wholeOrders(decided.steps);
    for (const { change } of torn) await report.refuseChanged(change);
    const window = { ...decided, steps: going };
    this.#makings.forgetAwaited();
    this.#absurd = window.absurd;
    await this.#archive(window);
    await this.#keep(window);
    await this.#makeAll(window.steps);
    if (window.askedTo !== null) await state.ledger.saveAsked(profile.id, window.askedTo);
    if (window.readTo !== null) await state.ledger.advanceCursor(profile.id, window.readTo);
  }

  /** Waits for the УНП that are under way. */
  async end(): Promise<void> {
    await this.#writeBack.drain();
  }

  /**
   * What is new or changed goes into the archive, before all else (I16). Stock is forgotten before an order
   * counts as met: after a crash it is met anew, and its goods' quantities with it.
   */
  async #archive({ movedProducts, archived, words, reckonings }: OrderWindow): Promise<void> {
    const { state, profile, settings, orderContacts } = this.#context;
    if (words.length > 0) await state.words.sight(profile.id, words, nowIso(this.#context.clock), reckonings);
    if (movedProducts.length > 0)
      await state.links.forgetStock(profile.id, { productIds: movedProducts, goodIds: [] });
    if (archived.length === 0) return;
    const receivedAt = nowIso(this.#context.clock);
    const how = { shopAddress: settings.shopAddress, receivedAt, orderContacts };
    const versions = archived.map(({ fetched, entry }) => toKeep(fetched, entry.rawHash, how));
    const entries = archived.map(({ entry }) => entry);
    await state.ledger.keep(profile.id, versions, entries);
  }

  /** Told before it is saved: an order that the shop no longer has is not met a second time. */
  async #keep(window: OrderWindow): Promise<void> {
    const { state, profile, report } = this.#context;
    const { kept, takenUp, heldBack } = window;
    for (const subject of window.settled) await report.settle(subject);
    const goodIds = kept.flatMap(({ putBack }) => putBack);
    if (goodIds.length > 0) await state.links.forgetStock(profile.id, { productIds: [], goodIds });
    const going = new Set(window.steps.map(orderOf));
    const [alone, aside] = partition(kept);
    const entries = [
      ...aside.map(({ entry }) => entry),
      ...takenUp.filter(({ orderNumber }) => going.has(orderNumber)),
      ...heldBack.filter(({ orderNumber }) => !going.has(orderNumber)),
    ];
    if (entries.length > 0) await state.ledger.save(profile.id, entries);
    for (const each of alone) {
      await state.ledger.save(profile.id, [each.entry], undefined, foundWith(each));
      if (each.isAdopted) await this.#writeBack.push(each.entry);
    }
  }

  /** Documents that stand are kept, whatever comes after them: the first fault is the one to tell. */
  async #makeAll(steps: readonly OrderChange[]): Promise<void> {
    try {
      for (const group of groupSteps(steps)) {
        this.#context.signal.throwIfAborted();
        if (group.kind === 'together') await this.#makeTogether(group.records);
        else await this.#makeAlone([group.step]);
      }
    } catch (error) {
      await this.#keepWritten().catch(() => undefined);
      throw error;
    }
    await this.#keepWritten();
  }

  /** Each by itself, after all that stands is kept: each moves the cursor. */
  async #makeAlone(steps: readonly OrderChange[]): Promise<void> {
    await this.#keepWritten();
    for (const each of steps) {
      this.#context.signal.throwIfAborted();
      await this.#guard(orderOf(each), async () => this.#make(each));
    }
  }

  /**
   * Documents of one transaction; where it is not written so, each by itself, which tells whose fault it was
   * and costs the others nothing (Q10).
   */
  async #makeTogether(records: readonly RecordStep[]): Promise<void> {
    const came = await this.#written.write(records);
    if (came === 'notTogether') await this.#makeAlone(records);
    else if (came === 'due') await this.#keepWritten();
  }

  /** Into the memory, then told; where it does not take them, each is found by its claim (Q10). */
  async #keepWritten(): Promise<void> {
    const { kept, left } = await this.#written.keepHeld(this.#absurd);
    for (const each of kept) await this.#guard(each.entry.orderNumber, async () => this.#tellWritten(each));
    if (left.length > 0) await this.#makeAlone(left);
  }

  /** One order that meets a fault of ours is parked with the text for us; the others go on (Q10). */
  async #guard(number: OrderNumber, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#faults.passed();
    } catch (error) {
      const fault = asSyncError(error);
      this.#faults.met(fault);
      const { state, profile } = this.#context;
      const draft = new OrderDraft();
      for (const entry of await state.ledger.find(profile.id, [number])) draft.keepFaulty(entry, fault);
      await this.#keepNow(draft, number);
    }
  }

  async #make(each: OrderChange): Promise<void> {
    if (each.kind === 'unp') await this.#writeBack.push(each.entry, each.change);
    // A good is made in its document's transaction.
    else if (each.kind === 'record') await this.#record(each);
  }

  async #record(record: RecordStep): Promise<void> {
    const { report } = this.#context;
    const { held } = record;
    const [draft = record.draft] = await this.#lastSequence.guard([record]);
    const goods = await MadeGoods.before(record, this.#context, this.#makings);
    const outcome = await this.#send(record, draft).catch((error: unknown) => asSyncError(error));
    if (outcome instanceof Error) {
      if (outcome.kind !== 'refused' && outcome.kind !== 'data') throw witnessed(outcome, record);
      const reason = { code: outcome.code, facts: outcome.facts };
      await report.made({ ...record.change, document: record.draft }, { kind: 'parked', ...reason });
      await this.#take(record, { kind: 'refused', reason, held });
    } else if (outcome.kind === 'recorded') {
      // Before the order counts as recorded: after that nobody looks for what was made with it.
      await goods.made(outcome.goodIds);
      const [written] = await this.#written.keep([{ record, draft, outcome }], this.#absurd);
      if (written !== undefined) await this.#written.tell(written);
    } else await this.#adoptStanding(record);
    this.#progress();
  }

  async #tellWritten(written: WrittenOrder): Promise<void> {
    await this.#written.tell(written);
    this.#progress();
  }

  #progress(): void {
    this.#done += 1;
    this.#context.report.progress('write', this.#done, null);
  }

  /** Somebody else has written a document since it was looked for: it is compared as any other (Q5). */
  async #adoptStanding({ due, held }: RecordStep): Promise<void> {
    const { orderNumber: number } = due.entry;
    const surroundings = new OrderSurroundings(this.#context);
    const adoptions = await askWarehouse(this.#context, [{ number, order: due.order }], surroundings);
    const adoption = adoptions.get(number);
    // Neither claim nor document any more: the next run decides it anew.
    if (adoption === undefined) return;
    const draft = new OrderDraft();
    draft.keep(planFound({ ...due, entry: { ...due.entry, held } }, adoption, nowIso(this.#context.clock)));
    await this.#keepNow(draft, number);
  }

  /**
   * Where the warehouse has no transaction and no claim, the intent is kept before the request leaves, and
   * what is not known afterwards is kept as such: a crash at any place finds one of the two (I4).
   */
  async #send({ due, held }: RecordStep, draft: OperationDraft): Promise<RecordOutcome> {
    const { warehouse, signal, clock, state, profile } = this.#context;
    if (warehouse.abilities.isAtomic) return this.#sendClaimed(draft);
    const { entry } = step(due.entry, { kind: 'sent', at: nowIso(clock), held });
    await state.ledger.save(profile.id, [entry]);
    try {
      return await warehouse.recordOperation(draft, signal);
    } catch (error) {
      const fault = asSyncError(error);
      // Nothing has left: it may be sent again at once.
      if (fault.kind === 'connection')
        await state.ledger.save(profile.id, [step(entry, { kind: 'unsent' }).entry]);
      if (fault.kind === 'uncertain') {
        const lost = step(entry, { kind: 'answerLost' });
        await state.ledger.save(profile.id, [lost.entry]);
        await this.#tell(lost.entry, lost.note);
      }
      throw fault;
    }
  }

  /**
   * A commit whose answer was lost is asked for once by the claim: a transaction that is still under way is
   * waited for by its key, and what it has written is found (I4).
   */
  async #sendClaimed(draft: OperationDraft): Promise<RecordOutcome> {
    const { warehouse, signal } = this.#context;
    return warehouse.recordOperation(draft, signal).catch((error: unknown) => {
      const fault = asSyncError(error);
      if (fault.kind !== 'uncertain') throw fault;
      return warehouse.recordOperation(draft, signal);
    });
  }

  /** A step that a person must hear of: told, then kept. */
  async #take({ due }: RecordStep, event: OrderEvent): Promise<void> {
    const draft = new OrderDraft();
    draft.keep({ ...step(due.entry, event), notices: [], isAdopted: false, putBack: [] });
    await this.#keepNow(draft, due.entry.orderNumber);
  }

  /** The cursor moves up to that order: never past one that is neither recorded nor listed (S25). */
  async #keepNow(draft: OrderDraft, upTo: OrderNumber): Promise<void> {
    const { state, profile, report } = this.#context;
    const window = draft.takeOrders();
    await report.tell(window);
    await report.settleAll(window);
    for (const each of window.kept) {
      await state.ledger.save(profile.id, [each.entry], this.#cursorAt(upTo), foundWith(each));
      if (each.isAdopted) await this.#writeBack.push(each.entry);
    }
  }

  /** Where the cursor goes with an order; undefined: it stays, since the number is not believed (Q6). */
  #cursorAt(number: OrderNumber): OrderNumber | undefined {
    return this.#absurd.has(number) ? undefined : number;
  }

  async #tell(entry: LedgerEntry, note: OrderNote | null): Promise<void> {
    const draft = new OrderDraft();
    draft.tell(entry, note);
    const window = draft.take();
    await this.#context.report.tell(window);
    await this.#context.report.settleAll(window);
  }
}

/** Orders that are adopted or need a person are each kept by itself; those put aside, together. */
function partition(kept: readonly KeptOrder[]): readonly [readonly KeptOrder[], readonly KeptOrder[]] {
  const isAlone = ({ entry }: KeptOrder): boolean => entry.stage === 'recorded' || entry.stage === 'parked';
  return [kept.filter(isAlone), kept.filter((each) => !isAlone(each))];
}

/** What a document that was found holds. */
function foundWith({ written }: KeptOrder): readonly WrittenDocument[] {
  return written === undefined ? [] : [written];
}
