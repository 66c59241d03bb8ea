import {
  absolute,
  add,
  compare,
  decimal,
  divide,
  HUNDRED,
  isPositive,
  isZero,
  multiply,
  subtract,
} from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Order, OrderLine } from '../../model/order.ts';
import { vatInside } from '../../model/vat.ts';
import { park } from '../park.ts';
import type { Park } from '../park.ts';

const CENT = decimal('0.01');
/** Half a cent for each unit and for the line: what a shop that rounds each of them may differ by. */
const HALF = decimal('0.005');
const SHOWN_PLACES = 2;
/** The standard rate: what delivery and fees bear at most. */
const TWENTY = decimal('20');

/** An item of the order with the VAT rate of its good. */
export interface RatedLine {
  readonly line: OrderLine;
  readonly rate: Decimal;
}

function isTold(value: Decimal | null): value is Decimal {
  return value !== null && !isZero(value);
}

/**
 * The rate that a line tells; null when it tells none. A rate beside an amount of nothing contradicts
 * itself: it is what the shop's form holds, not what the buyer has paid.
 */
function toldRate({ taxRate, taxAmount, total }: OrderLine): Decimal | null {
  const isEmpty = taxAmount !== null && isZero(taxAmount) && !isZero(total);
  return isTold(taxRate) && !isEmpty ? taxRate : null;
}

/**
 * True when a rate of 0 means "no tax": a shop that tells the tax of another line, or a tax line of 0, has
 * said so. Where nothing is told at all the wire holds the same 0.
 */
function tellsTaxes(order: Order): boolean {
  if (order.lines.some((line) => toldRate(line) !== null || isTold(line.taxAmount))) return true;
  const lines = order.totalLines.filter((line) => line.type === 'tax');
  const hasRates = order.lines.some((line) => line.taxRate !== null);
  return hasRates && lines.length > 0 && lines.every((line) => isZero(line.amount));
}

function taxOf(amount: Decimal, rate: Decimal, shopPricesIncludeVat: boolean): Decimal {
  return shopPricesIncludeVat ? vatInside(amount, rate, 4) : divide(multiply(amount, rate), HUNDRED, 4);
}

function roundingOf(quantity: Decimal): Decimal {
  return add(CENT, multiply(HALF, quantity));
}

/** The rate that an amount of tax stands for, for people. */
function rateOf(line: OrderLine, tax: Decimal, shopPricesIncludeVat: boolean): Decimal {
  const net = shopPricesIncludeVat ? subtract(line.total, tax) : line.total;
  return isPositive(net) ? divide(multiply(tax, HUNDRED), net, SHOWN_PLACES) : tax;
}

/** The rate that the order tells for a line when it is not the good's; null when they agree or none is told. */
function otherRate(
  { line, rate }: RatedLine,
  what: { readonly tells: boolean; readonly shopPricesIncludeVat: boolean },
): Decimal | null {
  const { taxRate, taxAmount } = line;
  const told = toldRate(line);
  if (told !== null) return compare(absolute(subtract(told, rate)), CENT) >= 0 ? told : null;
  if (isTold(taxAmount)) {
    const miss = absolute(subtract(taxAmount, taxOf(line.total, rate, what.shopPricesIncludeVat)));
    const isSame = compare(miss, roundingOf(line.quantity)) <= 0;
    return isSame ? null : rateOf(line, taxAmount, what.shopPricesIncludeVat);
  }
  const isUntaxed = what.tells && taxRate !== null && isZero(taxRate) && !isZero(line.total);
  return isUntaxed && !isZero(rate) ? taxRate : null;
}

/**
 * The tax that the order itself tells against the VAT groups of its goods: where they differ by more than
 * rounding, the document would claim another VAT than the buyer has paid – a buyer of another country (OSS),
 * a sale without VAT, a wrong VAT group. Null when they agree, or when the order tells none.
 */
export function taxFault(
  order: Order,
  lines: readonly RatedLine[],
  shopPricesIncludeVat: boolean,
): Park | null {
  const tells = tellsTaxes(order);
  for (const rated of lines) {
    const found = otherRate(rated, { tells, shopPricesIncludeVat });
    if (found === null) continue;
    const facts = { order: order.number, code: rated.line.code, shop: found, warehouse: rated.rate };
    return park('order.taxRate.differs', facts);
  }
  return tells || !shopPricesIncludeVat ? null : taxLineFault(order, lines);
}

/**
 * Where no line tells a tax, the tax line alone speaks. It may have been reckoned before the discount or
 * after it, with delivery or without: only what no reading explains is a contradiction.
 */
function taxLineFault(order: Order, lines: readonly RatedLine[]): Park | null {
  const told = order.totalLines.filter((line) => line.type === 'tax' && isPositive(line.amount));
  if (told.length === 0 || lines.length === 0) return null;
  const tax = add(...told.map((line) => line.amount));
  const items = add(...lines.map(({ line }) => line.total));
  if (!isPositive(items)) return null;
  const onItems = add(...lines.map(({ line, rate }) => taxOf(line.total, rate, true)));
  const within = add(...lines.map(({ line }) => roundingOf(line.quantity)));
  const rates = lines.map(({ rate }) => rate);
  const [lowest, highest] = [rates.reduce(lower), rates.reduce(higher)];
  const least = subtract(onItems, add(taxOf(absolute(sumOf(order, isNegativeLine)), highest, true), within));
  const most = add(onItems, taxOf(sumOf(order, isCharge), higher(highest, TWENTY), true), within);
  if (compare(tax, least) >= 0 && compare(tax, most) <= 0) return null;
  const net = subtract(items, tax);
  const shop = isPositive(net) ? divide(multiply(tax, HUNDRED), net, SHOWN_PLACES) : tax;
  const warehouse = lowest === highest ? lowest : `${lowest}–${highest}`;
  return park('order.taxRate.differs', { order: order.number, code: '', shop, warehouse });
}

function lower(left: Decimal, right: Decimal): Decimal {
  return compare(left, right) <= 0 ? left : right;
}

function higher(left: Decimal, right: Decimal): Decimal {
  return compare(left, right) >= 0 ? left : right;
}

function isNegativeLine(line: Order['totalLines'][number]): boolean {
  return line.amount.startsWith('-');
}

function isCharge(line: Order['totalLines'][number]): boolean {
  return (line.type === 'shipping' || line.type === 'fee') && isPositive(line.amount);
}

function sumOf(order: Order, of: (line: Order['totalLines'][number]) => boolean): Decimal {
  return add(...order.totalLines.filter(of).map((line) => line.amount));
}
