import { CASH_FROM_SALE, OPERATION } from '../../model/operation-type.ts';
import type { PlacedGood } from './sample-goods.ts';
import type { LotPlace } from './sample-lots.ts';
import { cents } from './sample-rows.ts';
import type { Cell } from './sample-rows.ts';

/** A row to be, by column. */
export type ColumnValues = Record<string, Cell>;

/** Fiscal device of the sample's till. */
export const SAMPLE_TILL = 'DT279013';
const OWED = -1;
const PAID = 1;
const CASH_TYPE = 1;

/** What all lines of a document share. */
export interface DocumentHead {
  readonly type: number;
  readonly number: number;
  readonly sign: number;
  readonly partner: number;
  readonly location: number;
  readonly operator: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `YYYY-MM-DD HH:MM:SS`, when it was saved. */
  readonly time: string;
  readonly note: string;
}

export interface DocumentLine {
  readonly good: PlacedGood;
  readonly quantity: number;
  /** Percent. */
  readonly discount: number;
  readonly place: LotPlace;
}

/** Unit price after discount, to the cent, with VAT. */
export function linePrice(line: DocumentLine): number {
  return cents((line.good.retail * (100 - line.discount)) / 100);
}

/** Sum of a document with VAT, to the cent. */
export function documentTotal(lines: readonly DocumentLine[]): number {
  return cents(lines.reduce((sum, line) => sum + line.quantity * linePrice(line), 0));
}

/** All 22 columns of a line (facts section 5): VAT as an amount per unit, unrounded. */
export function lineRecord(head: DocumentHead, line: DocumentLine): ColumnValues {
  const price = linePrice(line);
  const { cost, vatRate } = line.good;
  return {
    OperType: head.type,
    Acct: head.number,
    GoodID: line.good.id,
    PartnerID: head.partner,
    ObjectID: head.location,
    OperatorID: head.operator,
    Qtty: line.quantity,
    Sign: head.sign,
    PriceIn: cost,
    PriceOut: price,
    VATIn: (cost * vatRate) / (100 + vatRate),
    VATOut: (price * vatRate) / (100 + vatRate),
    Discount: line.discount,
    CurrencyID: 1,
    CurrencyRate: 1,
    Date: `${head.day} 00:00:00`,
    Lot: line.place.lot,
    LotID: line.place.lotId,
    Note: head.note,
    SrcDocID: 0,
    UserID: head.operator,
    UserRealTime: head.time,
  };
}

/** What a sale owes, and what was paid of it by a payment type; null = nothing yet (facts section 10). */
export function paymentRecords(
  head: DocumentHead,
  total: number,
  paidBy: number | null,
): { readonly payments: readonly ColumnValues[]; readonly cash: readonly ColumnValues[] } {
  const date = `${head.day} 00:00:00`;
  const row = (mode: number, type: number): ColumnValues => ({
    Acct: head.number,
    OperType: OPERATION.sale,
    PartnerID: head.partner,
    ObjectID: head.location,
    Qtty: total,
    Mode: mode,
    Sign: 1,
    Date: date,
    UserID: head.operator,
    UserRealTime: head.time,
    Type: type,
    TransactionNumber: ' ',
    EndDate: date,
  });
  const owed = row(OWED, CASH_TYPE);
  if (paidBy === null) return { payments: [owed], cash: [] };
  const cash: ColumnValues = {
    Date: date,
    Desc: `Продажба № ${String(head.number).padStart(10, '0')}`,
    OperType: CASH_FROM_SALE,
    Sign: 1,
    Profit: total,
    UserID: head.operator,
    UserRealtime: head.time,
    ObjectID: head.location,
  };
  return { payments: [owed, row(PAID, paidBy)], cash: paidBy === CASH_TYPE ? [cash] : [] };
}

/**
 * A row of ECRReceipts: type 8 the УНП, 1 a fiscal receipt, 3 its reversal, each with the УНП as text
 * (facts section 13).
 */
export function receiptRecord(
  head: DocumentHead,
  receipt: {
    readonly type: 1 | 3 | 8;
    readonly id: number;
    readonly unp: string;
    readonly total: number;
  },
): ColumnValues {
  return {
    OperType: head.type,
    Acct: head.number,
    ReceiptID: receipt.id,
    ReceiptDate: head.time,
    ReceiptType: receipt.type,
    ECRID: SAMPLE_TILL,
    Description: receipt.unp,
    Total: receipt.total,
    UserID: head.operator,
    UserRealTime: head.time,
  };
}
