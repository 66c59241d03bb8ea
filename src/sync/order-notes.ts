import type { DismissReason, LedgerEntry } from '../model/ledger.ts';
import { hasDocument } from '../model/order-stage.ts';
import type { ErrorFacts } from '../model/sync-error.ts';
import type { OrderEvent, OrderNote, OrderReason, ShopSays } from './order-events.ts';

/** The reason under which an order is put aside. */
export function asideReason(kind: 'waits' | 'cancelled' | 'removed' | 'declined'): DismissReason {
  if (kind === 'waits') return 'order.waiting';
  if (kind === 'declined') return 'order.declined';
  return kind === 'cancelled' ? 'order.cancelled' : 'order.removed';
}

/** Why an order whose answer was lost must be looked at. */
export function answerLost(entry: LedgerEntry): OrderReason {
  return { code: 'warehouse.record.answerLost', facts: { order: entry.orderNumber } };
}

function attention(reason: OrderReason): OrderNote {
  return { tell: 'attention', code: reason.code, facts: reason.facts };
}

/** What is to be told of an event. */
export function noteOf(entry: LedgerEntry, event: OrderEvent): OrderNote | null {
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
export function missing(entry: LedgerEntry): OrderReason {
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
