import type { LedgerEntry } from '../model/ledger.ts';
import type { FetchedOrder } from '../model/order.ts';
import { orderCell, wasRecorded } from '../model/order-stage.ts';
import type { OrderEventName } from '../model/order-stage.ts';
import { SyncError } from '../model/sync-error.ts';
import type { Document, OrderEvent, OrderStep, ShopSays } from './order-events.ts';
import { answerLost, asideReason, missing, noteOf } from './order-notes.ts';

export type { OrderEvent, OrderNote, OrderReason, OrderStep, ShopSays } from './order-events.ts';

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
    looks: 0,
    reason: null,
    held: [],
  };
}

/** A person has said that the order is not to be imported. */
export function isDeclined({ reason }: Pick<LedgerEntry, 'reason'>): boolean {
  return reason?.code === 'order.declined';
}

/** The row of the table that an event is. */
export function eventName(event: OrderEvent): OrderEventName {
  return event.kind === 'notFound' ? `notFound, ${event.says.kind}` : event.kind;
}

/**
 * Takes an order one step on its way in: pure, and the only place that makes an entry of another stage.
 * Rejects `bug.assertion` for an event that the table does not know in this stage.
 */
export function step(entry: LedgerEntry, event: OrderEvent): OrderStep {
  const name = eventName(event);
  const cell = orderCell(entry.stage, name);
  if (cell === null) {
    const message = `order ${entry.orderNumber} is ${entry.stage}: ${name} cannot happen to it`;
    throw new SyncError('bug.assertion', { message });
  }
  const after = { ...entry, ...fieldsAfter(entry, event), stage: cell === 'ask' ? entry.stage : cell };
  // One whose request once left without an answer is looked for for ever: it may have arrived late (Q13).
  const mayHaveArrived = isSaid(event) && !wasRecorded(entry.stage) && entry.sentAt !== null;
  const mustAsk = cell === 'ask' || mayHaveArrived;
  return { entry: after, mustAsk, note: mustAsk ? null : noteOf(entry, event) };
}

function isSaid(event: OrderEvent): event is ShopSays {
  return ['due', 'removed', 'waits', 'cancelled', 'unreadable', 'declined'].includes(event.kind);
}

function fieldsAfter(entry: LedgerEntry, event: OrderEvent): Partial<LedgerEntry> {
  switch (event.kind) {
    case 'met':
      return refreshed(event.fetched, event.rawHash);
    case 'found':
    case 'recorded':
      return { ...documentFields(entry, event), reason: null, held: [], sentAt: null, looks: 0 };
    case 'lost':
      return { reason: missing(entry), held: event.held };
    case 'letGo':
      return { reason: { code: 'order.letGo', facts: { order: entry.orderNumber } }, held: [] };
    case 'again':
      return { reason: { code: 'order.recordAgain', facts: { order: entry.orderNumber } } };
    case 'decline':
      return {
        reason: {
          code: 'order.declined',
          facts: { order: entry.orderNumber, who: event.who, why: event.why },
        },
      };
    case 'admit':
      return { reason: null };
    case 'notFound':
      return asideFields(entry, event);
    case 'refused':
    case 'unfit':
    case 'gone':
      // What a missing one holds was decided when it was lost: a good may be gone since.
      return { reason: event.reason, held: entry.stage === 'missing' ? entry.held : event.held };
    case 'heldBack':
      // What a person has decided of a missing one stays decided until its document stands.
      if (entry.stage === 'missing') return {};
      return { reason: isDeclined(entry) ? entry.reason : null, held: event.held };
    case 'sent':
      return { reason: answerLost(entry), held: event.held, sentAt: event.at, looks: 0 };
    case 'unsent':
      return { reason: null, sentAt: null, looks: 0 };
    case 'acknowledged':
      return { acknowledgedAt: event.at };
    case 'due':
    case 'waits':
    case 'cancelled':
    case 'removed':
    case 'unreadable':
    case 'declined':
    case 'changed':
    case 'answerLost':
      return {};
    case 'notFoundYet':
      return { looks: entry.looks + 1 };
  }
}

function refreshed(fetched: FetchedOrder, rawHash: string): Partial<LedgerEntry> {
  if (fetched.order === undefined) return { rawHash };
  const { status, currency, total, createdAt } = fetched.order;
  return { rawHash, status, currency, total, createdAt };
}

/** A УНП stays its order's, whether or not the document that takes a lost one's place can show it (A9). */
function documentFields(entry: LedgerEntry, document: Document): Partial<LedgerEntry> {
  const { operationType, documentNumber } = document.operation;
  const unp = document.operation.unp ?? (entry.stage === 'missing' ? entry.unp : null);
  return { operationType, documentNumber, unp, recordedContent: document.content, recordedAt: document.at };
}

function asideFields(
  entry: LedgerEntry,
  { says, held = [] }: Extract<OrderEvent, { kind: 'notFound' }>,
): Partial<LedgerEntry> {
  if (says.kind === 'due') return isAside(entry) ? { reason: null } : {};
  if (says.kind === 'unreadable') return { reason: says.reason };
  // Who has decided it, and why, stands there already.
  if (says.kind === 'declined') return { held: [] };
  const status = 'status' in says ? { status: says.status } : {};
  return {
    reason: { code: asideReason(says.kind), facts: { order: entry.orderNumber, ...status } },
    held: says.kind === 'waits' ? held : [],
  };
}

function isAside({ stage }: LedgerEntry): boolean {
  return stage === 'waiting' || stage === 'dismissed';
}
