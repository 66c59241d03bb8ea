import { decimal, divide, multiply, round } from './decimal.ts';
import type { Decimal } from './decimal.ts';

/**
 * Leva of one euro: fixed for ever, used with all six figures, never inverted (facts/fiscal-bg.md C1, C2).
 */
export const BGN_PER_EUR = decimal('1.95583');

const EXACT_PLACES = 20;

/** Leva → euro, rounded to the cent by the third decimal (C3). */
export function eurFromBgn(leva: Decimal): Decimal {
  return divide(leva, BGN_PER_EUR, 2);
}

/** Euro → leva, rounded half up to the stotinka. */
export function bgnFromEur(euro: Decimal): Decimal {
  return round(multiply(euro, BGN_PER_EUR), 2);
}

/** True for the one pair of currencies between which the official rate converts. */
export function isEurBgnPair(left: string, right: string): boolean {
  return (left === 'EUR' && right === 'BGN') || (left === 'BGN' && right === 'EUR');
}

/**
 * Converts to the cent between EUR and BGN; the same currency stays as it is. Throws a RangeError for any
 * other pair.
 */
export function convertMoney(amount: Decimal, from: string, to: string): Decimal {
  if (from === to) return amount;
  if (from === 'BGN' && to === 'EUR') return eurFromBgn(amount);
  if (from === 'EUR' && to === 'BGN') return bgnFromEur(amount);
  throw new RangeError(`no official rate between ${from} and ${to}`);
}

/** Converts without rounding to the cent: for weights that are split and rounded together afterwards. */
export function convertExactly(amount: Decimal, from: string, to: string): Decimal {
  if (from === to) return amount;
  if (from === 'BGN' && to === 'EUR') return divide(amount, BGN_PER_EUR, EXACT_PLACES);
  if (from === 'EUR' && to === 'BGN') return multiply(amount, BGN_PER_EUR);
  throw new RangeError(`no official rate between ${from} and ${to}`);
}

const SPELLINGS: Readonly<Record<'EUR' | 'BGN', readonly string[]>> = {
  EUR: ['EUR', 'EURO', 'ЕВРО', '€'],
  BGN: ['BGN', 'BGL', 'LV', 'ЛВ', 'ЛЕВ', 'ЛЕВА'],
};

/**
 * The ISO code that a typed currency stands for: `лв.`, `ЛЕВ` and `BGN` are one, `€`, `евро` and `EUR` the
 * other (facts/warehouse-pro.md section 15, no. 15). Null for what stands for none, so that it is asked for.
 */
export function currencyCode(text: string): string | null {
  const word = text.replaceAll(/[\s.]/g, '').toUpperCase();
  for (const code of ['EUR', 'BGN'] as const) if (SPELLINGS[code].includes(word)) return code;
  return /^[A-Z]{3}$/.test(word) ? word : null;
}
