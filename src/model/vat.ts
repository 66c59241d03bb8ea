import { add, decimal, divide, HUNDRED, multiply, subtract } from './decimal.ts';
import type { Decimal } from './decimal.ts';

/**
 * Places of unit prices and of VAT per unit on a document: enough that no quantity brings the error to a
 * cent.
 */
export const UNIT_PLACES = 10;

/** VAT inside an amount that includes it: gross * r / (100 + r), to `places` (V1: 2 for amounts). */
export function vatInside(gross: Decimal, rate: Decimal, places: number): Decimal {
  return divide(multiply(gross, rate), add(HUNDRED, rate), places);
}

/** The amount without its VAT; net + vatInside is the gross exactly, at the same places (V3). */
export function withoutVat(gross: Decimal, rate: Decimal, places: number): Decimal {
  return subtract(gross, vatInside(gross, rate, places));
}

/** Adds VAT exactly: net * (100 + r) / 100, no rounding needed (S32). */
export function withVat(net: Decimal, rate: Decimal): Decimal {
  return multiply(multiply(net, add(HUNDRED, rate)), decimal('0.01'));
}
