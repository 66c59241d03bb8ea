import { sha256 } from '../../../lib/hash.ts';
import type { Order } from '../../../model/order.ts';
import { claimKey } from '../../../model/order-origin.ts';
import type { OrderNumber, OrderOrigin } from '../../../model/order-origin.ts';
import { seriesIdentity, seriesOf } from '../../../model/order-series.ts';
import { judgeDocuments } from '../../../sync/orders/order-adoption.ts';
import type { Adoption } from '../../../sync/orders/order-adoption.ts';
import type { SharedGathering } from '../../task-context.ts';
import type { OrderSurroundings } from './order-surroundings.ts';

/** Where an order of the profile's shop comes from, as claims and notes name it (I4, I12). */
export function originOf(
  context: Pick<SharedGathering, 'identity' | 'series'>,
  orderNumber: OrderNumber,
): OrderOrigin {
  const shopIdentity = seriesIdentity(context.identity, seriesOf(context.series, orderNumber));
  return { shopIdentity, orderNumber, claimKey: claimKey(sha256(shopIdentity), orderNumber) };
}

/**
 * Asks the warehouse for the documents of orders, by claim and note, and tells whether each is the order's
 * own (Q5, I18). Orders of which nothing stands are absent. Reads only; repeatable.
 */
export async function askWarehouse(
  context: SharedGathering,
  asked: readonly { readonly number: OrderNumber; readonly order: Order | null }[],
  surroundings: OrderSurroundings,
): Promise<ReadonlyMap<OrderNumber, Adoption>> {
  const { warehouse, signal } = context;
  const origins = new Map(asked.map(({ number }) => [number, originOf(context, number)]));
  const traces = await warehouse.findTraces([...origins.values()], signal);
  if (traces.length === 0) return new Map();
  const orders = new Map(asked.map(({ number, order }) => [number, order]));
  const versions = new Map<OrderNumber, readonly Order[]>();
  for (const { orderNumber } of traces)
    versions.set(orderNumber, await knownVersions(context, orderNumber, orders.get(orderNumber) ?? null));
  const around = await surroundings.of([...versions.values()].flat());
  const adoptions = new Map<OrderNumber, Adoption>();
  for (const { orderNumber, documents } of traces) {
    const origin = originOf(context, orderNumber);
    const what = { documents, versions: versions.get(orderNumber) ?? [] };
    adoptions.set(orderNumber, judgeDocuments(origin, what, around));
  }
  return adoptions;
}

/** Every version of an order that is known and can be read, the newest first (I16). */
export async function knownVersions(
  context: SharedGathering,
  number: OrderNumber,
  now: Order | null,
): Promise<readonly Order[]> {
  const archived = await context.state.ledger.versions(context.profile.id, number);
  const before = archived.toReversed().flatMap((version) => context.readOrder(version.raw)?.order ?? []);
  return now === null ? before : [now, ...before];
}
