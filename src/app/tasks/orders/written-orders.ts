import { nowIso } from '../../../lib/clock.ts';
import { linesWithGoods } from '../../../model/operation.ts';
import type { OperationDraft, RecordedOutcome } from '../../../model/operation.ts';
import { asSyncError } from '../../../model/sync-error.ts';
import { writtenDocument } from '../../../model/written-document.ts';
import { differingDocument } from '../../../sync/orders/odd-lines.ts';
import type { RecordStep } from '../../../sync/orders/order-change.ts';
import { isOfOneOrder } from '../../../sync/orders/order-fault.ts';
import type { OrderMakings } from '../../../sync/orders/order-makings.ts';
import { orderContent } from '../../../sync/orders/order-status.ts';
import { OrderDraft } from '../../../sync/orders/order-window.ts';
import type { OrderWindow } from '../../../sync/orders/order-window.ts';
import { step } from '../../../sync/order-steps.ts';
import type { OrderStep } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';
import type { LastSequence } from './last-sequence.ts';
import type { UnpWriteBack } from './unp-write-back.ts';

/** A document that the warehouse has written just now. */
export interface Written {
  readonly record: RecordStep;
  /** As it was handed to the warehouse. */
  readonly draft: OperationDraft;
  readonly outcome: RecordedOutcome;
}

/** The same once the memory has it. */
export interface WrittenOrder extends Written, Pick<OrderStep, 'entry' | 'note'> {}

/**
 * Documents of several groups go into the memory in one commit, since each waits for the disk: until then
 * their claims alone tell of them. So many at most, and none for longer than this.
 */
const HELD_ORDERS = 500;
const HELD_MS = 1000;

interface Ways {
  readonly makings: OrderMakings;
  readonly writeBack: UnpWriteBack;
  readonly lastSequence: LastSequence;
}

/** Documents on their way: written together, kept, those of some groups in one, then told, each by itself. */
export class WrittenOrders {
  readonly #context: TaskContext;
  readonly #ways: Ways;
  #held: Written[] = [];
  #heldSinceMs = 0;

  constructor(context: TaskContext, ways: Ways) {
    this.#context = context;
    this.#ways = ways;
  }

  /**
   * Writes documents in one transaction, and holds them for the memory; `due`: all that is held is to be kept
   * now. `notTogether`: they were not written so, or the claim of each tells what came of it.
   */
  async write(records: readonly RecordStep[]): Promise<'held' | 'due' | 'notTogether'> {
    const { warehouse, signal } = this.#context;
    if (!warehouse.abilities.isAtomic) return 'notTogether';
    try {
      const drafts = await this.#ways.lastSequence.guard(records);
      const outcomes = await warehouse.recordOperations(drafts, signal);
      if (outcomes === null) return 'notTogether';
      const documents = records.flatMap((record, index) => {
        const [draft, outcome] = [drafts[index], outcomes[index]];
        return draft === undefined || outcome === undefined ? [] : { record, draft, outcome };
      });
      return this.#hold(documents);
    } catch (error) {
      refuseBeyondOrders(error);
      return 'notTogether';
    }
  }

  #hold(documents: readonly Written[]): 'held' | 'due' {
    const now = this.#context.clock.now();
    if (this.#held.length === 0) this.#heldSinceMs = now;
    this.#held.push(...documents);
    // A clock that is set anew meanwhile holds nothing for longer, either way.
    const isDue = this.#held.length >= HELD_ORDERS || Math.abs(now - this.#heldSinceMs) >= HELD_MS;
    return isDue ? 'due' : 'held';
  }

  /** Keeps all that is held, in its order. `left`: the memory did not take them, and their claims tell. */
  async keepHeld(
    absurd: OrderWindow['absurd'],
  ): Promise<{ readonly kept: readonly WrittenOrder[]; readonly left: readonly RecordStep[] }> {
    const held = this.#held;
    this.#held = [];
    if (held.length === 0) return { kept: [], left: [] };
    try {
      return { kept: await this.keep(held, absurd), left: [] };
    } catch (error) {
      refuseBeyondOrders(error);
      return { kept: [], left: held.map(({ record }) => record) };
    }
  }

  /**
   * The cursor goes with them, to the last one whose number is believed (Q6). A crash before leaves them to
   * their claims.
   */
  async keep(documents: readonly Written[], absurd: OrderWindow['absurd']): Promise<readonly WrittenOrder[]> {
    const { state, profile, clock } = this.#context;
    const at = nowIso(clock);
    const written = documents.map((each): WrittenOrder => {
      const { record, draft, outcome } = each;
      this.#ways.makings.partnerMade(draft, outcome.partnerId);
      const content = orderContent(record.due.order);
      const { operation } = outcome;
      return { ...each, ...step(record.due.entry, { kind: 'recorded', operation, content, at }) };
    });
    const entries = written.map(({ entry }) => entry);
    const upTo = entries.findLast(({ orderNumber }) => !absurd.has(orderNumber))?.orderNumber;
    const drafts = documents.map(({ draft }) => writtenDocument(draft));
    await state.ledger.save(profile.id, entries, upTo, drafts);
    return written;
  }

  /** To people, and its УНП to the shop (I13). */
  async tell({ record, draft, outcome, entry, note }: WrittenOrder): Promise<void> {
    const { report, facts } = this.#context;
    const { operation, cameTo } = outcome;
    const told = new OrderDraft();
    told.tell(entry, note);
    const window = told.take();
    await report.tell(window);
    await report.settleAll(window);
    await this.#ways.writeBack.push(entry);
    const currency = facts.baseCurrency;
    if (cameTo !== undefined)
      await report.park(differingDocument(draft, operation, { found: cameTo, currency }));
    const document = { ...record.draft, lines: linesWithGoods(draft, outcome.goodIds) };
    await report.made({ ...record.change, document }, { kind: 'done', operation });
  }
}

/**
 * Throws what stops the run. Left are faults that belong to one order, and a commit whose answer was lost:
 * the claim of each order tells what came of it.
 */
function refuseBeyondOrders(error: unknown): void {
  const fault = asSyncError(error);
  if (fault.kind !== 'uncertain' && !isOfOneOrder(fault)) throw fault;
}
