import { decimalFromNumber, round, toNumber } from '../../model/decimal.ts';
import { operationNote } from '../../model/operation.ts';
import type { OperationDraft, OperationType, RecordOutcome } from '../../model/operation.ts';
import type { PartnerId } from '../../model/partner.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import { columnText, numberOf, TEXT_LENGTH } from './memory-cells.ts';
import type { MemoryDatabase, MemoryRow } from './memory-database.ts';
import { factsOf } from './memory-facts.ts';
import { documentPartner } from './memory-partners.ts';
import { linesOf, SALE, writeSale } from './memory-sale.ts';
import type { RowLine } from './memory-sale.ts';
import { notedOperation } from './memory-traces.ts';
import { drawUnp, UNP_ROW } from './memory-unp.ts';
import type { DrawnUnp } from './memory-unp.ts';

/** Prefix of a document's number in NextAcct (facts section 4). */
const PREFIXES: Readonly<Record<OperationType, string>> = { 19: 'OR', 14: 'P', 13: 'OF', 2: 'S' };
/** Sales and consignment sales draw from one series. */
const SALES_SERIES = [2, 16] as const;
const TRIES = 100;
const BASE_CURRENCY = 1;

function highestNumber(rows: readonly MemoryRow[]): number {
  return rows.reduce((most, row) => Math.max(most, numberOf(row, 'Acct')), 0);
}

/** The next document number by the warehouse's own protocol (I5); rows that only mark a range count too. */
function drawNumber(database: MemoryDatabase, draft: OperationDraft, facts: WarehouseFacts): number {
  const { operationType, locationId } = draft;
  const series: readonly number[] = operationType === SALE ? SALES_SERIES : [operationType];
  const all = database.rows('operations').filter((row) => series.includes(numberOf(row, 'OperType')));
  const own = facts.hasNumbersPerLocation ? all.filter((row) => row['ObjectID'] === locationId) : all;
  if (facts.hasNumbersPerLocation && own.length === 0 && highestNumber(all) > 0)
    throw new SyncError('warehouse.number.rangeWithoutStart', { operationType, location: locationId });
  const first = highestNumber(own) + 1;
  for (let number = first; number < first + TRIES; number += 1) {
    if (!database.claim(`${PREFIXES[operationType]}${number}`)) continue;
    if (!all.some((row) => row['Acct'] === number)) return number;
  }
  throw new SyncError('warehouse.number.exhausted', { operationType, number: first });
}

interface Written {
  readonly number: number;
  readonly partnerId: PartnerId;
  readonly drawn: DrawnUnp | null;
  readonly lines: readonly RowLine[];
  readonly facts: WarehouseFacts;
  readonly now: string;
}

/** Purchase price of a good and the VAT in it or on it: the cost of the line (facts section 5). */
function costOf(
  good: MemoryRow,
  facts: WarehouseFacts,
): { readonly PriceIn: number; readonly VATIn: number } {
  const price = numberOf(good, 'PriceIn');
  const group = facts.vatGroups.find((each) => each.id === numberOf(good, 'TaxGroup'));
  const rate = group === undefined ? 0 : toNumber(group.rate);
  return { PriceIn: price, VATIn: (price * rate) / (facts.pricesIncludeVat ? 100 + rate : 100) };
}

/** The goods of a document; one that is gone stops it. */
function goodsOf(database: MemoryDatabase, draft: OperationDraft): ReadonlyMap<number, MemoryRow> {
  const wanted = new Set<number>(draft.lines.map((line) => line.goodId));
  const goods = new Map(
    database
      .rows('goods')
      .map((row) => [numberOf(row, 'ID'), row] as const)
      .filter(([id]) => wanted.has(id)),
  );
  const gone = draft.lines.find((line) => !goods.has(line.goodId));
  if (gone === undefined) return goods;
  const facts = { order: draft.origin.orderNumber, code: gone.code, name: gone.name };
  throw new SyncError('order.good.unknown', facts);
}

