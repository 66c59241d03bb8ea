/** A value of a column as the database has it; dates are text, local, `YYYY-MM-DD HH:MM:SS`. */
export type RecordCell = string | number | null;

/** A row by the vendor's column names. */
export type WarehouseRow = Readonly<Record<string, RecordCell>>;

/** Tables that other programs may read. */
export const RECORD_TABLES = [
  'goods',
  'goodsgroups',
  'partners',
  'partnersgroups',
  'users',
  'usersgroups',
  'objects',
  'objectsgroups',
  'store',
  'operations',
  'payments',
  'paymenttypes',
  'documents',
  'vatgroups',
] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

/** A condition on one column; several hold together. */
export interface RecordFilter {
  readonly column: string;
  /** `like`: `*` stands for any text, every other letter for itself. Numbers are equal within 0.0000001. */
  readonly test: 'is' | 'like' | 'atLeast' | 'atMost';
  readonly value: string | number;
}

export interface RecordQuery {
  /** Columns to read; others, the users' passwords among them, never leave the database. */
  readonly columns: readonly string[];
  readonly filters: readonly RecordFilter[];
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export interface RecordPage {
  readonly rows: readonly WarehouseRow[];
  /** Rows on all pages together. */
  readonly total: number;
}

/** A document as another program hands it in: the header of all lines, then the lines. */
export interface OperationRecord {
  readonly operationType: number;
  readonly partnerId: number;
  readonly locationId: number;
  readonly operatorId: number;
  readonly userId: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly note: string;
  readonly lines: readonly OperationRecordLine[];
}

export interface OperationRecordLine {
  readonly goodId: number;
  readonly quantity: number;
  /** Null = the good's own price: purchase, or retail. */
  readonly priceIn: number | null;
  readonly priceOut: number | null;
  readonly discount: number;
}

/** What stood in the way of writing a record: the field it is about, and why. */
export interface RecordRefusal {
  readonly kind: 'invalid' | 'missing' | 'conflict';
  /** Wire-neutral name: a column of the vendor's, or `lines`. */
  readonly column: string;
  readonly reason:
    | 'unknownType'
    | 'gone'
    | 'noPriceGroup'
    | 'belowZero'
    | 'absurd'
    | 'notEnough'
    | 'usesLots'
    | 'noRangeStart'
    | 'numberTaken'
    | 'hasDocument';
}

export type RecordOutcome<T> =
  | { readonly kind: 'written'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: RecordRefusal };

/**
 * The records of a warehouse as other programs read and write them (facts of the REST API): rows by their
 * own columns, without our view of goods and orders. Every method rejects with a SyncError and nothing else;
 * each write is one transaction; none may be repeated blindly but `update`.
 */
export interface WarehouseRecords {
  /** Rows by id, ascending. Repeatable. Rejects `bug.unexpected` for a column that the table does not have. */
  list(table: RecordTable, query: RecordQuery): Promise<RecordPage>;
  /**
   * Adds a good with its Store rows, or a partner; what is not given is as the vendor's own new records. Not
   * repeatable: a second call adds a second record, so the caller looks for the first.
   */
  insert(table: 'goods' | 'partners', values: WarehouseRow): Promise<number>;
  /** Changes the given columns; false when there is no such row. Repeatable. */
  update(table: 'goods' | 'partners', id: number, values: WarehouseRow): Promise<boolean>;
  /**
   * Writes a document with its number by the vendor's protocol (facts section 6), its stock and what is owed
   * (facts section 9); answers the number. Not repeatable: the caller looks for its note first.
   */
  saveOperation(operation: OperationRecord): Promise<RecordOutcome<number>>;
  /**
   * Writes a payment of a document, and its line in the cash book when it is cash. Not repeatable: a second
   * call pays twice.
   */
  savePayment(payment: WarehouseRow): Promise<RecordOutcome<null>>;
  /**
   * Writes the invoice of a document; without a number it gets the next one. Repeatable: one each, a second
   * call is refused as `hasDocument`.
   */
  saveDocument(document: WarehouseRow): Promise<RecordOutcome<null>>;
  /** Frees the connection. Repeatable. */
  close(): Promise<void>;
}
