import type { AskedPlace, RecordedOrder } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { ORDER_STAGES, wasRecorded } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';
import type { StateDatabase } from './schema.ts';

/**
 * The others are left out instead of these being looked for: by a list of stages an engine would read the
 * index of stages from end to end, and sort, where the few asked for stand together by number.
 */
const OTHERS = ORDER_STAGES.filter((stage) => !wasRecorded(stage));

/** Orders that have or had a document, above `after` and up to `upTo`, by number ascending (Q1). */
export async function readRecorded(
  database: StateDatabase,
  id: ProfileId,
  query: { readonly after: OrderNumber; readonly upTo: OrderNumber | null; readonly limit: number },
): Promise<readonly RecordedOrder[]> {
  const { after, upTo, limit } = query;
  const all = database
    .selectFrom('orders')
    .select(['order_number', 'stage', 'operation_type', 'document_number', 'unp'])
    .where('profile_id', '=', id)
    .where('order_number', '>', after)
    .where('stage', 'not in', OTHERS);
  const rows = await (upTo === null ? all : all.where('order_number', '<=', upTo))
    .orderBy('order_number')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    orderNumber: row.order_number,
    stage: row.stage,
    operationType: row.operation_type,
    documentNumber: row.document_number,
    unp: row.unp,
  }));
}

/** The lowest number among so many newest of them; null when there are fewer. */
export async function newestRecorded(
  database: StateDatabase,
  id: ProfileId,
  count: number,
): Promise<OrderNumber | null> {
  const row = await database
    .selectFrom('orders')
    .select('order_number')
    .where('profile_id', '=', id)
    .where('stage', 'not in', OTHERS)
    .orderBy('order_number', 'desc')
    .offset(count - 1)
    .limit(1)
    .executeTakeFirst();
  return row?.order_number ?? null;
}

/** How far they were asked for in turn. */
export async function readAsked(database: StateDatabase, id: ProfileId): Promise<AskedPlace> {
  const row = await database
    .selectFrom('profiles')
    .select(['asked_to', 'asked_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return { place: row?.asked_to ?? (0 as OrderNumber), at: row?.asked_at ?? null };
}
