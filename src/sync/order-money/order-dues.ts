import { convertExactly, convertMoney } from '../../model/currency.ts';
import { add, fromUnits, HUNDRED, multiply, splitUnits, toUnits } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { UNIT_PRICE_PLACES } from '../../model/vendor-line.ts';
import type { DueLine } from './line-prices.ts';
import type { OrderAmounts } from './order-amounts.ts';
import { park } from '../park.ts';
import type { Park } from '../park.ts';

/** What an order charges for: an item, delivery or a fee, with the VAT rate of its good. */
export interface OrderPart {
  readonly isItem: boolean;
  readonly quantity: Decimal;
  /** Per unit before discount; the order's currency, the shop's VAT mode. */
  readonly unitPrice: Decimal;
  /** Of the whole part after its own discount, to the cent; the order's currency, the shop's VAT mode. */
  readonly total: Decimal;
  readonly isDiscounted: boolean;
  readonly rate: Decimal;
}

/** How the order's amounts become the document's. */
export interface DuesContext {
  readonly currency: string;
  readonly base: string;
  readonly shopPricesIncludeVat: boolean;
}

const CENT = 2;
const RATE_PLACES = 4;
/** 100 % in units of a rate. */
const ALL = 1_000_000n;

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/**
 * Splits over the VAT rates first and over each rate's parts then, both by largest remainder: so each rate's
 * share is right to the cent, however many lines it has (V6).
 */
function splitByRate(
  total: bigint,
  parts: readonly { readonly weight: bigint; readonly rate: Decimal }[],
): readonly bigint[] {
  const rates = [...new Set(parts.map((part) => part.rate))];
  const ofRate = rates.map((rate) => parts.flatMap((part, index) => (part.rate === rate ? [index] : [])));
  const weights = parts.map((part) => part.weight);
  const shares = splitUnits(
    total,
    ofRate.map((indexes) => sum(indexes.map((index) => weights[index] ?? 0n))),
  );
  const result = weights.map(() => 0n);
  ofRate.forEach((indexes, position) => {
    const within = splitUnits(
      shares[position] ?? 0n,
      indexes.map((index) => weights[index] ?? 0n),
    );
    indexes.forEach((index, place) => (result[index] = within[place] ?? 0n));
  });
  return result;
}

/**
 * The order's discount taken off its parts in proportion to their amounts: off the items, and off delivery and
 * fees only where it exceeds the items. What is left of each, in cents.
 */
function afterDiscount(parts: readonly OrderPart[], discount: bigint): readonly bigint[] {
  const totals = parts.map((part) => toUnits(part.total, CENT));
  if (discount === 0n) return totals;
  const weigh = (isItem: boolean) =>
    parts.map((part, index) => ({
      rate: part.rate,
      weight: part.isItem === isItem ? (totals[index] ?? 0n) : 0n,
    }));
  const items = sum(weigh(true).map((part) => part.weight));
  const onItems = discount < items ? discount : items;
  const offItems = splitByRate(onItems, weigh(true));
  const offCharges = splitByRate(discount - onItems, weigh(false));
  return totals.map((total, index) => total - (offItems[index] ?? 0n) - (offCharges[index] ?? 0n));
}

/** VAT on top of net cents, in ten-thousandths of a cent times a hundred: exact. */
function vatOnTop(
  parts: readonly OrderPart[],
  net: readonly bigint[],
  isTaxed: (part: OrderPart) => boolean,
) {
  return sum(
    parts.map((part, index) => (isTaxed(part) ? (net[index] ?? 0n) * toUnits(part.rate, RATE_PLACES) : 0n)),
  );
}

/**
 * By how much a tax reckoned in another way may differ from ours: half a cent per unit, and per line, and for
 * the sum, for a shop that rounds each of them. In whole cents.
 */
function roundingOf(parts: readonly OrderPart[]): bigint {
  const units = sum(parts.map((part) => toUnits(part.quantity, 0) + 1n));
  return (units + 2n) / 2n;
}

/**
 * Gross weights of parts whose prices are without VAT. Whether the shop taxes delivery shows in its tax line:
 * by the order of its total modules it may or may not (facts/seliton.md section 11).
 */
