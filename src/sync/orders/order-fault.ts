import type { LedgerEntry } from '../../model/ledger.ts';
import { orderCell } from '../../model/order-stage.ts';
import type { SyncError } from '../../model/sync-error.ts';
import { step } from '../order-steps.ts';
import type { OrderNote } from '../order-steps.ts';

/** So many orders one after the other that meet a fault are no matter of theirs any more. */
const MOST_IN_A_ROW = 3;

/** It may be one order's matter alone: what a line that is down or a stop means concerns all of them. */
export function isOfOneOrder({ kind }: SyncError): boolean {
  return kind === 'refused' || kind === 'data' || kind === 'bug';
}

/** Counts orders that meet a fault nobody has foreseen (a database's refusal, a bug of ours). */
export class FaultRow {
  #length = 0;

  /** An order, or a batch of them, met none. */
  passed(): void {
    this.#length = 0;
  }

  /**
   * One met a fault: it may be parked, and the others go on (Q10). Throws what concerns all of them (a line
   * that is down, a wrong password, a stop), and the third fault in a row that nobody has foreseen; a
   * database that refuses a record's own values says nothing of the next one.
   */
  met(fault: SyncError): void {
    if (!isOfOneOrder(fault)) throw fault;
    if (fault.kind !== 'bug') return;
    this.#length += 1;
    if (this.#length >= MOST_IN_A_ROW) throw fault;
  }
}

/**
 * An order that a fault belongs to: parked with the text for us. Of one whose document stands, or may stand,
 * nothing is decided: it is only told (`isParked` false).
 */
export function planFault(
  entry: LedgerEntry,
  fault: SyncError,
): { readonly entry: LedgerEntry; readonly note: OrderNote | null; readonly isParked: boolean } {
  const reason = { code: fault.code, facts: fault.facts };
  if (orderCell(entry.stage, 'refused') === null || entry.sentAt !== null)
    return { entry, note: { tell: 'attention', ...reason }, isParked: false };
  return { ...step(entry, { kind: 'refused', reason, held: entry.held }), isParked: true };
}
