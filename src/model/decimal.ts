import Big from 'big.js';
import { smallCompare, smallProduct, smallRound, smallSum, smallText, smallUnits } from './small-decimal.ts';

declare const decimalBrand: unique symbol;

/**
 * An exact decimal number as canonical text: `-?digits[.digits]`, no exponent, no trailing zeros, never
 * `-0`. Being text it survives JSON, hashes and SQLite unchanged, and two equal numbers are `===`.
 */
export type Decimal = string & { readonly [decimalBrand]: true };

// Our own constructor, so that nobody else's settings of big.js change our rounding. Half away from zero,
// as a fiscal device rounds (facts/fiscal-bg.md V1, V2: the sign is applied last).
const Exact = Big();
Exact.DP = 20;
Exact.RM = 1;

const DECIMAL_TEXT = /^-?\d+(?:\.\d+)?$/;

/**
 * Places of money inside the program: unit prices and amounts are kept to four places, written to people
 * with two.
 */
export const MONEY_PLACES = 4;
/** Places of quantities: the warehouse weighs to the gram. */
export const QUANTITY_PLACES = 3;

export const ZERO = '0' as Decimal;
export const ONE = '1' as Decimal;
export const HUNDRED = '100' as Decimal;

function canonical(value: Big): Decimal {
  const text = value.toFixed();
  return (text === '-0' ? '0' : text) as Decimal;
}

/**
 * Reads plain decimal text (blanks around it allowed). Null for anything else: exponents, commas, empty
 * text.
 */
export function parseDecimal(text: string): Decimal | null {
  const trimmed = text.trim();
  return DECIMAL_TEXT.test(trimmed) && trimmed.length <= 40 ? canonical(new Exact(trimmed)) : null;
}

/** A decimal literal of the program itself. Throws a RangeError on text that is no decimal. */
export function decimal(text: string | number): Decimal {
  const parsed = parseDecimal(String(text));
  if (parsed === null) throw new RangeError(`not a decimal: ${text}`);
  return parsed;
}

const LARGEST = 1e13;

/**
 * The database's floating-point column as a decimal of at most `places` places, rounded half away from
 * zero. Null for NULL, NaN, infinities, and amounts so large that a double does not hold their cents.
 */
export function decimalFromNumber(value: number | null | undefined, places: number): Decimal | null {
  if (typeof value !== 'number' || !(Math.abs(value) < LARGEST)) return null;
  if (Number.isInteger(value)) return (value === 0 ? '0' : String(value)) as Decimal;
  const text = String(value);
  const point = text.indexOf('.');
  // The shortest text of a number has no zeros at its end: with few enough places it is the decimal itself.
  if (point > 0 && text.length - point - 1 <= places && !text.includes('e')) return text as Decimal;
  return canonical(new Exact(value).round(places));
}

/** For writing into a floating-point column, and for nothing else. */
export function toNumber(value: Decimal): number {
  return Number(value);
}

export function add(...values: readonly Decimal[]): Decimal {
  return values.reduce(sum, ZERO);
}

function sum(left: Decimal, right: Decimal): Decimal {
  return (smallSum(left, right, 1) as Decimal | null) ?? canonical(new Exact(left).plus(right));
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return (smallSum(left, right, -1) as Decimal | null) ?? canonical(new Exact(left).minus(right));
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return (smallProduct(left, right) as Decimal | null) ?? canonical(new Exact(left).times(right));
}

/** Quotient rounded half away from zero to `places`. Throws a RangeError when `right` is zero. */
export function divide(left: Decimal, right: Decimal, places: number): Decimal {
  if (isZero(right)) throw new RangeError('division by zero');
  // One division at full precision and one rounding: for the values met here (money, at most 20 places) the
  // second rounding cannot fall on a tie that the first one made.
  return canonical(new Exact(left).div(right).round(places));
}

/** Rounds half away from zero: 1.005 → 1.01, -1.005 → -1.01. */
export function round(value: Decimal, places: number): Decimal {
  return (smallRound(value, places) as Decimal | null) ?? canonical(new Exact(value).round(places));
}

/** The greatest whole number not above the value. */
export function floor(value: Decimal): Decimal {
  if (!value.includes('.')) return value;
  const down = new Exact(value).round(0, 0);
  return canonical(down.gt(value) ? down.minus(1) : down);
}

export function negate(value: Decimal): Decimal {
  return subtract(ZERO, value);
}

export function absolute(value: Decimal): Decimal {
  return (value.startsWith('-') ? value.slice(1) : value) as Decimal;
}

/** Negative, zero or positive, like a sort callback. */
export function compare(left: Decimal, right: Decimal): number {
  return left === right ? 0 : (smallCompare(left, right) ?? new Exact(left).cmp(right));
}

export function isZero(value: Decimal): boolean {
  return value === '0';
}

export function isNegative(value: Decimal): boolean {
  return value.startsWith('-');
}

export function isPositive(value: Decimal): boolean {
  return value !== '0' && !value.startsWith('-');
}

export function greatest(left: Decimal, right: Decimal): Decimal {
  return compare(left, right) >= 0 ? left : right;
}

/** Text with exactly `places` places: what a form, a feed or a person gets. */
export function formatFixed(value: Decimal, places: number): string {
  return new Exact(value).toFixed(places);
}

/**
 * The value in whole units of 10^-places, rounded half away from zero: for arithmetic on many small numbers,
 * which is exact and quick in whole units.
 */
export function toUnits(value: Decimal, places: number): bigint {
  const units = smallUnits(value, places);
  if (units !== null) return BigInt(units);
  const [whole = '0', fraction = ''] = value.split('.');
  if (fraction.length > places) return toUnits(round(value, places), places);
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** The value of so many units of 10^-places. */
export function fromUnits(units: bigint, places: number): Decimal {
  const text = smallText(units, places);
  if (text !== null) return text as Decimal;
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const sign = units < 0n ? '-' : '';
  return (fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`) as Decimal;
}

/** Quotient of whole numbers, rounded half away from zero. Throws a RangeError when `right` is zero. */
export function roundedQuotient(left: bigint, right: bigint): bigint {
  const twice = 2n * (left < 0n ? -left : left);
  const base = right < 0n ? -right : right;
  const size = (twice + base) / (2n * base);
  return left < 0n === right < 0n ? size : -size;
}

/**
 * Splits whole units over `weights`, none of them negative, by largest remainder, so that the parts add up
 * exactly (facts/fiscal-bg.md V6). Equal remainders go to the earlier part. Throws a RangeError when all
 * weights are zero and the total is not.
 */
export function splitUnits(total: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = weights.reduce((left, weight) => left + weight, 0n);
  if (sum === 0n) {
    if (total !== 0n) throw new RangeError('cannot split over nothing');
    return weights.map(() => 0n);
  }
  const parts = weights.map((weight) => (total * weight) / sum);
  const missing = Number(total - parts.reduce((left, part) => left + part, 0n));
  if (missing === 0) return parts;
  const remainders = weights.map((weight) => (total * weight) % sum);
  const order = remainders.map((_, index) => index);
  order.sort((left, right) => Number((remainders[right] ?? 0n) - (remainders[left] ?? 0n)) || left - right);
  for (const index of order.slice(0, missing)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
