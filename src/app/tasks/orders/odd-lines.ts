import { isNegative, isZero } from '../../../model/decimal.ts';
import type { Decimal } from '../../../model/decimal.ts';
import type { OperationDraft, RecordedOperation } from '../../../model/operation.ts';
import type { AttentionNote, NoticeCode } from '../../../model/run.ts';
import type { TaskReport } from '../../report/task-report.ts';

/** What a till, or a user's rights, make of unusual lines: each kind is told once in a run (I8). */
export class OddLines {
  readonly #report: TaskReport;
  readonly #told = new Set<NoticeCode>();

  constructor(report: TaskReport) {
    this.#report = report;
  }

  /** Tells what is odd in the document's lines and was not told yet. */
  async tell(draft: OperationDraft): Promise<void> {
    const order = draft.origin.orderNumber;
    if (draft.lines.some((line) => isZero(line.unitPrice))) await this.#once('notice.order.freeLines', order);
    if (draft.lines.some((line) => isNegative(line.quantity)))
      await this.#once('notice.order.discountLines', order);
  }

  async #once(code: NoticeCode, order: number): Promise<void> {
    if (this.#told.has(code)) return;
    this.#told.add(code);
    await this.#report.notice(code, { order });
  }
}

/** A document that stands in the warehouse and does not come to its order's total (I8): for a person. */
export function differingDocument(
  draft: OperationDraft,
  operation: RecordedOperation,
  found: Decimal,
): AttentionNote {
  const document = `${operation.operationType}/${operation.documentNumber}`;
  const facts = { order: draft.origin.orderNumber, document, expected: draft.total, found };
  return { subject: `document:${document}`, code: 'warehouse.api.documentDiffers', facts };
}
