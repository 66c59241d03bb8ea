import type { MetOrder } from '../../../sync/orders/order-met.ts';
import type { OrderToKeep } from '../../../state/state.ts';
import type { SharedGathering } from '../../task-context.ts';

/** An order as it was received, for the archive (I16). */
export function toKeep(
  { fetched, entry }: MetOrder,
  how: {
    readonly shopAddress: string;
    readonly receivedAt: string;
    readonly orderContacts: SharedGathering['orderContacts'];
  },
): OrderToKeep {
  return {
    orderNumber: fetched.number,
    raw: fetched.raw,
    rawHash: entry.rawHash,
    shopAddress: how.shopAddress,
    receivedAt: how.receivedAt,
    withoutContacts: () => how.orderContacts(fetched.raw).erased,
  };
}
