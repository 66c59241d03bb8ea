import { convertExactly, convertMoney, isEurBgnPair } from '../model/currency.ts';
import {
  absolute,
  add,
  isNegative,
  isPositive,
  isZero,
  multiply,
  negate,
  round,
  splitByWeight,
  subtract,
} from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { Order, OrderLine, OrderTotalLine } from '../model/order.ts';
import type { Park } from './park.ts';
import { park } from './park.ts';

/** A charge or a discount of the whole order: what its line on the document is made of. */
export interface OrderCharge {
  readonly kind: 'delivery' | 'fee' | 'discount';
  readonly name: string;
  /** With VAT, base currency, positive; a discount is taken off. */
  readonly amount: Decimal;
}

/** One item's line in the warehouse's base currency. */
export interface PricedLine {
  readonly line: OrderLine;
  /** With VAT, per unit, before discount. */
  readonly unitPrice: Decimal;
  /** With VAT, of the whole line. */
  readonly discount: Decimal;
  /** With VAT, of the whole line, to the cent. */
  readonly total: Decimal;
}

/** An order's money, checked and in the warehouse's base currency. */
export interface OrderAmounts {
  readonly lines: readonly PricedLine[];
  readonly charges: readonly OrderCharge[];
  readonly total: Decimal;
}

const CENT = 2;
/** A map, not an object: a shop may call a row `constructor`, which every object knows. */
const CHARGE_KINDS: ReadonlyMap<string, OrderCharge['kind']> = new Map([
  ['shipping', 'delivery'],
  ['fee', 'fee'],
  ['discount', 'discount'],
  ['coupon', 'discount'],
]);
/** Rows that repeat what other rows say: prices include tax, the subtotal is the items' sum. */
const INFORMATIVE = new Set(['subtotal', 'tax', 'total']);

function lineFault(order: Order, line: OrderLine): Park | null {
  const about = { order: order.number, code: line.code };
  if (!isPositive(line.quantity)) return park('order.quantity.bad', { ...about, quantity: line.quantity });
  if (isNegative(line.unitPrice) || isNegative(line.discount) || isNegative(line.total)) {
    return park('order.price.bad', { ...about, price: line.unitPrice });
  }
  const expected = round(subtract(round(multiply(line.unitPrice, line.quantity), CENT), line.discount), CENT);
  if (expected !== round(line.total, CENT)) {
    return park('order.line.doesNotAddUp', { ...about, expected, found: line.total });
  }
  return null;
}

function totalLineFault(order: Order, totalLine: OrderTotalLine): Park | null {
  const about = { order: order.number, type: totalLine.type, amount: totalLine.amount };
  if (INFORMATIVE.has(totalLine.type)) return null;
  const kind = CHARGE_KINDS.get(totalLine.type);
  if (kind === undefined) return park('order.totalLine.unknown', about);
  const isWrong = kind === 'discount' ? isPositive(totalLine.amount) : isNegative(totalLine.amount);
  return isWrong ? park('order.totalLine.wrongSign', about) : null;
}

/**
 * The order's money, or why it cannot be taken over: every line must be price × quantity − discount, and
 * items, delivery, fees, discounts and coupons must add up to the order's total to the cent (I8). Nothing
 * is repaired.
 */
export function readOrderAmounts(
  order: Order,
  currency: { readonly base: string; readonly conversion: 'none' | 'eurBgn' },
): OrderAmounts | Park {
  if (order.lines.length === 0) return park('order.empty', { order: order.number });
  const isConvertible = currency.conversion === 'eurBgn' && isEurBgnPair(order.currency, currency.base);
  if (order.currency !== currency.base && !isConvertible) {
    return park('order.currency.differs', {
      order: order.number,
      currency: order.currency,
      expected: currency.base,
    });
  }
  const fault = firstFault(order);
  if (fault !== null) return fault;
  const charges = order.totalLines.flatMap((line) => {
    const kind = CHARGE_KINDS.get(line.type);
    return kind === undefined || isZero(line.amount)
      ? []
      : [{ kind, name: line.name, amount: absolute(line.amount) }];
  });
  const itemsTotal = add(...order.lines.map((line) => round(line.total, CENT)));
  const found = add(
    itemsTotal,
    ...charges.map((charge) => (charge.kind === 'discount' ? negate(charge.amount) : charge.amount)),
  );
  if (found !== round(order.total, CENT)) {
    return park('order.total.doesNotAddUp', { order: order.number, expected: order.total, found });
  }
  return inBaseCurrency(order, charges, currency.base);
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

/**
 * Converts the order's total once and splits it by largest remainder, because converting each part would
 * miss the total by cents (facts/fiscal-bg.md 10.3: the document's total has legal meaning). The same
 * currency stays untouched.
 */
function inBaseCurrency(order: Order, charges: readonly OrderCharge[], base: string): OrderAmounts {
  if (order.currency === base) {
    const lines = order.lines.map((line) => ({
      line,
      unitPrice: line.unitPrice,
      discount: line.discount,
      total: round(line.total, CENT),
    }));
    return { lines, charges, total: round(order.total, CENT) };
  }
  const convert = (amount: Decimal): Decimal => convertExactly(amount, order.currency, base);
  const signed = charges.map((charge) =>
    charge.kind === 'discount' ? negate(charge.amount) : charge.amount,
  );
  const weights = [...order.lines.map((line) => line.total), ...signed].map(convert);
  const total = convertMoney(round(order.total, CENT), order.currency, base);
  const parts = isZero(add(...weights))
    ? weights.map((weight) => round(weight, CENT))
    : splitByWeight(total, weights);
  const lines = order.lines.map((line, index) => {
    const lineTotal = parts[index] ?? round(convert(line.total), CENT);
    return { line, unitPrice: convert(line.unitPrice), discount: convert(line.discount), total: lineTotal };
  });
  const converted = charges.map((charge, index) => ({
    ...charge,
    amount: absolute(parts[order.lines.length + index] ?? convert(charge.amount)),
  }));
  return { lines, charges: converted, total };
}
