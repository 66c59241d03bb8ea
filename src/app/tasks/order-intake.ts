import { sha256 } from '../../lib/hash.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { FetchedOrder, Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { hasDocument, isAnswerOpen } from '../../model/order-stage.ts';
import { contentDifferences, orderContent, statusDecision } from '../../sync/order-status.ts';
import type { TaskContext } from '../task-context.ts';

/** An order that is due: archived, not recorded, its status says "import". */
export interface DueOrder {
  readonly order: Order;
  readonly entry: LedgerEntry;
}

/** An order as read together with what is remembered of it. */
interface Met {
  readonly fetched: FetchedOrder;
  readonly entry: LedgerEntry;
  readonly isNew: boolean;
  readonly hasChanged: boolean;
  /** The shop has taken its goods off its stock since it was last met, or has put them back. */
  readonly movesStock: boolean;
}

/** An order as the ledger first keeps it: seen, nothing decided. */
export function firstEntry(fetched: FetchedOrder, rawHash: string, seenAt: string): LedgerEntry {
  return {
    orderNumber: fetched.number,
    stage: 'seen',
    status: fetched.order?.status ?? '',
    currency: fetched.order?.currency ?? '',
    total: fetched.order?.total ?? null,
    createdAt: fetched.order?.createdAt ?? '',
    operationType: null,
    documentNumber: null,
    unp: null,
    rawHash,
    recordedContent: null,
    seenAt,
    recordedAt: null,
    acknowledgedAt: null,
    sentAt: null,
    reason: null,
    held: [],
  };
}

function refreshed(entry: LedgerEntry, fetched: FetchedOrder, rawHash: string): LedgerEntry {
  const { order } = fetched;
  if (order === undefined) return { ...entry, rawHash };
  const { status, currency, total, createdAt } = order;
  return { ...entry, rawHash, status, currency, total, createdAt };
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
  const known = await state.ledger.find(
    profile.id,
    orders.map((order) => order.number),
  );
  const byNumber = new Map<OrderNumber, LedgerEntry>(known.map((entry) => [entry.orderNumber, entry]));
  return orders.map((fetched) => {
    const rawHash = sha256(fetched.raw);
    const entry = byNumber.get(fetched.number);
    if (entry === undefined)
      return {
        fetched,
        entry: firstEntry(fetched, rawHash, seenAt),
        isNew: true,
        hasChanged: true,
        movesStock: true,
      };
    return {
      fetched,
      entry: refreshed(entry, fetched, rawHash),
      isNew: false,
      hasChanged: entry.rawHash !== rawHash,
      movesStock: movesStock(context, entry, fetched),
    };
  });
}

/**
 * Archives what is new or changed, before anything is decided (I16), and sorts a batch: orders with a
 * document are only compared (I14), others wait, are dismissed, are parked as unreadable, or are due.
 * Durable before it resolves.
 */
export async function sortOrders(
  context: TaskContext,
  orders: readonly FetchedOrder[],
  seenAt: string,
): Promise<readonly DueOrder[]> {
  const met = await meet(context, orders, seenAt);
  const due: DueOrder[] = [];
  const entries: LedgerEntry[] = [];
  for (const record of met) {
    const sorted = await sort(context, record);
    if (sorted.due !== null) due.push(sorted.due);
    // A due order enters the ledger as seen now and is saved again with what came of it.
    if (record.isNew || sorted.entry.stage !== 'seen' || record.hasChanged) entries.push(sorted.entry);
  }
  await forgetMovedStock(context, met);
  await archive(context, met, { entries, seenAt });
  return due;
}

/** Before the order counts as met: after a crash it is met anew, and its goods' quantities with it. */
async function forgetMovedStock(context: TaskContext, met: readonly Met[]): Promise<void> {
  const { state, profile, report } = context;
  const lines = met.flatMap((record) => (record.movesStock ? (record.fetched.order?.lines ?? []) : []));
  const productIds = [...new Set(lines.flatMap((line) => line.productId ?? []))];
  if (report.isPlan || productIds.length === 0) return;
  await state.links.forgetStock(profile.id, { productIds, goodIds: [] });
}

