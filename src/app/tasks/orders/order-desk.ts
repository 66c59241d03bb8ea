import type { LedgerEntry } from '../../../model/ledger.ts';
import { orderSubject } from '../../../sync/orders/order-changes.ts';
import type { OrderNote } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';

/**
 * Tells what a step of an order means: on the attention list, among what was left out, or as unchanged. Told
 * before the ledger is saved: an order that the shop no longer has is not met a second time.
 */
export async function tellStep(
  { report }: TaskContext,
  entry: LedgerEntry,
  note: OrderNote | null,
): Promise<void> {
  if (note === null) return;
  const subject = orderSubject(entry.orderNumber);
  if (note.tell === 'attention') {
    await report.park({ subject, code: note.code, facts: note.facts });
    return;
  }
  await report.settle(subject);
  if (note.tell === 'settled') return;
  if (note.tell === 'aside' && note.isNew)
    report.skip({ subject, label: `№${entry.orderNumber}`, reason: note.reason });
  else report.count('unchanged');
}
