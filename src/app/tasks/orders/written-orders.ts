import { nowIso } from '../../../lib/clock.ts';
import { linesWithGoods } from '../../../model/operation.ts';
import type { OperationDraft, RecordedOutcome } from '../../../model/operation.ts';
import { writtenDocument } from '../../../model/written-document.ts';
import { differingDocument } from '../../../sync/orders/odd-lines.ts';
import type { RecordStep } from '../../../sync/orders/order-change.ts';
import type { OrderMakings } from '../../../sync/orders/order-makings.ts';
import { orderContent } from '../../../sync/orders/order-status.ts';
import { OrderDraft } from '../../../sync/orders/order-window.ts';
import type { OrderWindow } from '../../../sync/orders/order-window.ts';
import { step } from '../../../sync/order-steps.ts';
import type { OrderStep } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';
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

/** What is done with documents that stand: kept, all of a transaction in one; then told, each by itself. */
export class WrittenOrders {
  readonly #context: TaskContext;
  readonly #makings: OrderMakings;
  readonly #writeBack: UnpWriteBack;

  constructor(context: TaskContext, makings: OrderMakings, writeBack: UnpWriteBack) {
    this.#context = context;
    this.#makings = makings;
    this.#writeBack = writeBack;
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
      this.#makings.partnerMade(draft, outcome.partnerId);
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
    const { report } = this.#context;
    const { operation, cameTo } = outcome;
    const told = new OrderDraft();
    told.tell(entry, note);
    const window = told.take();
    await report.tell(window);
    await report.settleAll(window);
    await this.#writeBack.push(entry);
    if (cameTo !== undefined) await report.park(differingDocument(draft, operation, cameTo));
    const document = { ...record.draft, lines: linesWithGoods(draft, outcome.goodIds) };
    await report.made({ ...record.change, document }, { kind: 'done', operation });
  }
}
