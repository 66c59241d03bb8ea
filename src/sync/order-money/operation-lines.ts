import {
  add,
  fromUnits,
  isZero,
  ONE,
  roundedQuotient,
  splitUnits,
  toUnits,
  ZERO,
} from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Good } from '../../model/good.ts';
import type { OperationLineDraft } from '../../model/operation.ts';
import type { Order, OrderLine } from '../../model/order.ts';
import { lineUnits, QUANTITY_UNITS, SUM_CENT, UNIT_PRICE_PLACES, wrongSum } from '../../model/vendor-line.ts';
import type { LineUnits } from '../../model/vendor-line.ts';
import { priceLines } from './line-prices.ts';
import type { DueLine } from './line-prices.ts';
import type { OrderAmounts, OrderCharge } from './order-amounts.ts';
import { orderDues } from './order-dues.ts';
import type { OrderPart } from './order-dues.ts';
import { isPark, park } from '../park.ts';
import type { Park } from '../park.ts';

/** The (service) goods that carry what is no item; null = none chosen, or the chosen one is gone. */
export interface ChargeGoods {
  readonly delivery: Good | null;
  readonly fee: Good | null;
  readonly discount: Good | null;
}

/** An item's line whose good is known. */
export interface GoodsLine {
  readonly line: OrderLine;
  readonly good: Good;
  readonly vatRate: Decimal;
}

export interface LineContext {
  readonly pricesIncludeVat: boolean;
  readonly charges: ChargeGoods;
  readonly currency: string;
  readonly base: string;
  readonly shopPricesIncludeVat: boolean;
  /** False where each line is written once more for each lot: the program would round each part by itself. */
  readonly mayWritePercent: boolean;
  /** The order's discount as lines of its own good instead of on the lines; receipts leave such lines out. */
  readonly discountLines: boolean;
}

/** A part of the order with what its line on the document is made of. */
interface NamedPart extends OrderPart {
  readonly good: Good;
  readonly name: string;
  readonly code: string;
}

const CENT = 2;
const RATE_PLACES = 4;
const FULL_RATE = 1_000_000n;
const MISSING_GOOD = { delivery: 'order.deliveryGood.missing', fee: 'order.feeGood.missing' } as const;

function itemPart({ line, good, vatRate }: GoodsLine): NamedPart {
  return {
    isItem: true,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    total: line.total,
    isDiscounted: !isZero(line.discount),
    rate: vatRate,
    good,
    name: line.name,
    code: line.code,
  };
}

function chargePart(charge: OrderCharge, good: Good, rate: Decimal): NamedPart {
  const { name, amount } = charge;
  const money = { quantity: ONE, unitPrice: amount, total: amount, isDiscounted: false };
  return { isItem: false, ...money, rate, good, name, code: good.code };
}

function partsOf(
  order: Order,
  what: { readonly goods: readonly GoodsLine[]; readonly amounts: OrderAmounts },
  charges: ChargeGoods,
): readonly NamedPart[] | Park {
  const parts = what.goods.map(itemPart);
  for (const charge of what.amounts.charges) {
    const good = charges[charge.kind];
    if (good?.vatRate == null) {
      const facts = { order: order.number, amount: charge.amount, currency: order.currency };
      return park(MISSING_GOOD[charge.kind], facts);
    }
    parts.push(chargePart(charge, good, good.vatRate));
  }
  return parts;
}

/** VAT inside a unit's gross price, ten places. */
function unitVatOf(unitPrice: bigint, rate: Decimal): bigint {
  const units = toUnits(rate, RATE_PLACES);
  return roundedQuotient(unitPrice * units, FULL_RATE + units);
}

/** A row of the document: price and VAT per unit together are the gross price exactly (I7, V3). */
function draftLine(part: NamedPart, units: LineUnits, pricesIncludeVat: boolean): OperationLineDraft {
  const vat = unitVatOf(units.unitPrice, part.rate);
  const price = pricesIncludeVat ? units.unitPrice : units.unitPrice - vat;
  return {
    goodId: part.good.id,
    quantity: fromUnits(units.quantity, 3),
    unitPrice: fromUnits(price, UNIT_PRICE_PLACES),
    unitVat: fromUnits(vat, UNIT_PRICE_PLACES),
    vatRate: part.rate,
    discountPercent: fromUnits(units.percent, 2),
    isService: part.good.kind === 'service',
    total: fromUnits(roundedQuotient(units.quantity * units.unitPrice, SUM_CENT), CENT),
    name: part.name,
    code: part.code,
  };
}

