import { nowIso } from '../../../lib/clock.ts';
import type { LedgerEntry } from '../../../model/ledger.ts';
import type { OperationDraft, RecordOutcome } from '../../../model/operation.ts';
import type { Order } from '../../../model/order.ts';
import { isAnswerOpen } from '../../../model/order-stage.ts';
import type { PartnerId } from '../../../model/partner.ts';
import type { Change } from '../../../model/plan.ts';
import { asSyncError, SyncError } from '../../../model/sync-error.ts';
import { addPartner } from '../../../sync/match-partner.ts';
import type { Adoption } from '../../../sync/orders/order-adoption.ts';
import { recordChange } from '../../../sync/orders/order-changes.ts';
import { orderContent } from '../../../sync/orders/order-status.ts';
import { step } from '../../../sync/order-steps.ts';
import type { OrderEvent } from '../../../sync/order-steps.ts';
import { isPark } from '../../../sync/park.ts';
import { heldByOrder, planOperation } from '../../../sync/plan-operation.ts';
import type { OperationContext } from '../../../sync/plan-operation.ts';
import { sequenceAtShop } from '../../../sync/orders/sequence-at-shop.ts';
import type { TaskContext } from '../../task-context.ts';
import { differingDocument, OddLines } from './odd-lines.ts';
import { askWarehouse, originOf } from './order-adopter.ts';
import { tellStep } from './order-desk.ts';
import { sinceRecorded } from './order-intake.ts';
import type { AskedOrder } from './order-intake.ts';
import { OrderNewGoods } from './order-new-goods.ts';
import { OrderSurroundings } from './order-surroundings.ts';
import type { UnpWriteBack } from './unp-write-back.ts';

/** So long a server may go on with a request whose answer was lost: four times our limit for an answer. */
const SETTLING_MS = 120_000;

/** An order that is to be recorded: nothing of it stands in the warehouse. */
interface DueOrder extends AskedOrder {
  readonly order: Order;
}

function isDue(asked: AskedOrder): asked is DueOrder {
  return asked.says.kind === 'due' && asked.order !== null;
}

/**
 * Decides orders without a document one by one: ledger, claim and note are all asked before one is recorded
 * or put aside (I4, I18). Every step goes through the table (`model/order-stage.ts`).
 */
export class OrderRecorder {
  readonly #context: TaskContext;
  readonly #writeBack: UnpWriteBack;
  readonly #surroundings: OrderSurroundings;
  readonly #newGoods: OrderNewGoods;
  readonly #oddLines: OddLines;
  #done = 0;
  #lastAtShop = 0;

  constructor(context: TaskContext, writeBack: UnpWriteBack) {
    this.#context = context;
    this.#writeBack = writeBack;
    this.#surroundings = new OrderSurroundings(context);
    this.#newGoods = new OrderNewGoods(context);
    this.#oddLines = new OddLines(context.report);
  }

