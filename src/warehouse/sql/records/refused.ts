import type { RecordRefusal } from '../../warehouse-records.ts';

/** Thrown to leave the transaction with nothing written; never leaves this room. */
export class Refused extends Error {
  readonly refusal: RecordRefusal;

  constructor(refusal: RecordRefusal) {
    super(`${refusal.kind} ${refusal.column} ${refusal.reason}`);
    this.refusal = refusal;
  }
}

/** Leaves the transaction: nothing of the record is written. */
export function refuse(kind: RecordRefusal['kind'], column: string, reason: RecordRefusal['reason']): never {
  throw new Refused({ kind, column, reason });
}
