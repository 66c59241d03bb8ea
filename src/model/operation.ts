import type { Decimal } from './decimal.ts';
import type { GoodDraft, GoodId } from './good.ts';
import type { LocationId } from './location.ts';
import { OPERATION } from './operation-type.ts';
import type { OperatorId } from './operator.ts';
import type { OrderOrigin } from './order-origin.ts';
import type { PartnerDraft, PartnerId } from './partner.ts';

/** Documents an order may become (S19): order, proforma, offer, sale. */
export const OPERATION_TYPES = [
  OPERATION.customerOrder,
  OPERATION.proforma,
  OPERATION.offer,
  OPERATION.sale,
] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];

/** One line of a document; money in the warehouse's base currency. */
export interface OperationLineDraft {
  /** 0: the line's good is made with the document (`OperationDraft.newGoods`) and has the line's code. */
  readonly goodId: GoodId;
  /** Positive; -1 only on the discount lines that the settings ask for (I8). At most three places. */
  readonly quantity: Decimal;
  /** Unit price after discount, in the warehouse's VAT mode (PriceOut). Never negative; up to ten places. */
  readonly unitPrice: Decimal;
  /** VAT amount per unit (VATOut), up to ten places. */
  readonly unitVat: Decimal;
  /** Percent: the good's VAT rate. */
  readonly vatRate: Decimal;
  /** Percent of two places, 0..99; the list price is unitPrice * 100 / (100 - discount). */
  readonly discountPercent: Decimal;
  /** A service has no stock to be taken (Sale). */
  readonly isService: boolean;
  /** What the line costs with VAT, to the cent: quantity * unitPrice [+ quantity * unitVat], rounded. */
  readonly total: Decimal;
  /** For people: name and code as the order had them. */
  readonly name: string;
  readonly code: string;
}

/** УНП to be drawn inside the document's transaction (I11, A1..A13). */
export interface UnpRequest {
  readonly deviceSerial: string;
  readonly operatorCode: string;
  readonly rangeFrom: number;
  readonly rangeTo: number;
  /** OperType of the ECRReceipts row (a setting; facts/warehouse-pro.md section 13). */
  readonly receiptOperationType: number;
  /**
   * Highest sequence of this device in this range that our own ledger knows; 0 = none. Guards a restored
   * backup (F14).
   */
  readonly lastKnownSequence: number;
  /**
   * Highest sequence of the device that texts of the warehouse name, read before its first УНП; the number
   * drawn is above it. 0 = none.
   */
  readonly namedInTexts: number;
  /** A person has agreed that others number on this device too (F13, A5). */
  readonly isShared: boolean;
}

/** A sum really received, for a sale (I15). */
export interface PaymentDraft {
  readonly paymentTypeId: number;
  readonly isCash: boolean;
  readonly amount: Decimal;
  /** `YYYY-MM-DD`: the day on which it is booked. */
  readonly date: string;
}

/** Who the document is for: a known partner, or one created in the same transaction (I3). */
export type PartnerChoice =
  | { readonly kind: 'existing'; readonly id: PartnerId; readonly company: string }
  | { readonly kind: 'new'; readonly partner: PartnerDraft };

/**
 * One document of the warehouse, complete but for its number and its УНП, which the transaction draws (I3).
 */
export interface OperationDraft {
  readonly origin: OrderOrigin;
  readonly operationType: OperationType;
  readonly locationId: LocationId;
  /** OperatorID and UserID (S7). */
  readonly operatorId: OperatorId;
  readonly partner: PartnerChoice;
  readonly lines: readonly OperationLineDraft[];
  /**
   * Goods that its lines need and the warehouse does not have: made in the document's transaction, so that
   * none stands without it (spec section 2). Each code once; left out where every good stands.
   */
  readonly newGoods?: readonly GoodDraft[];
  /**
   * `YYYY-MM-DD`: the day of the order in the shop, Europe/Sofia, or of a sale's writing, as the settings say;
   * written as midnight without zone (I6).
   */
  readonly date: string;
  /** Note of every line (I12) without the УНП, which is appended when it is drawn. */
  readonly note: string;
  /** What else the note's room is used for, after the УНП: lines that stand on the placeholder; '' = nothing. */
  readonly remark: string;
  /** With VAT, base currency; equals the order's total to the cent (I8). */
  readonly total: Decimal;
  readonly unp: UnpRequest | null;
  readonly payments: readonly PaymentDraft[];
  /** Given where the order had a document that is lost (Q1); left out otherwise. */
  readonly again?: LostDocument;
}

/**
 * A document that stood and is lost: its order is recorded again, exactly once, under its own УНП (Q1,
 * A9).
 */
export interface LostDocument {
  /** Key in NextAcct that decides it, whether or not the order's first claim still stands. */
  readonly claimKey: string;
  readonly operationType: number;
  readonly documentNumber: number;
  /** Written as it was; null: it had none, and gets none. */
  readonly unp: string | null;
}

/** A document that stands in the warehouse. */
export interface RecordedOperation {
  readonly operationType: OperationType;
  readonly documentNumber: number;
  readonly unp: string | null;
}

/** A document that stands in the warehouse, with what tells whether it is the order's (Q5). */
export interface StandingDocument {
  readonly operation: RecordedOperation;
  /** `YYYY-MM-DD`; '' where the warehouse has none. */
  readonly date: string;
  /** With VAT, base currency, to the cent. */
  readonly total: Decimal;
  readonly lines: readonly StandingLine[];
}

/** A line of a document that stands. */
export interface StandingLine {
  readonly goodId: GoodId;
  readonly quantity: Decimal;
  /** With VAT, to the cent. */
  readonly total: Decimal;
  /** Percent, whole, as the line's own VAT tells it; null for a line without a price. */
  readonly vatRate: Decimal | null;
}

/** What came of recording a draft (I4, I18). Each is final: none of them may be repeated blindly. */
export type RecordOutcome =
  | {
      readonly kind: 'recorded';
      readonly operation: RecordedOperation;
      readonly partnerId: PartnerId;
      /** Of the draft's new goods, in their order. */
      readonly goodIds: readonly GoodId[];
      /** What the document came to where that is not the draft's total; only without transactions. */
      readonly cameTo?: Decimal;
    }
  | { readonly kind: 'alreadyRecorded'; readonly operation: RecordedOperation }
  | { readonly kind: 'documentGone' };

/** A document that was written just now. */
export type RecordedOutcome = Extract<RecordOutcome, { readonly kind: 'recorded' }>;

/** Text of the note that carries the order's number and, if there is one, its УНП (I12). */
export function operationNote(note: string, unp: string | null): string {
  return unp === null ? note : `${note}; УНП ${unp}`;
}

/** The lines of a draft once its new goods have their ids, in the order of `newGoods`. */
export function linesWithGoods(
  { lines, newGoods = [] }: Pick<OperationDraft, 'lines' | 'newGoods'>,
  goodIds: readonly GoodId[],
): readonly OperationLineDraft[] {
  const made = new Map(newGoods.map(({ code }, index) => [code, goodIds[index]]));
  return lines.map((line) =>
    line.goodId === 0 ? { ...line, goodId: made.get(line.code) ?? line.goodId } : line,
  );
}