  /**
   * Takes a batch to its next stages in ascending order. A transient fault ends the run; what was decided
   * stays decided.
   */
  async decide(asked: readonly AskedOrder[]): Promise<void> {
    if (asked.length === 0) return;
    const context = this.#context;
    const readable = asked.flatMap(({ order }) => order ?? []);
    this.#lastAtShop = Math.max(this.#lastAtShop, sequenceAtShop(readable, context.settings));
    const questions = asked.map(({ entry, order }) => ({ number: entry.orderNumber, order }));
    const adoptions = await askWarehouse(context, questions, this.#surroundings);
    const isFound = (each: AskedOrder): boolean => adoptions.has(each.entry.orderNumber);
    await this.#putAside(asked.filter((each) => !isFound(each) && !isDue(each)));
    const due = await this.#takeUp(asked.filter((each) => !isFound(each)).filter(isDue));
    const around = await this.#surroundings.of(due.map((each) => each.order));
    const dueOf = new Map(due.map((each) => [each.entry.orderNumber, each]));
    for (const each of asked) {
      context.signal.throwIfAborted();
      const number = each.entry.orderNumber;
      const [adoption, mine] = [adoptions.get(number), dueOf.get(number)];
      if (adoption !== undefined) await this.#adopt(each, adoption);
      else if (mine !== undefined) await this.#recordNew(mine, around);
      else continue;
      this.#done += 1;
      context.report.progress('write', this.#done, null);
    }
  }

  /** One that was put aside and is due again is `seen` before anything is sent: then it is asked about. */
  async #takeUp(due: readonly DueOrder[]): Promise<readonly DueOrder[]> {
    const taken = due.map((each) =>
      this.#isStillUnderWay(each.entry)
        ? each
        : { ...each, entry: step(each.entry, { kind: 'notFound', says: each.says }).entry },
    );
    const changed = taken.filter((each, index) => each.entry.stage !== due[index]?.entry.stage);
    if (changed.length > 0 && !this.#context.report.isPlan)
      await this.#save(changed.map(({ entry }) => entry));
    return taken;
  }

  /** Orders that wait, were cancelled or removed, or cannot be read, and that have no document (I2, I18). */
  async #putAside(asked: readonly AskedOrder[]): Promise<void> {
    const { state, profile, report } = this.#context;
    const entries: LedgerEntry[] = [];
    const goodIds: LedgerEntry['held'][number]['goodId'][] = [];
    for (const { entry, says } of asked) {
      const isOpen = this.#isStillUnderWay(entry);
      const after = step(entry, isOpen ? { kind: 'notFoundYet' } : { kind: 'notFound', says });
      await tellStep(this.#context, after.entry, after.note);
      entries.push(after.entry);
      // The shop has put the goods of an order that it no longer has back on its own stock.
      if (says.kind === 'removed') goodIds.push(...entry.held.map((held) => held.goodId));
    }
    if (report.isPlan || entries.length === 0) return;
    if (goodIds.length > 0) await state.links.forgetStock(profile.id, { productIds: [], goodIds });
    await this.#save(entries);
  }

  /** A server may take its time over a request without an answer: nothing is decided before (I4). */
  #isStillUnderWay(entry: LedgerEntry): boolean {
    if (!isAnswerOpen(entry.stage) || entry.sentAt === null) return false;
    return this.#context.clock.now() - Date.parse(entry.sentAt) < SETTLING_MS;
  }

  /**
   * A document that stands already is the order's if it fits (A5); nothing is written again (I18). What the
   * shop has said of the order since is told at once: one that was deleted is not met again.
   */
  async #adopt(asked: AskedOrder, adoption: Adoption): Promise<void> {
    const { report, clock } = this.#context;
    const { order, says } = asked;
    if (adoption.kind !== 'found') {
      await this.#take(asked, adoption);
      return;
    }
    const { documents, ...found } = adoption;
    const { entry } = step(asked.entry, { ...found, at: nowIso(clock) });
    if (documents.includes(','))
      await report.notice('notice.order.becameSale', { order: entry.orderNumber, documents });
    await tellStep(this.#context, entry, step(entry, sinceRecorded(entry, says, { order })).note);
    if (report.isPlan) return;
    await this.#save([entry], asked);
    if (says.kind !== 'removed') await this.#writeBack.push(entry);
  }

  async #recordNew(due: DueOrder, surroundings: OperationContext): Promise<void> {
    const { order } = due;
    const { report, facts, settings } = this.#context;
    if (this.#isStillUnderWay(due.entry)) {
      await tellStep(this.#context, due.entry, step(due.entry, { kind: 'notFoundYet' }).note);
      return;
    }
    const around = await this.#newGoods.complete(order, surroundings);
    const origin = originOf(this.#context, order.number);
    const draft = isPark(around) ? around : planOperation(order, origin, around);
    const { goods, partners } = isPark(around) ? surroundings : around;
    const held = heldByOrder(order, goods, settings.matchingKey);
    if (isPark(draft)) {
      await this.#take(due, { kind: 'refused', reason: draft.park, held });
      return;
    }
    await this.#oddLines.tell(draft);
    const change = recordChange(draft, facts.baseCurrency);
    if (await report.mayMake(change, (id) => this.#newGoods.isAdded(id))) {
      await this.#write(due, { draft, change, held, partners });
    } else if (report.isPlan) {
      // In the run the next order of the same buyer will find him: the plan must say so too.
      rememberPartner(draft, 0 as PartnerId, partners);
    } else {
      await this.#save([step(due.entry, { kind: 'heldBack', held }).entry]);
    }
  }

  async #write(
    due: DueOrder,
    what: {
      readonly draft: OperationDraft;
      readonly change: Change;
      readonly held: LedgerEntry['held'];
      readonly partners: OperationContext['partners'];
    },
  ): Promise<void> {
    const { report } = this.#context;
    const { change, held } = what;
    const draft = await this.#withLastSequence(what.draft);
    const outcome = await this.#send(due, draft, held).catch((error: unknown) => asSyncError(error));
    if (outcome instanceof Error) {
      if (outcome.kind !== 'refused' && outcome.kind !== 'data') throw this.#witnessed(outcome);
      const reason = { code: outcome.code, facts: outcome.facts };
      await report.made(change, { kind: 'parked', ...reason });
      await this.#take(due, { kind: 'refused', reason, held });
      return;
    }
    if (outcome.kind !== 'recorded') {
      await this.#adoptStanding(due);
      return;
    }
    rememberPartner(draft, outcome.partnerId, what.partners);
    const { operation } = outcome;
    await this.#settle(due, { kind: 'recorded', operation, ...this.#documentOf(due.order) });
    if (outcome.cameTo !== undefined) await report.park(differingDocument(draft, operation, outcome.cameTo));
    await report.made(change, { kind: 'done', operation });
  }

  #documentOf(order: Order): { readonly content: string; readonly at: string } {
    return { content: orderContent(order), at: nowIso(this.#context.clock) };
  }

  /** Somebody else has written a document since it was looked for: it is compared as any other (A5). */
  async #adoptStanding(due: DueOrder): Promise<void> {
    const { entry, order } = due;
    const questions = [{ number: entry.orderNumber, order }];
    const adoptions = await askWarehouse(this.#context, questions, this.#surroundings);
    const adoption = adoptions.get(entry.orderNumber);
    // Neither claim nor document any more: the next run decides it anew.
    if (adoption !== undefined) await this.#adopt(due, adoption);
  }

  /**
   * Where the warehouse has no transaction and no claim, the intent is kept before the request leaves, and
   * what is not known afterwards is kept as such: a crash at any place finds one of the two (I4).
   */
  async #send(due: DueOrder, draft: OperationDraft, held: LedgerEntry['held']): Promise<RecordOutcome> {
    const { warehouse, signal, clock } = this.#context;
    if (warehouse.abilities.isAtomic) return warehouse.recordOperation(draft, signal);
    const { entry } = step(due.entry, { kind: 'sent', at: nowIso(clock), held });
    await this.#save([entry]);
    try {
      return await warehouse.recordOperation(draft, signal);
    } catch (error) {
      const fault = asSyncError(error);
      // Nothing has left: it may be sent again at once.
      if (fault.kind === 'connection') await this.#save([step(entry, { kind: 'unsent' }).entry]);
      if (fault.kind === 'uncertain') {
        const lost = step(entry, { kind: 'answerLost' });
        await this.#save([lost.entry]);
        await tellStep(this.#context, lost.entry, lost.note);
      }
      throw fault;
    }
  }

  async #settle(due: DueOrder, event: OrderEvent): Promise<void> {
    const { entry, note } = step(due.entry, event);
    await this.#save([entry], due);
    await tellStep(this.#context, entry, note);
    await this.#writeBack.push(entry);
  }

  /** A step that a person must hear of: told, then kept. */
  async #take(asked: AskedOrder, event: OrderEvent): Promise<void> {
    const { entry, note } = step(asked.entry, event);
    await tellStep(this.#context, entry, note);
    if (!this.#context.report.isPlan) await this.#save([entry], asked);
  }

  /** With `accounted` the cursor moves up to that order: never past one that is neither recorded nor listed (S25). */
  async #save(entries: readonly LedgerEntry[], accounted?: AskedOrder): Promise<void> {
    const { state, profile } = this.#context;
    // An order that the shop no longer has says nothing of how far its numbers go.
    const isRead = accounted !== undefined && accounted.says.kind !== 'removed';
    await state.ledger.save(profile.id, entries, isRead ? accounted.entry.orderNumber : undefined);
  }

  async #withLastSequence(draft: OperationDraft): Promise<OperationDraft> {
    if (draft.unp === null) return draft;
    const range = { from: draft.unp.rangeFrom, to: draft.unp.rangeTo };
    const inLedger = await this.#context.state.ledger.lastSequence(draft.unp.deviceSerial, range);
    const lastKnownSequence = Math.max(inLedger, this.#lastAtShop);
    return { ...draft, unp: { ...draft.unp, lastKnownSequence } };
  }

  /** A warehouse that is behind, told by who knows of the later number: our memory or the shop (F14). */
  #witnessed(error: SyncError): SyncError {
    const { device = '', ledger, warehouse = 0 } = error.facts;
    if (error.code !== 'unp.sequence.behindLedger' || ledger !== this.#lastAtShop) return error;
    return new SyncError('unp.sequence.behindShop', { device, shop: ledger, warehouse }, { cause: error });
  }
}

function rememberPartner(draft: OperationDraft, id: PartnerId, partners: OperationContext['partners']): void {
  if (draft.partner.kind !== 'new') return;
  const { company, companyNumber, vatNumber, email, phone } = draft.partner.partner;
  addPartner(partners, { id, company, companyNumber, vatNumber, email, phones: [phone] });
}
