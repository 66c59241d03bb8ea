import type { Decimal } from './decimal.ts';
import type { GoodId } from './good.ts';
import type { OrderNumber } from './order-origin.ts';
import type { OrderStage } from './order-stage.ts';
import type { ErrorCode } from './error-codes.ts';
import type { ErrorFacts } from './sync-error.ts';

/** A quantity that the shop has taken off its own stock for an order that the warehouse does not hold yet. */
export interface HeldQuantity {
  readonly goodId: GoodId;
  readonly quantity: Decimal;
}

/**
 * One row per order: how far it has come (spec section 8). Times: ISO 8601, UTC; `createdAt`: Europe/Sofia,
 * as the shop wrote it.
 */
export interface LedgerEntry {
  readonly orderNumber: OrderNumber;
  readonly stage: OrderStage;
  /** The shop's status when last seen. */
  readonly status: string;
  readonly currency: string;
  readonly total: Decimal | null;
  readonly createdAt: string;
  readonly operationType: number | null;
  readonly documentNumber: number | null;
  readonly unp: string | null;
  /** SHA-256 of the record as last received. */
  readonly rawHash: string;
  /**
   * What the document was made from, as canonical text (`orderContent`), so that a later change can be
   * told; null before.
   */
  readonly recordedContent: string | null;
  readonly seenAt: string;
  readonly recordedAt: string | null;
  readonly acknowledgedAt: string | null;
  /**
   * When the last request for its document left, where the warehouse has no transaction; null = none has, or
   * it is known that it never arrived (I4).
   */
  readonly sentAt: string | null;
  /** Runs that have looked for its document since that request left, and found none (Q13). */
  readonly looks: number;
  /** Why it is parked, waiting, missing or dismissed; null otherwise. */
  readonly reason: {
    readonly code: ErrorCode | DismissReason | MissingReason;
    readonly facts: ErrorFacts;
  } | null;
  readonly held: readonly HeldQuantity[];
}

/** Why an order waits or is never to be imported: no error, but a person wants to know. */
export const DISMISS_REASONS = [
  'order.waiting',
  'order.cancelled',
  'order.removed',
  'order.belowFirst',
  'order.declined',
] as const;
export type DismissReason = (typeof DISMISS_REASONS)[number];

/** What a person has decided of an order whose document is missing (Q1). */
export const MISSING_REASONS = ['order.recordAgain', 'order.letGo'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** An order that has a document or had one, as far as it is needed to ask for the document (Q1). */
export type RecordedOrder = Pick<
  LedgerEntry,
  'orderNumber' | 'stage' | 'operationType' | 'documentNumber' | 'unp'
>;

/** How far the recorded orders have been asked for in turn (Q1); `at` null: never. */
export interface AskedPlace {
  readonly place: OrderNumber;
  /** ISO 8601, UTC. */
  readonly at: string | null;
}

/** One version of an order exactly as it was received (I16, R2, R4). Only contact data are ever erased. */
export interface ArchivedOrder {
  readonly orderNumber: OrderNumber;
  readonly version: number;
  readonly raw: string;
  readonly rawHash: string;
  /** The shop's web address at that time. */
  readonly shopAddress: string;
  /** ISO 8601, UTC, to the second or better. */
  readonly receivedAt: string;
  /** When the customer's contact data were erased from `raw`; the hash stays. Null = never. */
  readonly erasedAt: string | null;
}
