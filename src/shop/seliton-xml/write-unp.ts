import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import { sendToPlaces, standingUnp } from '../seliton-http/unp-places.ts';
import type { UnpPlaces } from '../seliton-http/unp-places.ts';
import type { UnpOutcome } from '../../model/unp-outcome.ts';
import { GUIDE, READING } from './codec.ts';
import { shownText } from './order-from-xml.ts';
import type { XmlOrder } from './order-from-xml.ts';
import { fetchOrdersNumbered } from './read-orders.ts';
import type { OrderSource } from './read-orders.ts';
import type { XmlClient } from './xml-client.ts';
import { findElement } from './xml-document.ts';
import { ShopRefusal } from './xml-errors.ts';

/** A УНП, its order, and the field that takes it where the shop keeps none; '' = no such field. */
interface UnpToWrite {
  readonly order: OrderNumber;
  readonly unp: string;
  readonly fallbackField: string;
}

/**
 * Writes the УНП of an order where it has none (I13, F7). The order is read first, so another value is
 * never overwritten and a repeat finds its own; the answer repeats the value that the shop now holds, or
 * the order is read again. A shop that does not keep it is given it in the field that the settings name.
 * Rejects `shop.order.gone`, `shop.order.refused`.
 */
export async function writeUnp(
  source: OrderSource,
  what: UnpToWrite,
  signal: AbortSignal,
): Promise<UnpOutcome> {
  const { client } = source;
  const { order, unp, fallbackField } = what;
  const [known] = await fetchOrdersNumbered(source, [order], signal);
  if (known === undefined) throw new SyncError('shop.order.gone', { order });
  const before = placesOf(known, fallbackField);
  const shown = async (): Promise<UnpPlaces> => {
    const [read] = await fetchOrdersNumbered(source, [order], signal);
    return read === undefined ? { own: '', named: '' } : placesOf(read, fallbackField);
  };
  return (
    standingUnp(before, unp) ??
    sendToPlaces(before, unp, {
      own: async () => (await sendUnp(client, what, READING.parameters.unp, signal)) || (await shown()).own,
      named:
        fallbackField === ''
          ? null
          : async () => {
              await sendUnp(client, what, fallbackField, signal);
              return (await shown()).named;
            },
    })
  );
}

function placesOf({ fetched, shownUnp }: XmlOrder, fallbackField: string): UnpPlaces {
  return { own: shownUnp ?? '', named: fallbackField === '' ? '' : shownText(fetched.raw, fallbackField) };
}

/** The value that the answer repeats as the order's УНП; '' = none. */
async function sendUnp(
  client: XmlClient,
  what: UnpToWrite,
  field: string,
  signal: AbortSignal,
): Promise<string> {
  const fields = { [READING.parameters.order]: String(what.order), [field]: what.unp };
  try {
    const answer = await client.call({ action: GUIDE.actions.updateOrder, fields }, signal);
    return findElement(answer.frame, READING.order.unp)?.text.trim() ?? '';
  } catch (error) {
    if (!(error instanceof ShopRefusal)) throw error;
    throw new SyncError(
      'shop.order.refused',
      { order: what.order, message: error.message },
      { cause: error },
    );
  }
}