async function archive(
  context: TaskContext,
  met: readonly Met[],
  what: { readonly entries: readonly LedgerEntry[]; readonly seenAt: string },
): Promise<void> {
  const { state, profile, settings, report } = context;
  if (report.isPlan) return;
  const changed = met.filter((record) => record.isNew || record.hasChanged);
  const changedNumbers = new Set(changed.map((record) => record.fetched.number));
  const orders = changed.map(({ fetched, entry }) => ({
    orderNumber: fetched.number,
    raw: fetched.raw,
    rawHash: entry.rawHash,
    shopAddress: settings.shopAddress,
    receivedAt: what.seenAt,
    withoutContacts: () => context.orderContacts(fetched.raw).erased,
  }));
  const entries = what.entries.filter(
    (entry) => changedNumbers.has(entry.orderNumber) || entry.stage !== 'seen',
  );
  if (orders.length > 0 || entries.length > 0) await state.ledger.keep(profile.id, orders, entries);
}

interface Sorted {
  readonly entry: LedgerEntry;
  readonly due: DueOrder | null;
}

async function sort(context: TaskContext, record: Met): Promise<Sorted> {
  const { fetched, entry } = record;
  const { report, settings } = context;
  const subject = `order:${fetched.number}`;
  if (hasDocument(entry.stage)) {
    await compareRecorded(context, record);
    return { entry, due: null };
  }
  if (fetched.order === undefined) {
    const { code, facts } = fetched.fault;
    await report.park({ subject, code, facts });
    return { entry: { ...entry, stage: 'parked', reason: { code, facts } }, due: null };
  }
  const decision = statusDecision(fetched.order.status, settings);
  // Whatever its status is now: a document of it may stand.
  if (decision === 'import' || isAnswerOpen(entry.stage))
    return { entry, due: { order: fetched.order, entry } };
  await report.settle(subject);
  return { entry: aside(context, entry, { decision, status: fetched.order.status }), due: null };
}

/** An order that waits or is never to be imported, as the ledger keeps it. */
export function aside(
  context: TaskContext,
  entry: LedgerEntry,
  why: { readonly decision: 'wait' | 'cancelled'; readonly status: string },
): LedgerEntry {
  const isWaiting = why.decision === 'wait';
  const code = isWaiting ? 'order.waiting' : 'order.cancelled';
  if (entry.reason?.code === code) context.report.count('unchanged');
  else
    context.report.skip({
      subject: `order:${entry.orderNumber}`,
      label: `№${entry.orderNumber}`,
      reason: code,
    });
  const facts = { order: entry.orderNumber, status: why.status };
  return { ...entry, stage: isWaiting ? 'waiting' : 'dismissed', reason: { code, facts }, held: [] };
}

/**
 * An imported order is never rewritten in the warehouse; what changed in the shop is told to a person
 * (I14).
 */
async function compareRecorded(context: TaskContext, record: Met): Promise<void> {
  const { fetched, entry } = record;
  const { report } = context;
  const subject = `order:${fetched.number}`;
  const about = {
    order: fetched.number,
    document: `${entry.operationType ?? ''}/${entry.documentNumber ?? ''}`,
  };
  if (fetched.order === undefined) {
    await report.park({ subject, code: fetched.fault.code, facts: fetched.fault.facts });
    return;
  }
  if (statusDecision(fetched.order.status, context.settings) === 'cancelled') {
    await report.park({
      subject,
      code: 'order.cancelledAfterImport',
      facts: { ...about, status: fetched.order.status },
    });
    return;
  }
  const now = orderContent(fetched.order);
  if (entry.recordedContent !== null && entry.recordedContent !== now) {
    const changes = contentDifferences(entry.recordedContent, now).join(', ');
    await report.park({ subject, code: 'order.changedAfterImport', facts: { ...about, changes } });
    return;
  }
  report.count('unchanged');
  await report.settle(subject);
}
