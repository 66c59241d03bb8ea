import type { OrderStage } from './order-stage.ts';

/** A page of a list for people. */
export interface ListPage<T> {
  /** Rows on all pages together. */
  readonly found: number;
  readonly rows: readonly T[];
}

export interface OrderPageQuery {
  readonly stage: OrderStage | null;
  /** A part of the order's number, of the document's, or of the УНП; '' = all. */
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

export interface EventPageQuery {
  /** A part of a change's label or subject; '' = all. */
  readonly search: string;
  /** Kind of change; '' = every event. */
  readonly kind: string;
  readonly page: number;
  readonly size: number;
}
