import type { Insertable, Selectable } from 'kysely';
import { packText, unpackText } from '../../../lib/packed-text.ts';
import type { ArchivedOrder } from '../../../model/ledger.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { erasedSight } from '../../../model/order-sight.ts';
import type { OrderSight } from '../../../model/order-sight.ts';
import type { ProfileId } from '../../../model/profile.ts';
import type { OrderToKeep } from '../../state.ts';
import { compiledForRows } from '../compiled-once.ts';
import type { StateDatabase, StateSchema } from '../schema.ts';
import type { StateEngine } from '../state-engine.ts';
import { keepSights } from '../lists/sights.ts';

/** The record as received, from a row of this version or an older one. */
export function rawOf(row: { readonly raw: string; readonly packed: Uint8Array | null }): string {
  return row.packed === null ? row.raw : unpackText(row.packed);
}

/** All versions of an order as received, oldest first. */
export async function readVersions(
  database: StateDatabase,
  id: ProfileId,
  number: OrderNumber,
): Promise<readonly ArchivedOrder[]> {
  const rows = await database
    .selectFrom('archive')
    .selectAll()
    .where('profile_id', '=', id)
    .where('order_number', '=', number)
    .orderBy('version')
    .execute();
  return rows.map(versionOf);
}

/** A row of the archive, or of the past one. */
export function versionOf(row: Omit<Selectable<StateSchema['archive']>, 'profile_id'>): ArchivedOrder {
  return {
    orderNumber: row.order_number,
    version: row.version,
    raw: rawOf(row),
    rawHash: row.raw_hash,
    shopAddress: row.shop_address,
    receivedAt: row.received_at,
    erasedAt: row.erased_at,
  };
}

interface Newest {
  readonly version: number;
  readonly rawHash: string;
  readonly isErased: boolean;
}

async function newestOf(
  transaction: StateDatabase,
  engine: StateEngine,
  what: { readonly id: ProfileId; readonly numbers: readonly OrderNumber[] },
): Promise<Map<OrderNumber, Newest>> {
  const rows = await transaction
    .selectFrom('archive')
    .select(['order_number', 'version', 'raw_hash', 'erased_at'])
    .where('profile_id', '=', what.id)
    .where(engine.among('order_number', what.numbers))
    .orderBy('order_number')
    .orderBy('version')
    .execute();
  // The last version of each order comes last and stays.
  return new Map(
    rows.map(({ order_number, version, raw_hash, erased_at }) => [
      order_number,
      { version, rawHash: raw_hash, isErased: erased_at !== null },
    ]),
  );
}

/** Archives what differs from the newest version, in the order given; for at most some hundred orders. */
export async function archiveOrders(
  transaction: StateDatabase,
  engine: StateEngine,
  what: { readonly id: ProfileId; readonly orders: readonly OrderToKeep[] },
): Promise<void> {
  const { id, orders } = what;
  const numbers = orders.map((order) => order.orderNumber);
  const newest = await newestOf(transaction, engine, { id, numbers });
  const rows = [];
  const sights = new Map<OrderNumber, OrderSight>();
  for (const order of orders) {
    const known = newest.get(order.orderNumber);
    if (known?.rawHash === order.rawHash) continue;
    const isErased = known?.isErased ?? false;
    const version = (known?.version ?? 0) + 1;
    newest.set(order.orderNumber, { version, rawHash: order.rawHash, isErased });
    sights.set(order.orderNumber, isErased ? erasedSight(order.sight) : order.sight);
    rows.push({
      profile_id: id,
      order_number: order.orderNumber,
      version,
      raw: '',
      packed: packText(isErased ? order.withoutContacts() : order.raw),
      raw_hash: order.rawHash,
      shop_address: order.shopAddress,
      received_at: order.receivedAt,
      erased_at: isErased ? order.receivedAt : null,
    });
  }
  if (rows.length === 0) return;
  await insertVersions(transaction, rows);
  await keepSights(transaction, id, sights);
}

const insertVersions = compiledForRows((database, rows: readonly Insertable<StateSchema['archive']>[]) =>
  database.insertInto('archive').values(rows),
);
