import type { UnpRequest } from '../../model/operation.ts';
import { SyncError } from '../../model/sync-error.ts';
import { formatUnp, LAST_SEQUENCE, unpClaimKey } from '../../model/unp.ts';
import type { UnpUse } from '../../model/warehouse-facts.ts';
import { numberOf, textOf } from './memory-cells.ts';
import type { MemoryDatabase, MemoryRow } from './memory-database.ts';

export const UNP_ROW = 8;
const TRIES = 1000;
const SEQUENCE_DIGITS = 7;

interface Range {
  readonly from: number;
  readonly to: number;
}

export interface DrawnUnp {
  readonly unp: string;
  readonly sequence: number;
}

function receiptsOf(database: MemoryDatabase, device: string): readonly MemoryRow[] {
  return database.rows('ecrreceipts').filter((row) => row['ECRID'] === device);
}

/** Highest sequence of a device inside a range, over receipts of all operation types and claims; 0 = none. */
function lastSequence(database: MemoryDatabase, device: string, range: Range): number {
  const receipts = receiptsOf(database, device)
    .filter((row) => row['ReceiptType'] === UNP_ROW)
    .map((row) => numberOf(row, 'ReceiptID'));
  const prefix = unpClaimKey(device, 0).slice(0, -SEQUENCE_DIGITS);
  const claims = database
    .rows('nextacct')
    .map((row) => textOf(row, 'NextAcct'))
    .filter((key) => key.startsWith(prefix))
    .map((key) => Number(key.slice(prefix.length)));
  return [...receipts, ...claims]
    .filter((sequence) => sequence >= range.from && sequence <= range.to)
    .reduce((most, sequence) => Math.max(most, sequence), 0);
}

/**
 * Draws the next number of a device inside the range and reserves it (A1..A6). Throws
 * `unp.sequence.behindLedger` (F14), `unp.range.exhausted` (F11), `unp.special`.
 */
export function drawUnp(database: MemoryDatabase, request: UnpRequest): DrawnUnp {
  const { deviceSerial, operatorCode, rangeFrom, rangeTo, lastKnownSequence } = request;
  const range = { from: rangeFrom, to: Math.min(rangeTo, LAST_SEQUENCE) };
  const last = lastSequence(database, deviceSerial, range);
  if (last < lastKnownSequence) {
    const facts = { device: deviceSerial, ledger: lastKnownSequence, warehouse: last };
    throw new SyncError('unp.sequence.behindLedger', facts);
  }
  const first = Math.max(last + 1, range.from);
  for (let sequence = first; sequence < first + TRIES && sequence <= range.to; sequence += 1) {
    const unp = formatUnp({ deviceSerial, operatorCode, sequence });
    if (unp === null) {
      const unusable = `${deviceSerial}-${operatorCode}-${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`;
      throw new SyncError('unp.special', { unp: unusable });
    }
    if (database.claim(unpClaimKey(deviceSerial, sequence))) return { unp, sequence };
  }
  throw new SyncError('unp.range.exhausted', { device: deviceSerial, to: range.to });
}

/** Who uses a device, as far as the database shows (F13, A5). */
export function unpUseOf(database: MemoryDatabase, device: string, range: Range): UnpUse {
  const rows = receiptsOf(database, device);
  const unpRows = rows.filter((row) => row['ReceiptType'] === UNP_ROW);
  const inside = unpRows.filter((row) => {
    const sequence = numberOf(row, 'ReceiptID');
    return sequence >= range.from && sequence <= range.to;
  });
  return {
    lastInRange: lastSequence(database, device, range),
    rowsOutsideRange: unpRows.length - inside.length,
    receiptRows: rows.length - unpRows.length,
  };
}
