import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { UnpOutcome } from '../shop.ts';
import { GUIDE, READING } from './codec.ts';
import { fetchOrdersNumbered } from './read-orders.ts';
import type { XmlClient } from './xml-client.ts';
import { findElement } from './xml-document.ts';
import { ShopRefusal } from './xml-errors.ts';

/**
 * Writes the УНП of an order where it has none (I13, F7). The order is read first, so another value is
 * never overwritten and a repeat finds its own; the answer repeats the value that the shop now holds, or
 * the order is read again. Rejects `shop.order.gone`, `shop.order.refused`.
 */
export async function writeUnp(
  client: XmlClient,
  what: { readonly order: OrderNumber; readonly unp: string },
  signal: AbortSignal,
): Promise<UnpOutcome> {
  const { order, unp } = what;
  const [known] = await fetchOrdersNumbered(client, [order], signal);
  if (known === undefined) throw new SyncError('shop.order.gone', { order });
  const before = known.shownUnp ?? '';
  if (before === unp) return { kind: 'alreadyThere' };
  if (before !== '') return { kind: 'differs', shopValue: before };
  const after = (await sendUnp(client, what, signal)) || (await shownUnp(client, order, signal));
  if (after === '') return { kind: 'notKept' };
  return after === unp ? { kind: 'written' } : { kind: 'differs', shopValue: after };
}

/** What the order shows after an answer that repeats nothing; '' = none. */
async function shownUnp(client: XmlClient, order: OrderNumber, signal: AbortSignal): Promise<string> {
  const [read] = await fetchOrdersNumbered(client, [order], signal);
  return read?.shownUnp ?? '';
}

async function sendUnp(
  client: XmlClient,
  what: { readonly order: OrderNumber; readonly unp: string },
  signal: AbortSignal,
): Promise<string> {
  const { parameters, order: names } = READING;
  const fields = { [parameters.order]: String(what.order), [parameters.unp]: what.unp };
  try {
    const answer = await client.call({ action: GUIDE.actions.updateOrder, fields }, signal);
    return findElement(answer.frame, names.unp)?.text.trim() ?? '';
  } catch (error) {
    if (!(error instanceof ShopRefusal)) throw error;
    throw new SyncError(
      'shop.order.refused',
      { order: what.order, message: error.message },
      { cause: error },
    );
  }
}
