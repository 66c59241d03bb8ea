import type { ErrorCode } from '../model/error-codes.ts';
import type { DismissReason, HeldQuantity, LedgerEntry } from '../model/ledger.ts';
import type { RecordedOperation } from '../model/operation.ts';
import type { FetchedOrder } from '../model/order.ts';
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

/** What was found or written for an order. */
export interface Document {
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
