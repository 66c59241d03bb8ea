import type { LedgerEntry, RecordedOrder } from '../../../model/ledger.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import type { AttentionNote } from '../../../model/run.ts';
import type { SyncError } from '../../../model/sync-error.ts';
import { missingNote, olderWarehouse } from '../../../sync/orders/recorded-orders.ts';
import type { LostOrder } from '../../../sync/orders/recorded-orders.ts';
import { step } from '../../../sync/order-steps.ts';
import type { Gathering } from '../../task-context.ts';
import { lookFor } from './look-for-documents.ts';
import { OrderSurroundings } from './order-surroundings.ts';
import { ordersToAsk } from './orders-to-ask.ts';

/** What a task that sends quantities has to know of documents that are missing (Q1, Q2). */
export interface LostOrders {
  /** As missing, with the goods that they hold; those that somebody has kept so already are left out. */
  readonly entries: readonly LedgerEntry[];
  /** For people, where nobody has told them in this session. */
  readonly notes: readonly AttentionNote[];
  /** The warehouse is older than the memory; null = it is not. */
  readonly older: SyncError | null;
}

/**
 * Asks for recorded documents as the import does, once in a session: in a warehouse that was restored their
 * goods look free. What is to become of them the import decides, and a person. Reads only.
 */
export async function lostOrders(gathering: Gathering): Promise<LostOrders> {
  const { state, profile, recordedAsked } = gathering;
  const known = recordedAsked.lost;
  if (known !== null) {
    const numbers = known.map(({ entry }) => entry.orderNumber);
    const now = await state.ledger.find(profile.id, numbers);
    const kept = new Set(now.filter(({ stage }) => stage === 'missing').map((each) => each.orderNumber));
    return {
      entries: missing(known.filter(({ entry }) => !kept.has(entry.orderNumber))),
      notes: [],
      older: null,
    };
  }
  const { orders } = await ordersToAsk({ ...gathering, asksAll: false });
  const found = await lookFor(gathering, new OrderSurroundings(gathering), orders);
  recordedAsked.lost = found.lost;
  const entries = missing(found.lost);
  return {
    entries,
    notes: entries.map(missingNote),
    // What was told before holds its goods already: a run that sends quantities need not stop for it again.
    older:
      found.lost.length === 0 ? null : olderWarehouse([...found.lost, ...found.missing], newestOf(orders)),
  };
}

function missing(lost: readonly LostOrder[]): readonly LedgerEntry[] {
  return lost.map(({ entry, held }) => step(entry, { kind: 'lost', held }).entry);
}

function newestOf(orders: readonly RecordedOrder[]): OrderNumber | null {
  return orders.at(-1)?.orderNumber ?? null;
}
