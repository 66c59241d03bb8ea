import { isEurBgnPair } from '../../model/currency.ts';
import {
  absolute,
  add,
  compare,
  fromUnits,
  isNegative,
  isPositive,
  isZero,
  QUANTITY_PLACES,
  round,
  roundedQuotient,
  subtract,
  toUnits,
  ZERO,
} from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Order, OrderLine, OrderTotalLine } from '../../model/order.ts';
import type { Park } from '../park.ts';
import { park } from '../park.ts';

/** A charge of the whole order, which becomes a line on its own good. */
export interface OrderCharge {
  readonly kind: 'delivery' | 'fee';
  readonly name: string;
  /** Positive; the order's currency, the shop's VAT mode. */
  readonly amount: Decimal;
}

/** An order's money, checked; in its own currency and the shop's VAT mode. */
export interface OrderAmounts {
  readonly charges: readonly OrderCharge[];
  /** Discounts, coupons and negative fees of the whole order, taken together; not negative. */
  readonly discount: Decimal;
  /** What the order calls its discount, for a line of its own. */
  readonly discountName: string;
  /** The order's tax line; null when it has none. */
  readonly tax: Decimal | null;
  /** What the buyer pays, VAT included, to the cent. */
  readonly total: Decimal;
}

/** How the shop's money is read. */
export interface AmountsContext {
  readonly base: string;
  readonly conversion: 'none' | 'eurBgn';
  /** S32: the shop's prices include VAT; otherwise a tax line comes on top of them. */
  readonly shopPricesIncludeVat: boolean;
}

const CENT = 2;
/** The wire's prices as exact as its floats are. */
const PRICE_PLACES = 16;
/** Price × quantity in those places, of one cent. */
const EXACT_CENT = 10n ** 17n;
/** Below it is binary noise of the wire; above it a part of a gram, which the warehouse cannot hold. */
const NOISE_PLACES = 6;
const NOISE_GRAM = 1000n;
/** Rows that repeat what other rows say: the subtotal is the items' sum. */
const INFORMATIVE = new Set(['subtotal', 'tax', 'total', 'informative']);
/** A map, not an object: a shop may call a row `constructor`, which every object knows. */
const CHARGES: ReadonlyMap<string, OrderCharge['kind']> = new Map([
  ['shipping', 'delivery'],
  ['fee', 'fee'],
]);
const DISCOUNTS = new Set(['discount', 'coupon']);

/** What a line of the order must come to: price × quantity, rounded to the cent, less the discount. */
function expectedTotal(line: OrderLine): bigint {
  const exact = toUnits(line.unitPrice, PRICE_PLACES) * toUnits(line.quantity, QUANTITY_PLACES);
  return roundedQuotient(exact, EXACT_CENT) - toUnits(line.discount, CENT);
}

function lineFault(order: Order, line: OrderLine): Park | null {
  const about = { order: order.number, code: line.code, currency: order.currency };
  const excess = toUnits(line.quantity, NOISE_PLACES) % NOISE_GRAM;
  const isWhole = excess <= 1n || excess >= NOISE_GRAM - 1n;
  if (!isWhole || toUnits(line.quantity, QUANTITY_PLACES) <= 0n)
    return park('order.quantity.bad', { order: order.number, code: line.code, quantity: line.quantity });
  if (isNegative(line.unitPrice) || isNegative(line.discount) || isNegative(line.total)) {
    return park('order.price.bad', { ...about, price: line.unitPrice });
  }
  const expected = expectedTotal(line);
  if (expected === toUnits(line.total, CENT)) return null;
  const facts = { ...about, expected: fromUnits(expected, CENT), found: line.total };
  return park('order.line.doesNotAddUp', facts);
}

function totalLineFault(order: Order, totalLine: OrderTotalLine): Park | null {
  const { type, amount } = totalLine;
  const about = { order: order.number, type, amount, currency: order.currency };
  if (INFORMATIVE.has(totalLine.type) || totalLine.type === 'fee') return null;
  const isDiscount = DISCOUNTS.has(totalLine.type);
  if (!isDiscount && !CHARGES.has(totalLine.type)) return park('order.totalLine.unknown', about);
  const isWrong = isDiscount ? isPositive(totalLine.amount) : isNegative(totalLine.amount);
  return isWrong ? park('order.totalLine.wrongSign', about) : null;
}

function firstFault(order: Order): Park | null {
  for (const line of order.lines) {
    const fault = lineFault(order, line);
    if (fault !== null) return fault;
  }
  for (const totalLine of order.totalLines) {
    const fault = totalLineFault(order, totalLine);
    if (fault !== null) return fault;
  }
  return null;
}

function currencyFault(order: Order, context: AmountsContext): Park | null {
  if (order.currency === context.base) return null;
  if (context.conversion === 'eurBgn' && isEurBgnPair(order.currency, context.base)) return null;
  const facts = { order: order.number, currency: order.currency, expected: context.base };
  return park('order.currency.differs', facts);
}

function isDiscountLine(line: OrderTotalLine): boolean {
  return DISCOUNTS.has(line.type) || (line.type === 'fee' && isNegative(line.amount));
}

function chargesOf(order: Order): readonly OrderCharge[] {
  return order.totalLines.flatMap((line) => {
    const kind = CHARGES.get(line.type);
    const amount = round(line.amount, CENT);
    return kind === undefined || !isPositive(amount) ? [] : [{ kind, name: line.name, amount }];
  });
}

/**
 * The order's money, or why it cannot be taken over: every line must be price × quantity − discount, and
 * items, delivery, fees, discounts and coupons – and the tax, where prices are without it – must add up to
 * the order's total to the cent (I8). Nothing is repaired.
 */
export function readOrderAmounts(order: Order, context: AmountsContext): OrderAmounts | Park {
  const charges = chargesOf(order);
  if (order.lines.length + charges.length === 0) return park('order.empty', { order: order.number });
  const fault = currencyFault(order, context) ?? firstFault(order);
  if (fault !== null) return fault;
  const off = order.totalLines.filter(isDiscountLine);
  const discount = absolute(add(...off.map((line) => round(line.amount, CENT))));
  const taxes = order.totalLines.filter((line) => line.type === 'tax');
  const tax = taxes.length === 0 ? null : add(...taxes.map((line) => round(line.amount, CENT)));
  const items = add(...order.lines.map((line) => round(line.total, CENT)));
  const before = add(items, ...charges.map((charge) => charge.amount));
  const onTop = context.shopPricesIncludeVat ? ZERO : (tax ?? ZERO);
  const found = add(subtract(before, discount), onTop);
  const total = round(order.total, CENT);
  if (found !== total) {
    const { number, currency } = order;
    return park('order.total.doesNotAddUp', { order: number, expected: order.total, found, currency });
  }
  if (compare(discount, before) > 0) {
    const facts = { order: order.number, discount, amount: before, currency: order.currency };
    return park('order.discount.tooGreat', facts);
  }
  const discountName = off.find((line) => !isZero(line.amount))?.name ?? '';
  return { charges, discount, discountName, tax, total };
}