/** What a draft's lines come to when that is not the total in both ways of adding them up (I8); else null. */
export function wrongTotal(
  lines: readonly OperationLineDraft[],
  what: { readonly total: Decimal; readonly pricesIncludeVat: boolean },
): Decimal | null {
  const units = lines.map((line) => {
    const unitPrice = what.pricesIncludeVat ? line.unitPrice : add(line.unitPrice, line.unitVat);
    return lineUnits({ ...line, unitPrice });
  });
  return wrongSum(units, what.total);
}

/**
 * The order's discount as lines of quantity -1 on the discount's own good, one for each VAT rate (V6): only
 * where the settings ask for it, since a fiscal receipt leaves such lines out.
 */
function discountLines(
  order: Order,
  what: {
    readonly parts: readonly NamedPart[];
    readonly dues: readonly DueLine[];
    readonly discount: bigint;
  },
  context: LineContext & { readonly name: string },
): readonly OperationLineDraft[] | Park {
  const { parts, dues, discount } = what;
  const good = context.charges.discount;
  if (good === null) {
    const facts = { order: order.number, amount: fromUnits(discount, CENT), currency: context.base };
    return park('order.discountGood.missing', facts);
  }
  const rates = [...new Set(parts.map((part) => part.rate))];
  const weights = rates.map((rate) =>
    parts.reduce((sum, part, index) => (part.rate === rate ? sum + (dues[index]?.due ?? 0n) : sum), 0n),
  );
  const shares = splitUnits(discount, weights);
  return rates.flatMap((rate, index) => {
    const share = shares[index] ?? 0n;
    if (share === 0n) return [];
    const money = { quantity: ONE, unitPrice: ZERO, total: ZERO, isDiscounted: false, isItem: false };
    const part = { ...money, rate, good, name: context.name, code: good.code };
    const units = { quantity: -QUANTITY_UNITS, unitPrice: share * (SUM_CENT / QUANTITY_UNITS), percent: 0n };
    return [{ ...draftLine(part, units, context.pricesIncludeVat), isService: true }];
  });
}

/**
 * The document's lines: the items, then delivery and fees on their own goods (I7, I8). Coupons and discounts
 * of the order are on the lines. Parks when a needed good is not chosen, or when the document would miss the
 * order's total under either way of adding it up.
 */
export function makeOperationLines(
  order: Order,
  what: { readonly goods: readonly GoodsLine[]; readonly amounts: OrderAmounts },
  context: LineContext,
): readonly OperationLineDraft[] | Park {
  const parts = partsOf(order, what, context.charges);
  if (isPark(parts)) return parts;
  return linesOf(order, { parts, amounts: what.amounts }, context);
}

function linesOf(
  order: Order,
  what: { readonly parts: readonly NamedPart[]; readonly amounts: OrderAmounts },
  context: LineContext,
): readonly OperationLineDraft[] | Park {
  const { parts, amounts } = what;
  // Where a tax comes on top it was reckoned after the discount: there it can only be on the lines.
  const isApart = context.discountLines && context.shopPricesIncludeVat && !isZero(amounts.discount);
  const dues = orderDues(order.number, { parts, amounts, isDiscountApart: isApart }, context);
  if (isPark(dues)) return dues;
  const rows = priceLines(dues.lines, context.mayWritePercent);
  const lines = parts.flatMap((part, index) =>
    (rows[index] ?? []).map((units) => draftLine(part, units, context.pricesIncludeVat)),
  );
  if (isApart) {
    const apart = { parts, dues: dues.lines, discount: dues.discountApart };
    const more = discountLines(order, apart, { ...context, name: amounts.discountName });
    if (isPark(more)) return more;
    lines.push(...more);
  }
  const found = wrongTotal(lines, { total: dues.total, pricesIncludeVat: context.pricesIncludeVat });
  if (found === null) return lines;
  const facts = { order: order.number, expected: dues.total, found, currency: context.base };
  return park('order.total.doesNotAddUp', facts);
}
