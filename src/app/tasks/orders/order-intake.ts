import { sha256 } from '../../../lib/hash.ts';
import type { LedgerEntry } from '../../../model/ledger.ts';
import type { FetchedOrder, Order } from '../../../model/order.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import { hasDocument } from '../../../model/order-stage.ts';
import {
  contentDifferences,
  orderContent,
  shopSays,
  statusDecision,
} from '../../../sync/orders/order-status.ts';
import { firstEntry, step } from '../../../sync/order-steps.ts';
import type { OrderEvent, ShopSays } from '../../../sync/order-steps.ts';
import type { TaskContext } from '../../task-context.ts';
import { tellStep } from './order-desk.ts';

/** An order without a document, about which the warehouse is to be asked before anything is decided (I18). */
export interface AskedOrder {
  readonly entry: LedgerEntry;
  readonly says: ShopSays;
  /** Null when the shop no longer has it, or it cannot be read. */
  readonly order: Order | null;
}

/** An order as read together with what is remembered of it. */
interface Met {
  readonly fetched: FetchedOrder;
  readonly entry: LedgerEntry;
  readonly hasChanged: boolean;
  /** The shop has taken its goods off its stock since it was last met, or has put them back. */
  readonly movesStock: boolean;
}

/** A shop takes goods off its stock with an order, and puts them back when it is cancelled. */
function movesStock(context: TaskContext, entry: LedgerEntry, fetched: FetchedOrder): boolean {
  if (fetched.order === undefined || fetched.order.status === entry.status) return false;
  const { settings } = context;
  return statusDecision(fetched.order.status, settings) !== statusDecision(entry.status, settings);
}

async function meet(
  context: TaskContext,
  orders: readonly FetchedOrder[],
  seenAt: string,
): Promise<readonly Met[]> {
  const { state, profile } = context;
  const numbers = orders.map((order) => order.number);
  const known = await state.ledger.find(profile.id, numbers);
  const byNumber = new Map<OrderNumber, LedgerEntry>(known.map((entry) => [entry.orderNumber, entry]));
  return orders.map((fetched) => {
    const rawHash = sha256(fetched.raw);
    const entry = byNumber.get(fetched.number);
    if (entry === undefined)
      return { fetched, entry: firstEntry(fetched, rawHash, seenAt), hasChanged: true, movesStock: true };
    return {
      fetched,
      entry: step(entry, { kind: 'met', fetched, rawHash }).entry,
      hasChanged: entry.rawHash !== rawHash,
      movesStock: movesStock(context, entry, fetched),
    };
  });
}

/**
 * Archives what is new or changed, before anything is decided (I16), and sorts a batch: orders with a
 * document are only compared (I14), those put aside earlier of which nothing new is heard stay so; about all
 * others the warehouse is to be asked. Durable before it resolves.
 */
export async function sortOrders(
  context: TaskContext,
  orders: readonly FetchedOrder[],
  seenAt: string,
): Promise<readonly AskedOrder[]> {
  const met = await meet(context, orders, seenAt);
  await forgetMovedStock(context, met);
  await archive(context, met, seenAt);
  const asked: AskedOrder[] = [];
  for (const { fetched, entry } of met) {
    const says = shopSays(fetched, context.settings);
    const { mustAsk, note } = step(
      entry,
      hasDocument(entry.stage) ? sinceRecorded(entry, says, fetched) : says,
    );
    if (mustAsk) asked.push({ entry, says, order: fetched.order ?? null });
    else await tellStep(context, entry, note);
  }
  return asked;
}

/** What the shop says of an order that has a document: also whether it was changed since (I14). */
export function sinceRecorded(
  entry: LedgerEntry,
  says: ShopSays,
  { order }: { readonly order?: Order | null },
): OrderEvent {
  const isLiving = says.kind === 'due' || says.kind === 'waits';
  if (!isLiving || order === undefined || order === null || entry.recordedContent === null) return says;
  const now = orderContent(order);
  if (entry.recordedContent === now) return says;
  return { kind: 'changed', changes: contentDifferences(entry.recordedContent, now).join(', ') };
}

/** Before the order counts as met: after a crash it is met anew, and its goods' quantities with it. */
async function forgetMovedStock(context: TaskContext, met: readonly Met[]): Promise<void> {
  const { state, profile, report } = context;
  const lines = met.flatMap((record) => (record.movesStock ? (record.fetched.order?.lines ?? []) : []));
  const productIds = [...new Set(lines.flatMap((line) => line.productId ?? []))];
  if (report.isPlan || productIds.length === 0) return;
  await state.links.forgetStock(profile.id, { productIds, goodIds: [] });
}

async function archive(context: TaskContext, met: readonly Met[], seenAt: string): Promise<void> {
  const { state, profile, settings, report } = context;
  const changed = met.filter((record) => record.hasChanged);
  if (report.isPlan || changed.length === 0) return;
  const orders = changed.map(({ fetched, entry }) => ({
    orderNumber: fetched.number,
    raw: fetched.raw,
    rawHash: entry.rawHash,
    shopAddress: settings.shopAddress,
    receivedAt: seenAt,
    withoutContacts: () => context.orderContacts(fetched.raw).erased,
  }));
  await state.ledger.keep(
    profile.id,
    orders,
    changed.map((record) => record.entry),
  );
}
