import { isNegative, isZero } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { OperationDraft, RecordedOperation } from '../../model/operation.ts';
import type { AttentionNote, NoticeCode } from '../../model/run.ts';

/** What a till, or a user's rights, make of unusual lines of a document (I8). */
export function oddLines(draft: OperationDraft): readonly NoticeCode[] {
  const codes: NoticeCode[] = [];
  if (draft.lines.some((line) => isZero(line.unitPrice))) codes.push('notice.order.freeLines');
  if (draft.lines.some((line) => isNegative(line.quantity))) codes.push('notice.order.discountLines');
  return codes;
}

/** A document that stands in the warehouse and does not come to its order's total (I8): for a person. */
export function differingDocument(
  draft: OperationDraft,
  operation: RecordedOperation,
  { found, currency }: { readonly found: Decimal; readonly currency: string },
): AttentionNote {
  const document = `${operation.operationType}/${operation.documentNumber}`;
  const facts = { order: draft.origin.orderNumber, document, expected: draft.total, found, currency };
  return { subject: `document:${document}`, code: 'warehouse.api.documentDiffers', facts };
}
