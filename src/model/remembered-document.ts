import type { StandingDocument } from './operation.ts';
import type { OrderNumber, OrderOrigin } from './order-origin.ts';

/** A document that the memory says stands (Q1). */
export interface RememberedDocument {
  readonly origin: OrderOrigin;
  readonly operationType: number;
  readonly documentNumber: number;
  readonly unp: string | null;
}

/** A row that holds a УНП, and the document that it belongs to. */
export interface UnpRow {
  readonly unp: string;
  readonly operationType: number;
  readonly documentNumber: number;
}

/** What shows of a remembered document at a glance. */
export interface DocumentSight {
  readonly orderNumber: OrderNumber;
  /** Null where the interface has no place for claims. */
  readonly isClaimed: boolean | null;
  /** The document of that number bears the order's note. */
  readonly isNoted: boolean;
  /** Rows with the device and sequence of its УНП, whosever they are; null where the interface has none. */
  readonly unpRows: readonly UnpRow[] | null;
}

/** What became of a document, looked at closely. */
export interface DocumentFate {
  readonly orderNumber: OrderNumber;
  /** Whatever stands under its number now; null = nothing. */
  readonly standing: StandingDocument | null;
  /** What it was made into (Transformations), as far as it stands. */
  readonly successors: readonly StandingDocument[];
}

/** One sequence of a device on more than one document. */
export interface DoubledUnp {
  readonly deviceSerial: string;
  readonly sequence: number;
  /** A row of each document; those made of one another count once. */
  readonly rows: readonly UnpRow[];
}
