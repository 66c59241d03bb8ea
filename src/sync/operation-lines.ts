import {
  absolute,
  add,
  compare,
  decimal,
  divide,
  HUNDRED,
  isZero,
  multiply,
  negate,
  ONE,
  round,
  splitByWeight,
  subtract,
  ZERO,
} from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Good } from '../model/good.ts';
import type { OperationLineDraft } from '../model/operation.ts';
import type { OrderNumber } from '../model/order-origin.ts';
import { UNIT_PLACES, vatInside, withoutVat } from '../model/vat.ts';
import type { OrderAmounts, OrderCharge, PricedLine } from './order-amounts.ts';
import { park } from './park.ts';
import type { Park } from './park.ts';

/** The (service) goods that carry what is no item; null = none chosen, or the chosen one is gone. */
export interface ChargeGoods {
  readonly delivery: Good | null;
  readonly fee: Good | null;
  readonly discount: Good | null;
}

/** An item's line whose good is known. */
export interface GoodsLine extends PricedLine {
  readonly good: Good;
  readonly vatRate: Decimal;
}

interface LineContext {
  readonly pricesIncludeVat: boolean;
  readonly charges: ChargeGoods;
}

const CENT = 2;
const DISCOUNT_PLACES = 8;
const GREATEST_DISCOUNT = decimal(99);
const HALF_CENT = decimal('0.005');
const MISSING_GOOD = {
  delivery: 'order.deliveryGood.missing',
  fee: 'order.feeGood.missing',
  discount: 'order.discountGood.missing',
} as const;

/**
 * Unit price and VAT per unit in the warehouse's VAT mode; together they are the gross price exactly (I7,
 * V3).
 */
function unitAmounts(
  gross: Decimal,
  rate: Decimal,
  pricesIncludeVat: boolean,
): { unitPrice: Decimal; unitVat: Decimal } {
  const unitVat = vatInside(gross, rate, UNIT_PLACES);
  return { unitPrice: pricesIncludeVat ? gross : withoutVat(gross, rate, UNIT_PLACES), unitVat };
}

/**
 * Gross unit price after discount. As long as the document's sum holds to the cent, the price that the
 * buyer saw; otherwise the line's total divided by its quantity (a weighed good: 0.333 kg at 9.99 is
 * 3.32667, but 3.33 is due).
 */
function unitGross(line: GoodsLine, mayKeepPrice: boolean): Decimal {
  if (mayKeepPrice && isZero(line.discount)) return line.unitPrice;
  return divide(line.total, line.line.quantity, UNIT_PLACES);
}

/**
 * Percent that leads from the written price back to the list price, so that the document holds under both
 * ways in which Warehouse Pro computes a line (facts/warehouse-pro.md section 5). 100 % is never written: a
 * free line has price 0.
 */
function discountPercent(line: GoodsLine): Decimal {
  const full = multiply(line.unitPrice, line.line.quantity);
  if (isZero(line.discount) || isZero(full)) return ZERO;
  const percent = round(divide(multiply(line.discount, HUNDRED), full, 20), DISCOUNT_PLACES);
  return compare(percent, GREATEST_DISCOUNT) > 0 ? ZERO : percent;
}

function goodsLines(lines: readonly GoodsLine[], pricesIncludeVat: boolean): readonly OperationLineDraft[] {
  const kept = lines.map((line) =>
    isZero(line.discount) ? multiply(line.unitPrice, line.line.quantity) : line.total,
  );
  const error = subtract(add(...kept), add(...lines.map((line) => line.total)));
  const linesHold = kept.every((amount, index) => round(amount, CENT) === lines[index]?.total);
  const mayKeepPrice = linesHold && compare(absolute(error), HALF_CENT) < 0;
  return lines.map((line) => ({
    goodId: line.good.id,
    quantity: line.line.quantity,
    ...unitAmounts(unitGross(line, mayKeepPrice), line.vatRate, pricesIncludeVat),
    discountPercent: discountPercent(line),
    isService: line.good.kind === 'service',
    total: line.total,
    name: line.line.name,
    code: line.line.code,
  }));
}

function chargeLine(
  charge: OrderCharge,
  good: Good,
  rate: Decimal,
  pricesIncludeVat: boolean,
): OperationLineDraft {
  const isDiscount = charge.kind === 'discount';
  return {
    goodId: good.id,
    quantity: isDiscount ? negate(ONE) : ONE,
    ...unitAmounts(charge.amount, rate, pricesIncludeVat),
    discountPercent: ZERO,
    isService: true,
    total: isDiscount ? negate(charge.amount) : charge.amount,
    name: charge.name,
    code: good.code,
  };
}

/**
 * Gross of the items by VAT rate, in the order of first appearance: what an order's discount is split over
 * (V6).
 */
function grossByRate(lines: readonly GoodsLine[]): ReadonlyMap<Decimal, Decimal> {
  const sums = new Map<Decimal, Decimal>();
  for (const line of lines) sums.set(line.vatRate, add(sums.get(line.vatRate) ?? ZERO, line.total));
  return sums;
}

function chargeLines(
  charge: OrderCharge,
  goods: readonly GoodsLine[],
  context: LineContext,
): readonly OperationLineDraft[] | null {
  const good = context.charges[charge.kind];
  if (good === null) return null;
  if (charge.kind !== 'discount') {
    return good.vatRate === null ? null : [chargeLine(charge, good, good.vatRate, context.pricesIncludeVat)];
  }
  const sums = [...grossByRate(goods)];
  const weights = sums.map(([, sum]) => sum);
  const parts = isZero(add(...weights)) ? [charge.amount] : splitByWeight(charge.amount, weights);
  return parts.flatMap((amount, index) => {
    const rate = sums[index]?.[0];
    return rate === undefined || isZero(amount)
      ? []
      : [chargeLine({ ...charge, amount }, good, rate, context.pricesIncludeVat)];
  });
}

/** What a document's lines cost with VAT: the sum that the warehouse shows, before rounding to the cent. */
export function linesTotal(lines: readonly OperationLineDraft[], pricesIncludeVat: boolean): Decimal {
  return add(
    ...lines.map((line) =>
      multiply(line.quantity, pricesIncludeVat ? line.unitPrice : add(line.unitPrice, line.unitVat)),
    ),
  );
}

/**
 * The document's lines: the items, then delivery, fees and discounts on their own goods (I7, I8). A
 * discount of the whole order becomes one line of quantity -1 for each VAT rate. Parks when a needed good
 * is not chosen, or when the sum would miss the order's total.
 */
export function makeOperationLines(
  order: OrderNumber,
  what: { readonly goods: readonly GoodsLine[]; readonly amounts: OrderAmounts },
  context: LineContext,
): readonly OperationLineDraft[] | Park {
  const lines: OperationLineDraft[] = [...goodsLines(what.goods, context.pricesIncludeVat)];
  for (const charge of what.amounts.charges) {
    const made = chargeLines(charge, what.goods, context);
    if (made === null) return park(MISSING_GOOD[charge.kind], { order, amount: charge.amount });
    lines.push(...made);
  }
  const found = round(linesTotal(lines, context.pricesIncludeVat), CENT);
  if (found !== what.amounts.total) {
    return park('order.total.doesNotAddUp', { order, expected: what.amounts.total, found });
  }
  return lines;
}
