import { NO_SIGHT, orderSight } from '../../../model/order-sight.ts';
import type { FetchedOrder } from '../../../model/order.ts';
import type { OrderToKeep } from '../../../state/state.ts';
import type { SharedGathering } from '../../task-context.ts';

/** An order as it was received, for the archive (I16). */
export function toKeep(
  fetched: FetchedOrder,
  rawHash: string,
  how: {
    readonly shopAddress: string;
    readonly receivedAt: string;
    readonly orderContacts: SharedGathering['orderContacts'];
  },
): OrderToKeep {
  return {
    orderNumber: fetched.number,
    raw: fetched.raw,
    rawHash,
    shopAddress: how.shopAddress,
    receivedAt: how.receivedAt,
    withoutContacts: () => how.orderContacts(fetched.raw).erased,
    sight: fetched.order === undefined ? NO_SIGHT : orderSight(fetched.order),
  };
}
