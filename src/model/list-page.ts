import type { OrderStage } from './order-stage.ts';

/** A page of a list for people. */
export interface ListPage<T> {
  /** Rows on all pages together. */
  readonly found: number;
  readonly rows: readonly T[];
}

/** Which orders a list is of. */
export interface OrderFilter {
  readonly stage: OrderStage | null;
  /** Parts of the order's number, the document's, the УНП, of names, telephone, e-mail; '' = all. */
  readonly search: string;
  /** Days on which they were placed, both included: `YYYY-MM-DD`; left out or '' = any. */
  readonly from?: string;
  readonly to?: string;
}

export interface OrderPageQuery extends OrderFilter {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

export interface EventPageQuery {
  /** A part of a change's label or subject; '' = all. */
  readonly search: string;
  /** Kind of change; '' = every event. */
  readonly kind: string;
  /**
   * `told`: notices, notes and ends, without changes; `failed`: changes that were not made; left out = every
   * event.
   */
  readonly part?: 'told' | 'failed';
  readonly page: number;
  readonly size: number;
}

/** Which firms a list is of. */
export interface FirmPageQuery {
  /** A part of the firm's name or of a shop's; '' = all. */
  readonly search: string;
  /** Those alone that have a shop in need of a person. */
  readonly needing: boolean;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}
