import type { ErrorCode } from '../model/error-codes.ts';
import type { DismissReason, HeldQuantity, LedgerEntry } from '../model/ledger.ts';
import type { RecordedOperation } from '../model/operation.ts';
import type { FetchedOrder } from '../model/order.ts';
import { hasDocument, orderCell, wasRecorded } from '../model/order-stage.ts';
import type { OrderEventName } from '../model/order-stage.ts';
import { SyncError } from '../model/sync-error.ts';
import type { ErrorFacts } from '../model/sync-error.ts';

/** Why a person must look at an order. */
export interface OrderReason {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/**
 * What the shop says of an order when it is read; `removed`: the shop no longer has it; `declined`: whatever it
 * says, a person has said that the order is not to be imported.
 */
export type ShopSays =
  | { readonly kind: 'due' | 'removed' | 'declined' }
  | { readonly kind: 'waits' | 'cancelled'; readonly status: string }
  | { readonly kind: 'unreadable'; readonly reason: OrderReason };

interface Document {
  readonly operation: RecordedOperation;
  /** What it was made from (`orderContent`); null = not known. */
  readonly content: string | null;
  readonly at: string;
}

/** Something that happens to an order; the table of `model/order-stage.ts` says where it leads. */
export type OrderEvent =
  | ShopSays
  | { readonly kind: 'met'; readonly fetched: FetchedOrder; readonly rawHash: string }
  /** `changes`: names of what differs from what the document was made from (I14). */
  | { readonly kind: 'changed'; readonly changes: string }
  /** Its document was asked for and is not in the warehouse any more (Q1). */
  | { readonly kind: 'lost'; readonly held: readonly HeldQuantity[] }
  /** A person has decided: it was deleted on purpose, or is to be recorded again under its own УНП. */
  | { readonly kind: 'letGo' | 'again' }
  /** A person has decided of an order without a document: it is not to be imported, and why; or it is. */
  | { readonly kind: 'decline'; readonly who: string; readonly why: string }
  | { readonly kind: 'admit' }
  | ({ readonly kind: 'found' } & Document)
  /**
   * A document with the order's note or claim that is not the order's (Q5), or none any more (I18): nothing in
   * the warehouse stands for what the shop has sold, which stays held.
   */
  | {
      readonly kind: 'unfit' | 'gone';
      readonly reason: OrderReason;
      readonly held: readonly HeldQuantity[];
    }
  /** Not found, but a request for it may still be under way. */
  | { readonly kind: 'notFoundYet' }
  /** `held`: what an order that waits keeps off the shop's stock (Q2). */
  | { readonly kind: 'notFound'; readonly says: ShopSays; readonly held?: readonly HeldQuantity[] }
  | { readonly kind: 'refused'; readonly reason: OrderReason; readonly held: readonly HeldQuantity[] }
  /** The document was not among the changes that a person approved. */
  | { readonly kind: 'heldBack'; readonly held: readonly HeldQuantity[] }
  | { readonly kind: 'sent'; readonly at: string; readonly held: readonly HeldQuantity[] }
  /** The request never left, or was refused: it is known that nothing came of it. */
  | { readonly kind: 'unsent' | 'answerLost' }
  | ({ readonly kind: 'recorded' } & Document)
  | { readonly kind: 'acknowledged'; readonly at: string };

/**
 * What is to be told of a step. `attention`: a person must look. `aside`: not imported, told when it is new.
 * `inStep`: as it should be. `settled`: its cause for attention is gone.
 */
export type OrderNote =
  | ({ readonly tell: 'attention' } & OrderReason)
  | { readonly tell: 'aside'; readonly reason: DismissReason; readonly isNew: boolean }
  | { readonly tell: 'inStep' | 'settled' };

/** An order after an event. */
export interface OrderStep {
  readonly entry: LedgerEntry;
  /** The warehouse is to be asked for the order's document before anything is decided. */
  readonly mustAsk: boolean;
  readonly note: OrderNote | null;
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

function asideReason(kind: 'waits' | 'cancelled' | 'removed' | 'declined'): DismissReason {
  if (kind === 'waits') return 'order.waiting';
  if (kind === 'declined') return 'order.declined';
  return kind === 'cancelled' ? 'order.cancelled' : 'order.removed';
}

function answerLost(entry: LedgerEntry): OrderReason {
  return { code: 'warehouse.record.answerLost', facts: { order: entry.orderNumber } };
}

function attention(reason: OrderReason): OrderNote {
  return { tell: 'attention', code: reason.code, facts: reason.facts };
}

function noteOf(entry: LedgerEntry, event: OrderEvent): OrderNote | null {
  switch (event.kind) {
    case 'due':
    case 'waits':
    case 'cancelled':
    case 'removed':
    case 'unreadable':
    case 'declined':
      // That its document is missing is what a person must hear first.
      if (entry.stage === 'missing') return null;
      return hasDocument(entry.stage) ? afterwards(entry, event) : asideNote(entry, event);
    case 'lost':
      return attention(missing(entry));
    case 'letGo':
    case 'again':
    case 'decline':
    case 'admit':
      return { tell: 'settled' };
    case 'changed':
      if (entry.stage === 'missing') return null;
      return attention({ code: 'order.changedAfterImport', facts: about(entry, { changes: event.changes }) });
    case 'unfit':
    case 'gone':
    case 'refused':
      return attention(event.reason);
    case 'notFound':
      return asideNote(entry, event.says);
    case 'notFoundYet':
    case 'answerLost':
      return attention(answerLost(entry));
    case 'recorded':
      return { tell: 'settled' };
    case 'met':
    case 'found':
    case 'heldBack':
    case 'sent':
    case 'unsent':
    case 'acknowledged':
      return null;
  }
}

/** A recorded order whose document is not in the warehouse any more (Q1). */
function missing(entry: LedgerEntry): OrderReason {
  return { code: 'order.documentMissing', facts: about(entry, {}) };
}

/** An order and its document, as every attention item names them. */
function about(entry: LedgerEntry, more: ErrorFacts): ErrorFacts {
  const document = `${entry.operationType ?? ''}/${entry.documentNumber ?? ''}`;
  return { order: entry.orderNumber, document, unp: entry.unp ?? '–', ...more };
}

/** The document is never rewritten; what the shop says of the order afterwards is told to a person (I14). */
function afterwards(entry: LedgerEntry, says: ShopSays): OrderNote {
  switch (says.kind) {
    case 'cancelled':
      return attention({
        code: 'order.cancelledAfterImport',
        facts: about(entry, { status: says.status }),
      });
    case 'removed':
      return attention({ code: 'order.removedAfterImport', facts: about(entry, {}) });
    case 'unreadable':
      return attention({
        code: 'order.unreadableAfterImport',
        facts: about(entry, { field: String(says.reason.facts['field'] ?? says.reason.code) }),
      });
    case 'due':
    case 'waits':
    case 'declined':
      return { tell: 'inStep' };
  }
}

function asideNote(entry: LedgerEntry, says: ShopSays): OrderNote | null {
  if (says.kind === 'due') return null;
  if (says.kind === 'unreadable') return attention(says.reason);
  const reason = asideReason(says.kind);
  return { tell: 'aside', reason, isNew: entry.reason?.code !== reason };
}
