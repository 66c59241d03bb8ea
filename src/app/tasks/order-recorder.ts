import { sha256 } from '../../lib/hash.ts';
import { formatFixed } from '../../model/decimal.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { HeldQuantity, LedgerEntry } from '../../model/ledger.ts';
import type { OperationDraft, RecordedOperation } from '../../model/operation.ts';
import { claimKey } from '../../model/order-origin.ts';
import type { OrderNumber, OrderOrigin } from '../../model/order-origin.ts';
import { isAnswerOpen } from '../../model/order-stage.ts';
import type { PartnerId } from '../../model/partner.ts';
import type { Change } from '../../model/plan.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import { addPartner } from '../../sync/match-partner.ts';
import { orderContent, statusDecision } from '../../sync/order-status.ts';
import { isPark } from '../../sync/park.ts';
import { heldByOrder, planOperation } from '../../sync/plan-operation.ts';
import type { OperationContext } from '../../sync/plan-operation.ts';
import { sequenceAtShop } from '../../sync/sequence-at-shop.ts';
import type { OrderTrace } from '../../warehouse/warehouse.ts';
import type { TaskContext } from '../task-context.ts';
import { nowIso } from '../../lib/clock.ts';
import { differingDocument, OddLines } from './odd-lines.ts';
import { aside } from './order-intake.ts';
import type { DueOrder } from './order-intake.ts';
import { OrderSurroundings } from './order-surroundings.ts';
import type { UnpWriteBack } from './unp-write-back.ts';

/** So long a server may go on with a request whose answer was lost: four times our limit for an answer. */
const SETTLING_MS = 120_000;

interface Reason {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/**
 * Records due orders one by one, each exactly once: ledger, claim and note are all asked before (I4, I18).
 */
export class OrderRecorder {
  readonly #context: TaskContext;
  readonly #writeBack: UnpWriteBack;
  readonly #surroundings: OrderSurroundings;
  readonly #identityHash: string;
  readonly #met = new Set<OrderNumber>();
  #done = 0;
  #lastAtShop = 0;
  readonly #oddLines: OddLines;

  constructor(context: TaskContext, writeBack: UnpWriteBack) {
    this.#context = context;
    this.#writeBack = writeBack;
    this.#surroundings = new OrderSurroundings(context);
    this.#oddLines = new OddLines(context.report);
    this.#identityHash = sha256(context.identity);
  }

  /** Remembers which orders the shop still has. */
  met(numbers: readonly OrderNumber[]): void {
    for (const number of numbers) this.#met.add(number);
  }