function grossWeights(
  order: OrderNumber,
  parts: readonly OrderPart[],
  what: { readonly net: readonly bigint[]; readonly tax: bigint; readonly currency: string },
): { readonly weights: readonly bigint[]; readonly isTaxed: (part: OrderPart) => boolean } | Park {
  const { net, tax, currency } = what;
  const within = roundingOf(parts) * ALL;
  const readings = [() => true, (part: OrderPart) => part.isItem];
  for (const isTaxed of readings) {
    const miss = vatOnTop(parts, net, isTaxed) - tax * ALL;
    if (miss > within || miss < -within || (sum(net) === 0n && tax !== 0n)) continue;
    const weights = parts.map((part, index) => {
      const rate = isTaxed(part) ? toUnits(part.rate, RATE_PLACES) : 0n;
      return (net[index] ?? 0n) * (ALL + rate);
    });
    return { weights, isTaxed };
  }
  const expected = fromUnits(vatOnTop(parts, net, () => true) / ALL, CENT);
  return park('order.tax.differs', { order, expected, found: fromUnits(tax, CENT), currency });
}

/** The price that the buyer saw, with VAT and in the base currency, ten places. */
function listPrice(part: OrderPart, isTaxed: boolean, context: DuesContext): bigint {
  const factor = isTaxed ? add(HUNDRED, part.rate) : HUNDRED;
  const price =
    context.currency === context.base
      ? part.unitPrice
      : convertExactly(part.unitPrice, context.currency, context.base);
  return isTaxed
    ? toUnits(multiply(price, factor), UNIT_PRICE_PLACES) / 100n
    : toUnits(price, UNIT_PRICE_PLACES);
}

/** What a document must come to, with VAT, in the warehouse's currency, in cents. */
export interface OrderDues {
  readonly lines: readonly DueLine[];
  /** The discount that is not on the lines; 0 as a rule. */
  readonly discountApart: bigint;
  /** The lines together, less the discount apart. */
  readonly total: Decimal;
}

/**
 * What each part of the order must come to on the document, together exactly the order's total (I8). The
 * order's discount is on the parts; a conversion rounds the total once and splits it, because the document has
 * legal meaning as a whole (facts/fiscal-bg.md 10.3). Parks an order without VAT in its prices whose tax line
 * the goods' rates do not explain.
 */
export function orderDues(
  order: OrderNumber,
  what: {
    readonly parts: readonly OrderPart[];
    readonly amounts: OrderAmounts;
    readonly isDiscountApart: boolean;
  },
  context: DuesContext,
): OrderDues | Park {
  const { parts, amounts } = what;
  const discount = toUnits(amounts.discount, CENT);
  const onLines = what.isDiscountApart ? 0n : discount;
  const net = afterDiscount(parts, onLines);
  const gross = context.shopPricesIncludeVat
    ? { dues: net, isTaxed: () => false }
    : withTax(order, parts, { net, amounts, currency: context.currency });
  if ('park' in gross) return gross;
  const convert = (cents: bigint): bigint =>
    toUnits(convertMoney(fromUnits(cents, CENT), context.currency, context.base), CENT);
  const isSame = context.currency === context.base;
  const discountApart = convert(discount - onLines);
  const total = convert(toUnits(amounts.total, CENT));
  const dues = isSame ? gross.dues : splitByRate(total + discountApart, weighted(parts, gross.dues));
  const lines = parts.map((part, index) => ({
    quantity: toUnits(part.quantity, 3),
    due: dues[index] ?? 0n,
    listPrice: listPrice(part, gross.isTaxed(part), context),
    isDiscounted: part.isDiscounted || onLines > 0n,
    rate: part.rate,
  }));
  return { lines, discountApart, total: fromUnits(total, CENT) };
}

/** Dues of an order whose prices are without VAT: its total, over the parts with their tax. */
function withTax(
  order: OrderNumber,
  parts: readonly OrderPart[],
  what: { readonly net: readonly bigint[]; readonly amounts: OrderAmounts; readonly currency: string },
): { readonly dues: readonly bigint[]; readonly isTaxed: (part: OrderPart) => boolean } | Park {
  const { net, amounts, currency } = what;
  const tax = amounts.tax === null ? 0n : toUnits(amounts.tax, CENT);
  const gross = grossWeights(order, parts, { net, tax, currency });
  if ('park' in gross) return gross;
  const dues = splitByRate(toUnits(amounts.total, CENT), weighted(parts, gross.weights));
  return { dues, isTaxed: gross.isTaxed };
}

function weighted(parts: readonly OrderPart[], weights: readonly bigint[]) {
  return parts.map((part, index) => ({ rate: part.rate, weight: weights[index] ?? 0n }));
}
