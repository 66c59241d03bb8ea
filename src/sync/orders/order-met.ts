import type { LedgerEntry } from '../../model/ledger.ts';
import type { FetchedOrder, Order } from '../../model/order.ts';
import { hasDocument } from '../../model/order-stage.ts';
import type { ProductId } from '../../model/product.ts';
import type { Settings } from '../../model/settings.ts';
import { firstEntry, isDeclined, step } from '../order-steps.ts';
import type { OrderEvent, OrderNote, ShopSays } from '../order-steps.ts';
import type { WordMeanings } from '../words/word-meanings.ts';
import { contentDifferences, orderContent, shopSays, statusDecision } from './order-status.ts';

/** An order as read together with what is remembered of it. */
export interface MetOrder {
  readonly fetched: FetchedOrder;
  readonly entry: LedgerEntry;
  /** What was received is not kept yet, or not as it is read today: for the archive (I16). */
  readonly hasChanged: boolean;
  /** The shop has taken its goods off its stock since it was last met, or has put them back. */
  readonly movesStock: boolean;
}

/** An order without a document, about which the warehouse is to be asked before anything is decided (I18). */
export interface AskedOrder {
  readonly entry: LedgerEntry;
  readonly says: ShopSays;
  /** Null when the shop no longer has it, or it cannot be read. */
  readonly order: Order | null;
}

/** What came of hearing the shop out: the warehouse is to be asked, or there is at most something to tell. */
export type HeardOrder =
  | { readonly kind: 'asked'; readonly asked: AskedOrder }
  | { readonly kind: 'told'; readonly entry: LedgerEntry; readonly note: OrderNote | null };

/** Puts an order that was read beside what is known of it; `known` null: it is met for the first time. */
export function meetOrder(
  fetched: FetchedOrder,
  known: LedgerEntry | null,
  now: {
    readonly rawHash: string;
    readonly seenAt: string;
    readonly settings: Settings;
    readonly words: WordMeanings;
  },
): MetOrder {
  const { rawHash, seenAt } = now;
  if (known === null)
    return { fetched, entry: firstEntry(fetched, rawHash, seenAt), hasChanged: true, movesStock: true };
  const { entry } = step(known, { kind: 'met', fetched, rawHash });
  return {
    fetched,
    entry,
    hasChanged: RECEIVED.some((field) => known[field] !== entry[field]),
    movesStock: movesStock(known, fetched, now),
  };
}

/** What is received of an order; a newer version of the program may read more of the same record. */
const RECEIVED = ['rawHash', 'status', 'currency', 'total', 'createdAt'] as const;

/** A shop takes goods off its stock with an order, and puts them back when it is cancelled. */
function movesStock(
  entry: LedgerEntry,
  { order }: FetchedOrder,
  { settings, words }: { readonly settings: Settings; readonly words: WordMeanings },
): boolean {
  if (order === undefined || order.status === entry.status) return false;
  return statusDecision(order.status, settings, words) !== statusDecision(entry.status, settings, words);
}

/** Products whose quantity at the shop is another since these orders were last met. */
export function movedProducts(met: readonly MetOrder[]): readonly ProductId[] {
  const lines = met.flatMap((record) => (record.movesStock ? (record.fetched.order?.lines ?? []) : []));
  return [...new Set(lines.flatMap((line) => line.productId ?? []))];
}

/**
 * Orders with a document are only compared (I14), those put aside earlier of which nothing new is heard stay
 * so; about all others the warehouse is to be asked. What a person has declined is declined, whatever the
 * shop says of it.
 */
export function hearOrder(
  { fetched, entry }: MetOrder,
  { settings, words }: { readonly settings: Settings; readonly words: WordMeanings },
): HeardOrder {
  const says: ShopSays = isDeclined(entry) ? { kind: 'declined' } : shopSays(fetched, settings, words);
  const event = hasDocument(entry.stage) ? sinceRecorded(entry, says, fetched.order ?? null) : says;
  const { mustAsk, note } = step(entry, event);
  if (!mustAsk) return { kind: 'told', entry, note };
  return { kind: 'asked', asked: { entry, says, order: fetched.order ?? null } };
}

/** What the shop says of an order that has a document: also whether it was changed since (I14). */
export function sinceRecorded(entry: LedgerEntry, says: ShopSays, order: Order | null): OrderEvent {
  const isLiving = says.kind === 'due' || says.kind === 'waits';
  if (!isLiving || order === null || entry.recordedContent === null) return says;
  const now = orderContent(order);
  if (entry.recordedContent === now) return says;
  return { kind: 'changed', changes: contentDifferences(entry.recordedContent, now).join(', ') };
}
