import { ZERO } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import type { Good } from './good.ts';
import type { OperationDraft, StandingDocument, StandingLine } from './operation.ts';
import type { OrderNumber } from './order-origin.ts';

/** A line as it was written into the warehouse. */
export interface WrittenLine {
  /** As the order called it. */
  readonly name: string;
  readonly quantity: Decimal;
  /** The whole line with VAT, base currency, to the cent. */
  readonly total: Decimal;
  /** Percent: the good's VAT rate on that day. */
  readonly vatRate: Decimal;
}

/** What was written for an order: no later change of goods, VAT groups or settings changes it (Annex 38). */
export interface WrittenDocument {
  readonly orderNumber: OrderNumber;
  readonly total: Decimal;
  readonly lines: readonly WrittenLine[];
}

/** What of a document stays on record once it stands. */
export function writtenDocument({ origin, total, lines }: OperationDraft): WrittenDocument {
  return {
    orderNumber: origin.orderNumber,
    total,
    lines: lines.map(({ name, quantity, total: gross, vatRate }) => ({
      name,
      quantity,
      total: gross,
      vatRate,
    })),
  };
}

/**
 * What a document holds that was found in the warehouse, as it stands there now. `tell`: what a line's good is
 * called, and its rate for a line whose own VAT tells none; one that is not told goes by its number.
 */
export function readDocument(
  orderNumber: OrderNumber,
  { total, lines }: Pick<StandingDocument, 'total' | 'lines'>,
  tell: (line: StandingLine) => Partial<Pick<Good, 'name' | 'vatRate'>>,
): WrittenDocument {
  return {
    orderNumber,
    total,
    lines: lines.map((line) => {
      const { name = `№ ${line.goodId}`, vatRate = null } = tell(line);
      const { quantity, total: gross } = line;
      return { name, quantity, total: gross, vatRate: line.vatRate ?? vatRate ?? ZERO };
    }),
  };
}

/** Ways in which a buyer gets his money back, by their numbers in Annex 38 (`r_paym`). */
export const REFUND_WAYS = ['account', 'card', 'cash', 'other'] as const;
export type RefundWay = (typeof REFUND_WAYS)[number];

/** 1…4 of Annex 38. */
export function refundWayNumber(way: RefundWay): number {
  return REFUND_WAYS.indexOf(way) + 1;
}
