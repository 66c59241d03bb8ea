import type { HeldQuantity, LedgerEntry, RecordedOrder } from '../../model/ledger.ts';
import type { StandingDocument } from '../../model/operation.ts';
import type { Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { DocumentFate, DocumentSight, DoubledUnp, UnpRow } from '../../model/remembered-document.ts';
import type { AttentionNote } from '../../model/run.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { OperationContext } from '../plan-operation.ts';
import { fitsOrder, sharesGood } from './order-adoption.ts';
import { orderSubject } from './order-changes.ts';

/** So many of the newest recorded orders are asked for in every run: what a restored backup loses (Q1). */
export const ALWAYS_ASKED = 500;

/** So many of the others are worth a statement. */
const TURN = 400;
/** All of them are asked for in half a day, so that each is within a day however runs fall. */
const ROUND_MS = 12 * 3_600_000;

/**
 * So many documents lost together with their claims are no matter of single orders. A person deletes
 * documents, and leaves the claims, which no program but this one knows; only an older copy of the whole
 * database has neither. One or two may be the work of somebody who tidies up by hand; three are a restored
 * backup.
 */
const MANY = 3;
const MOST_NAMED = 30;

/**
 * How many of the orders that are not asked for in every run are asked for in this one: their share of the
 * time that has passed, once that is worth a statement. A last time in the future, by a clock that was wrong,
 * tells nothing (Q7): all are asked for, as nobody knows for how long they were not.
 */
export function turnLength(rest: number, sinceLastMs: number | null): number {
  if (sinceLastMs === null || sinceLastMs < 0) return rest;
  const due = Math.min(rest, Math.floor((rest * sinceLastMs) / ROUND_MS));
  return due < Math.min(TURN, rest) ? 0 : due;
}

/** What a glance says of an order's document, and of the row of its УНП. */
export interface SightVerdict {
  readonly document: 'stands' | 'unsure';
  readonly unp: 'right' | 'gone' | 'unsure';
}

/** Judges a glance: only the document that bears the order's note is taken for it without another look. */
export function judgeSight(order: RecordedOrder, sight: DocumentSight): SightVerdict {
  return {
    document: sight.isNoted ? 'stands' : 'unsure',
    unp: order.unp === null || sight.unpRows === null ? 'right' : judgeRows(order, sight.unpRows),
  };
}

function judgeRows({ unp, documentNumber }: RecordedOrder, rows: readonly UnpRow[]): SightVerdict['unp'] {
  if (rows.length === 0) return 'gone';
  return rows.some((row) => row.unp === unp && row.documentNumber === documentNumber) ? 'right' : 'unsure';
}

/** All that is known of a document that did not show at a glance. */
export interface Evidence {
  readonly sight: DocumentSight;
  /** Documents with the order's note, under any number. */
  readonly noted: readonly StandingDocument[];
  readonly fate: DocumentFate;
  /** Versions of the order that can be read, the newest first. */
  readonly versions: readonly Order[];
}

/**
 * True when an order's document is lost. It is not where its note stands on another one, where somebody has
 * rewritten its note, nor where it was made into another document, as a sale (facts of the database, section
 * 8). Numbers are used again after a deletion, so whatever stands there must have something of the order; and
 * a conversion of a document that was never claimed is another's.
 */
export function isLost({ sight, noted, fate, versions }: Evidence, around: OperationContext): boolean {
  if (noted.length > 0) return false;
  const isKnown = versions.length > 0;
  const { standing, successors } = fate;
  if (standing !== null) {
    const fits = versions.some((version) => fitsOrder(version, standing, around));
    if (fits || (!isKnown && sight.isClaimed === true)) return false;
  }
  if (sight.isClaimed === false) return true;
  return !successors.some(
    (document) => !isKnown || versions.some((version) => sharesGood(version, document, around)),
  );
}

/** An order whose document is missing; `isClaimed`: as `DocumentSight` has it. */
export interface MissingOrder {
  readonly entry: LedgerEntry;
  readonly isClaimed: boolean | null;
}

/** A recorded order whose document is not in the warehouse any more, with the goods that it holds back. */
export interface LostOrder extends MissingOrder {
  readonly held: readonly HeldQuantity[];
}

/**
 * The fault of a warehouse that is older than the memory (F14), or null. Where there are no claims, the
 * newest order must be among those that are missing: that is what a backup has not.
 */
export function olderWarehouse(
  missing: readonly MissingOrder[],
  newest: OrderNumber | null,
): SyncError | null {
  const lost = missing.filter(({ isClaimed }) => isClaimed !== true);
  const hasClaims = lost.some(({ isClaimed }) => isClaimed === false);
  if (lost.length < MANY || (!hasClaims && !lost.some(({ entry }) => entry.orderNumber === newest)))
    return null;
  const named = lost.slice(0, MOST_NAMED).map(({ entry }) => nameOf(entry));
  const more = lost.length > MOST_NAMED ? ['…'] : [];
  const orders = [...named, ...more].join(', ');
  return new SyncError('warehouse.olderThanMemory', { count: lost.length, orders });
}

function nameOf({ orderNumber, unp }: LedgerEntry): string {
  return unp === null ? `№ ${orderNumber}` : `№ ${orderNumber} (УНП ${unp})`;
}

/** An order's document is missing still, for the attention list. */
export function missingNote(entry: LedgerEntry): AttentionNote {
  return {
    subject: orderSubject(entry.orderNumber),
    code: 'order.documentMissing',
    facts: { order: entry.orderNumber, document: documentOf(entry), unp: entry.unp ?? '–' },
  };
}

/** What items about the row of an order's УНП are called by. */
export function unpSubject(order: OrderNumber): string {
  return `unp:${order}`;
}

/** The row of an order's УНП is gone. */
export function unpGoneNote(order: RecordedOrder): AttentionNote {
  const facts = { order: order.orderNumber, document: documentOf(order), unp: order.unp ?? '' };
  return { subject: unpSubject(order.orderNumber), code: 'unp.rowGone', facts };
}

/**
 * The rows of an order's sequence do not show its document: null where that is as it should be, because its
 * УНП went along to what was made of it, or stayed when its document was written anew. `standing`: documents
 * that stand under the rows' numbers.
 */
export function unpChangedNote(
  order: RecordedOrder,
  rows: readonly UnpRow[],
  documents: {
    readonly standing: readonly StandingDocument[];
    readonly noted: readonly StandingDocument[];
    readonly successors: readonly StandingDocument[];
  },
): AttentionNote | null {
  const { standing, noted, successors } = documents;
  const isAmong = (row: UnpRow, among: readonly StandingDocument[]): boolean =>
    among.some(
      ({ operation }) =>
        operation.operationType === row.operationType && operation.documentNumber === row.documentNumber,
    );
  const isOwn = (row: UnpRow): boolean =>
    row.unp === order.unp && (isAmong(row, noted) || isAmong(row, successors) || !isAmong(row, standing));
  if (rows.some(isOwn)) return null;
  const found = rows.map((row) => `${row.operationType}/${row.documentNumber} ${row.unp}`).join(', ');
  const facts = { order: order.orderNumber, document: documentOf(order), unp: order.unp ?? '', found };
  return { subject: unpSubject(order.orderNumber), code: 'unp.rowChanged', facts };
}

/** Beginning of what items about a УНП on two documents are called by. */
export const DOUBLED_SUBJECT = 'unpTwice:';

/** One number on more than one document (A1, A3). */
export function doubledNote({ deviceSerial, sequence, rows }: DoubledUnp): AttentionNote {
  const documents = rows.map((row) => `${row.operationType}/${row.documentNumber}`).join(', ');
  const facts = { unp: rows[0]?.unp ?? '', documents };
  return { subject: `${DOUBLED_SUBJECT}${deviceSerial}-${sequence}`, code: 'unp.doubled', facts };
}

function documentOf({ operationType, documentNumber }: RecordedOrder): string {
  return `${operationType ?? ''}/${documentNumber ?? ''}`;
}
