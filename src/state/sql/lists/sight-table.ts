import type { OrderNumber } from '../../../model/order-origin.ts';
import type { ProfileId } from '../../../model/profile.ts';

/** What lists show of an order, and what it is looked up by. */
export interface SightTable {
  readonly profile_id: ProfileId;
  /** -1: the shop has the order under this number. */
  readonly past_series: number;
  readonly order_number: OrderNumber;
  readonly buyer: string;
  readonly payment: string;
  readonly delivery: string;
  readonly words: string;
}