/**
 * All 22 columns of every line (I6); the note is cut before the УНП is appended, so that the УНП is
 * never lost.
 */
function insertLines(database: MemoryDatabase, draft: OperationDraft, written: Written): void {
  const goods = goodsOf(database, draft);
  const unp = written.drawn?.unp ?? null;
  const note = columnText(draft.note, TEXT_LENGTH - operationNote('', unp).length);
  for (const line of written.lines) {
    database.insert('operations', {
      OperType: draft.operationType,
      Acct: written.number,
      GoodID: line.goodId,
      PartnerID: written.partnerId,
      ObjectID: draft.locationId,
      OperatorID: draft.operatorId,
      Qtty: line.quantity,
      Sign: draft.operationType === SALE ? -1 : 0,
      ...costOf(goods.get(line.goodId) ?? {}, written.facts),
      PriceOut: line.unitPrice,
      VATOut: line.unitVat,
      Discount: line.discount,
      CurrencyID: BASE_CURRENCY,
      CurrencyRate: 1,
      Date: `${draft.date} 00:00:00`,
      Lot: line.lot,
      LotID: line.lotId,
      Note: operationNote(note.trim(), unp),
      SrcDocID: 0,
      UserID: draft.operatorId,
      UserRealTime: written.now,
    });
  }
}

function insertUnpRow(database: MemoryDatabase, draft: OperationDraft, written: Written): void {
  if (draft.unp === null || written.drawn === null) return;
  database.insert('ecrreceipts', {
    OperType: draft.unp.receiptOperationType,
    Acct: written.number,
    ReceiptID: written.drawn.sequence,
    ReceiptDate: written.now,
    ReceiptType: UNP_ROW,
    ECRID: draft.unp.deviceSerial,
    Description: written.drawn.unp,
    Total: toNumber(draft.total),
    UserID: draft.operatorId,
    UserRealTime: written.now,
  });
}

/** Reads the document back: every line there, and the sum to the cent (I8, facts step 10). */
function checkSum(database: MemoryDatabase, draft: OperationDraft, written: Written): void {
  const rows = database
    .rows('operations')
    .filter((row) => row['OperType'] === draft.operationType && row['Acct'] === written.number);
  const sum = rows.reduce((total, row) => {
    const vat = written.facts.pricesIncludeVat ? 0 : numberOf(row, 'VATOut');
    return total + numberOf(row, 'Qtty') * (numberOf(row, 'PriceOut') + vat);
  }, 0);
  const found = round(decimalFromNumber(sum, 6) ?? draft.total, 2);
  if (rows.length === written.lines.length && found === round(draft.total, 2)) return;
  const facts = { order: draft.origin.orderNumber, expected: draft.total, found };
  throw new SyncError('warehouse.document.doesNotAddUp', facts);
}

/**
 * Writes one document with its claim, partner, number, УНП and what a sale moves; call inside a
 * transaction. An order that is claimed already is looked for by its note (I4, I18).
 */
export function recordInMemory(database: MemoryDatabase, draft: OperationDraft, now: string): RecordOutcome {
  if (!database.claim(draft.origin.claimKey)) {
    const operation = notedOperation(database, draft.origin);
    return operation === null ? { kind: 'documentGone' } : { kind: 'alreadyRecorded', operation };
  }
  const facts = factsOf(database);
  const partnerId = documentPartner(database, draft, now);
  const number = drawNumber(database, draft, facts);
  const drawn = draft.unp === null ? null : drawUnp(database, draft.unp);
  const written = { number, partnerId, drawn, lines: linesOf(database, draft, facts), facts, now };
  insertLines(database, draft, written);
  insertUnpRow(database, draft, written);
  if (draft.operationType === SALE) writeSale(database, draft, written);
  checkSum(database, draft, written);
  const operation = { operationType: draft.operationType, documentNumber: number, unp: drawn?.unp ?? null };
  return { kind: 'recorded', operation, partnerId };
}