  /** Records a batch in ascending order. A transient fault ends the run; what was recorded stays recorded. */
  async record(due: readonly DueOrder[]): Promise<void> {
    if (due.length === 0) return;
    const context = this.#context;
    const atShop = sequenceAtShop(
      due.map((entry) => entry.order),
      context.settings,
    );
    this.#lastAtShop = Math.max(this.#lastAtShop, atShop);
    const origins = new Map(due.map(({ order }) => [order.number, this.#origin(order.number)]));
    const traces = await context.warehouse.findTraces([...origins.values()], context.signal);
    const traceOf = new Map<OrderNumber, OrderTrace>(traces.map((trace) => [trace.orderNumber, trace]));
    const surroundings = await this.#surroundings.of(due.map((entry) => entry.order));
    for (const entry of due) {
      context.signal.throwIfAborted();
      const trace = traceOf.get(entry.order.number);
      if (trace === undefined) await this.#recordNew(entry, surroundings);
      else await this.#adopt(entry, trace);
      this.#done += 1;
      context.report.progress('write', this.#done, null);
    }
  }

  /** Orders that were waiting or parked and that the shop no longer has are dismissed (I2). */
  async dismissRemoved(unfinished: readonly OrderNumber[]): Promise<void> {
    const { state, profile, report } = this.#context;
    const removed = unfinished.filter((number) => !this.#met.has(number));
    if (removed.length === 0) return;
    const entries = await state.ledger.find(profile.id, removed);
    for (const entry of entries) {
      report.skip({
        subject: `order:${entry.orderNumber}`,
        label: `№${entry.orderNumber}`,
        reason: 'order.removed',
      });
      await report.settle(`order:${entry.orderNumber}`);
      if (report.isPlan) continue;
      const reason = { code: 'order.removed', facts: { order: entry.orderNumber } } as const;
      const goodIds = entry.held.map((held) => held.goodId);
      await state.links.forgetStock(profile.id, { productIds: [], goodIds });
      await state.ledger.save(profile.id, [{ ...entry, stage: 'dismissed', reason, held: [] }]);
    }
  }

  #origin(number: OrderNumber): OrderOrigin {
    return {
      shopIdentity: this.#context.identity,
      orderNumber: number,
      claimKey: claimKey(this.#identityHash, number),
    };
  }

  async #recordNew(due: DueOrder, surroundings: OperationContext): Promise<void> {
    const { order } = due;
    if (isAnswerOpen(due.entry.stage) && !(await this.#maySendAgain(due))) return;
    const draft = planOperation(order, this.#origin(order.number), surroundings);
    if (isPark(draft)) {
      const held = heldByOrder(order, surroundings.goods, this.#context.settings.matchingKey);
      await this.#park(due, draft.park, held);
      return;
    }
    await this.#oddLines.tell(draft);
    const change = recordChange(draft, this.#context.facts.baseCurrency);
    if (await this.#context.report.mayMake(change, (id) => this.#surroundings.isAdded(id))) {
      await this.#write(due, { draft, change, surroundings });
    } else if (this.#context.report.isPlan) {
      // In the run the next order of the same buyer will find him: the plan must say so too.
      this.#rememberPartner(draft, 0 as PartnerId, surroundings);
    } else {
      // Not approved: it stays `seen` and holds its goods back until a later run.
      const held = heldByOrder(order, surroundings.goods, this.#context.settings.matchingKey);
      await this.#save([{ ...due.entry, held }]);
    }
  }

  /**
   * An order whose request was sent without an answer, and whose document is not found. A server may take its
   * time: it is not sent again before that has passed, and not at all when its status has changed since (I4).
   */
  async #maySendAgain(due: DueOrder): Promise<boolean> {
    const { report, clock, settings } = this.#context;
    const sentAt = Date.parse(due.entry.sentAt ?? '');
    if (clock.now() - sentAt < SETTLING_MS) {
      const facts = { order: due.order.number };
      await report.park({ subject: `order:${due.order.number}`, code: 'warehouse.record.answerLost', facts });
      return false;
    }
    const decision = statusDecision(due.order.status, settings);
    if (decision === 'import') return true;
    const entry = aside(this.#context, due.entry, { decision, status: due.order.status });
    if (!report.isPlan) await this.#save([entry]);
    await report.settle(`order:${due.order.number}`);
    return false;
  }

  /**
   * Where the warehouse has no transaction and no claim, the intent is kept before the request leaves, and
   * what is not known afterwards is kept as such: a crash at any place finds one of the two (I4).
   */
  async #sendKept(due: DueOrder, draft: OperationDraft, held: readonly HeldQuantity[]) {
    const { warehouse, signal, clock, report } = this.#context;
    const order = due.order.number;
    const reason = { code: 'warehouse.record.answerLost', facts: { order } } as const;
    const sentAt = nowIso(clock);
    await this.#save([{ ...due.entry, stage: 'intended', reason, held, sentAt }]);
    try {
      return await warehouse.recordOperation(draft, signal);
    } catch (error) {
      const fault = asSyncError(error);
      // Nothing has left: it may be sent again at once.
      const isUnsent = fault.kind === 'connection';
      if (isUnsent) await this.#save([{ ...due.entry, stage: 'intended', reason: null, held, sentAt: null }]);
      if (fault.kind === 'uncertain') {
        await this.#save([{ ...due.entry, stage: 'uncertain', reason, held, sentAt }]);
        await report.park({ subject: `order:${order}`, ...reason });
      }
      throw fault;
    }
  }

  async #write(
    due: DueOrder,
    what: {
      readonly draft: OperationDraft;
      readonly change: Change;
      readonly surroundings: OperationContext;
    },
  ): Promise<void> {
    const { warehouse, report, signal } = this.#context;
    const draft = await this.#withLastSequence(what.draft);
    const held = heldByOrder(due.order, what.surroundings.goods, this.#context.settings.matchingKey);
    const sending = warehouse.abilities.isAtomic
      ? warehouse.recordOperation(draft, signal)
      : this.#sendKept(due, draft, held);
    const outcome = await sending.catch((error: unknown) => asSyncError(error));
    if (outcome instanceof Error) {
      if (outcome.kind !== 'refused' && outcome.kind !== 'data') throw this.#witnessed(outcome);
      await report.made(what.change, { kind: 'parked', code: outcome.code, facts: outcome.facts });
      await this.#park(due, outcome, held);
      return;
    }
    if (outcome.kind === 'documentGone') {
      await this.#parkGone(due);
      return;
    }
    if (outcome.kind === 'recorded') this.#rememberPartner(draft, outcome.partnerId, what.surroundings);
    await this.#settle(due, outcome.operation);
    if (outcome.kind === 'recorded' && outcome.cameTo !== undefined)
      await report.park(differingDocument(draft, outcome.operation, outcome.cameTo));
    await report.made(what.change, { kind: 'done', operation: outcome.operation });
  }

  /** A document that stands already is the order's document; nothing is written again (I18). */
  async #adopt(due: DueOrder, trace: OrderTrace): Promise<void> {
    const { report } = this.#context;
    if (trace.operation === null) {
      await this.#parkGone(due);
      return;
    }
    report.count('unchanged');
    if (!report.isPlan) await this.#settle(due, trace.operation);
  }

  async #settle(due: DueOrder, operation: RecordedOperation): Promise<void> {
    const { report, clock } = this.#context;
    const entry: LedgerEntry = {
      ...due.entry,
      stage: 'recorded',
      operationType: operation.operationType,
      documentNumber: operation.documentNumber,
      unp: operation.unp,
      recordedContent: orderContent(due.order),
      recordedAt: nowIso(clock),
      reason: null,
      held: [],
    };
    await this.#save([entry], due);
    await report.settle(`order:${due.order.number}`);
    await this.#writeBack.push(entry);
  }

  async #parkGone(due: DueOrder): Promise<void> {
    const { claimKey: claim } = this.#origin(due.order.number);
    await this.#park(due, { code: 'order.documentGone', facts: { order: due.order.number, claim } }, []);
  }

  async #park(due: DueOrder, reason: Reason, held: readonly HeldQuantity[]): Promise<void> {
    const { report } = this.#context;
    await report.park({ subject: `order:${due.order.number}`, code: reason.code, facts: reason.facts });
    if (report.isPlan) return;
    const { code, facts } = reason;
    await this.#save([{ ...due.entry, stage: 'parked', reason: { code, facts }, held }], due);
  }

  /** With `accounted` the cursor moves up to that order: never past one that is neither recorded nor listed (S25). */
  async #save(entries: readonly LedgerEntry[], accounted?: DueOrder): Promise<void> {
    const { state, profile } = this.#context;
    await state.ledger.save(profile.id, entries, accounted?.order.number);
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

  #rememberPartner(draft: OperationDraft, id: PartnerId, surroundings: OperationContext): void {
    if (draft.partner.kind !== 'new') return;
    const { company, companyNumber, vatNumber, email, phone } = draft.partner.partner;
    addPartner(surroundings.partners, { id, company, companyNumber, vatNumber, email, phones: [phone] });
  }
}

function recordChange(draft: OperationDraft, currency: string): Change {
  const partner = draft.partner.kind === 'existing' ? draft.partner.company : draft.partner.partner.company;
  return {
    key: `import-orders:order:${draft.origin.orderNumber}`,
    task: 'import-orders',
    kind: 'recordOperation',
    subject: `order:${draft.origin.orderNumber}`,
    label: `№${draft.origin.orderNumber}`,
    fields: [
      { field: 'operationType', before: null, after: String(draft.operationType) },
      { field: 'partner', before: null, after: partner },
      { field: 'partnerIsNew', before: null, after: draft.partner.kind === 'new' ? 'yes' : 'no' },
      { field: 'total', before: null, after: `${formatFixed(draft.total, 2)} ${currency}` },
    ],
    document: draft,
  };
}
