import type { Decimal } from '../../model/decimal.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { OrderStage } from '../../model/order-stage.ts';
import type { ProfileId } from '../../model/profile.ts';
import { parseUnp } from '../../model/unp.ts';
import type { Bindable, Row } from './database.ts';

const COLUMNS = [
  'profile_id',
  'order_number',
  'stage',
  'status',
  'currency',
  'total',
  'created_at',
  'operation_type',
  'document_number',
  'unp',
  'unp_device',
  'unp_sequence',
  'raw_hash',
  'recorded_content',
  'seen_at',
  'recorded_at',
  'acknowledged_at',
  'reason',
  'sent_at',
] as const;

/**
 * A plain INSERT OR REPLACE would silently delete another order's row whose УНП is the same: the conflict is
 * named.
 */
export const SAVE_ORDER = `INSERT INTO orders (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (profile_id, order_number) DO UPDATE SET ${COLUMNS.slice(2)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

/** What a row says; held quantities are in a table of their own. */
export function entryOf(row: Row): Omit<LedgerEntry, 'held'> {
  const reason = row['reason'] as string | null;
  return {
    orderNumber: row['order_number'] as OrderNumber,
    stage: row['stage'] as OrderStage,
    status: row['status'] as string,
    currency: row['currency'] as string,
    total: row['total'] as Decimal | null,
    createdAt: row['created_at'] as string,
    operationType: row['operation_type'] as number | null,
    documentNumber: row['document_number'] as number | null,
    unp: row['unp'] as string | null,
    rawHash: row['raw_hash'] as string,
    recordedContent: row['recorded_content'] as string | null,
    seenAt: row['seen_at'] as string,
    recordedAt: row['recorded_at'] as string | null,
    acknowledgedAt: row['acknowledged_at'] as string | null,
    sentAt: row['sent_at'] as string | null,
    reason: reason === null ? null : (JSON.parse(reason) as LedgerEntry['reason']),
  };
}

/** Values for `SAVE_ORDER`. */
export function valuesOf(id: ProfileId, entry: LedgerEntry): readonly Bindable[] {
  const unp = entry.unp === null ? null : parseUnp(entry.unp);
  return [
    id,
    entry.orderNumber,
    entry.stage,
    entry.status,
    entry.currency,
    entry.total,
    entry.createdAt,
    entry.operationType,
    entry.documentNumber,
    entry.unp,
    unp?.deviceSerial ?? null,
    unp?.sequence ?? null,
    entry.rawHash,
    entry.recordedContent,
    entry.seenAt,
    entry.recordedAt,
    entry.acknowledgedAt,
    entry.reason === null ? null : JSON.stringify(entry.reason),
    entry.sentAt,
  ];
}
