import { formatFixed } from '../../model/decimal.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Change } from '../../model/plan.ts';

/** What reports and attention items call an order by. */
export function orderSubject(order: OrderNumber): string {
  return `order:${order}`;
}

/** What the alarm about orders that do not come in is called by. */
export const OVERDUE_SUBJECT = 'orders:overdue';

/** The УНП that the shop is to hold for an order (I13). */
export function unpChange(order: OrderNumber, unp: string): Change {
  return {
    key: `import-orders:unp:${order}`,
    task: 'import-orders',
    kind: 'writeUnp',
    subject: orderSubject(order),
    label: `№ ${order}`,
    fields: [{ field: 'unp', before: null, after: unp }],
  };
}

/** The document that an order becomes, as a plan shows it and a run reports it. */
export function recordChange(draft: OperationDraft, currency: string): Change {
  const partner = draft.partner.kind === 'existing' ? draft.partner.company : draft.partner.partner.company;
  const subject = orderSubject(draft.origin.orderNumber);
  return {
    key: `import-orders:${subject}`,
    task: 'import-orders',
    kind: 'recordOperation',
    subject,
    label: `№ ${draft.origin.orderNumber}`,
    fields: [
      { field: 'operationType', before: null, after: String(draft.operationType) },
      { field: 'partner', before: null, after: partner },
      { field: 'partnerIsNew', before: null, after: draft.partner.kind === 'new' ? 'yes' : 'no' },
      { field: 'total', before: null, after: `${formatFixed(draft.total, 2)} ${currency}` },
      ...(draft.again === undefined ? [] : [{ field: 'unp', before: null, after: draft.again.unp ?? '–' }]),
    ],
    document: draft,
  };
}
