import { regroup } from '../../../lib/batch.ts';
import type { FetchedOrder, NumberlessOrder } from '../../../model/order.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { firstNumberOf } from '../../../model/order-series.ts';
import type { SharedGathering } from '../../task-context.ts';

const ORDERS_AT_ONCE = 500;

/** The cursor: every order up to it is accounted for. Never below the first order (S25, S26). */
export async function readCursor(gathering: SharedGathering): Promise<OrderNumber> {
  const { settings, series, state, profile } = gathering;
  const first = firstNumberOf(settings.firstOrder, series);
  return Math.max(await state.ledger.cursor(profile.id), first) as OrderNumber;
}

/**
 * The shop's orders with a greater number, ascending, in batches: the one reader of orders, for who imports
 * them (I1) and for who only has to know them (Q2). Where there is none, one request. `onNumberless` is told
 * of records without a number (Q10).
 */
export function readOrders(
  { shop, signal }: Pick<SharedGathering, 'shop' | 'signal'>,
  after: OrderNumber,
  onNumberless?: (order: NumberlessOrder) => void,
): AsyncGenerator<readonly FetchedOrder[]> {
  return regroup(shop.fetchOrders(after, signal, onNumberless), ORDERS_AT_ONCE);
}
