/** Numbers of the operation types that are spoken of by name (OperType; facts of the database, section 4). */
export const OPERATION = {
  purchase: 1,
  sale: 2,
  waste: 3,
  transferIn: 7,
  transferOut: 8,
  writeOff: 11,
  supplierRequest: 12,
  offer: 13,
  proforma: 14,
  consignmentGiven: 15,
  consignmentSold: 16,
  consignmentReturned: 17,
  customerOrder: 19,
  debitNote: 26,
  creditNote: 27,
  refund: 34,
} as const;
/** Open orders of restaurant tables: only looked at, since they hold goods back (facts section 15). */
export const RESTAURANT_ORDER = 33;
/** OperType of the cash book for the income of a sale: a list of its own (section 10). */
export const CASH_FROM_SALE = 8;

type OperationName = keyof typeof OPERATION;
type Sign = -1 | 0 | 1;

/** What the database makes of a type of operation. */
export interface OperationFacts {
  /** Effect of a line on stock: -1 takes, 1 adds, 0 leaves it alone. */
  readonly sign: Sign;
  /** Before a document's number in NextAcct; types with one prefix draw from one series. */
  readonly prefix: string;
  /** Money to us (1) or from us (-1) for types that are paid (section 10); 0 = nothing is owed. */
  readonly paymentSign: Sign;
  /** A document of this type may be entered from outside as the one kind of rows it has. */
  readonly isEntered: boolean;
}

function entered(sign: Sign, prefix: string, paymentSign: Sign = 0): OperationFacts {
  return { sign, prefix, paymentSign, isEntered: true };
}

/** A type of which the database keeps more than one kind of rows: only Warehouse Pro enters it. */
function ofWarehouse(sign: Sign, prefix: string, paymentSign: Sign = 0): OperationFacts {
  return { sign, prefix, paymentSign, isEntered: false };
}

const FACTS: Readonly<Record<OperationName, OperationFacts>> = {
  purchase: entered(1, 'D', -1),
  sale: entered(-1, 'S', 1),
  waste: entered(-1, 'WA'),
  transferIn: ofWarehouse(1, 'T'),
  transferOut: ofWarehouse(-1, 'T'),
  writeOff: entered(-1, 'WO'),
  supplierRequest: entered(0, 'R'),
  offer: entered(0, 'OF'),
  proforma: entered(0, 'P'),
  consignmentGiven: entered(-1, 'CG'),
  consignmentSold: ofWarehouse(0, 'S', 1),
  consignmentReturned: entered(1, 'CR'),
  customerOrder: entered(0, 'OR'),
  debitNote: entered(-1, 'DN', 1),
  creditNote: entered(1, 'CN', -1),
  refund: entered(1, 'Rf', -1),
};

const BY_NUMBER: ReadonlyMap<number, OperationFacts> = new Map(
  (Object.keys(OPERATION) as readonly OperationName[]).map((name) => [OPERATION[name], FACTS[name]]),
);

/** Types whose lines change stock. */
export const MOVING_TYPES: readonly number[] = [...BY_NUMBER]
  .filter(([, { sign }]) => sign !== 0)
  .map(([number]) => number);

/** What is known of a type; null = a foreign one, which is left alone. */
export function operationFacts(operationType: number): OperationFacts | null {
  return BY_NUMBER.get(operationType) ?? null;
}

/** All types that draw their numbers from this type's series, itself included. */
export function numberSeries(operationType: number): readonly number[] {
  const prefix = operationFacts(operationType)?.prefix;
  return [...BY_NUMBER].filter(([, facts]) => facts.prefix === prefix).map(([number]) => number);
}
