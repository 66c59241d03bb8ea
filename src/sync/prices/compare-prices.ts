import { BGN_PER_EUR } from '../../model/currency.ts';
import { absolute, compare, decimal, divide, ONE, subtract } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';

/** So many pairs are enough to tell a currency. */
export const PRICES_COMPARED = 50;

/** A good's price on both sides, in the same VAT mode; both positive. */
export interface PricePair {
  readonly shop: Decimal;
  readonly warehouse: Decimal;
}

/** How the shop's prices are to be read against the warehouse's, by the quotient that most of them have. */
export type PriceReading = 'same' | 'shopInLeva' | 'shopInEuro' | 'unclear';

export interface PriceComparison {
  readonly compared: number;
  /** Pairs by the reading that they fit. */
  readonly counts: Readonly<Record<PriceReading, number>>;
  /** The reading of at least two thirds of the pairs; `unclear` when there is none. */
  readonly reading: PriceReading;
}

const PLACES = 6;
/** A price of a few cents is off by more than this when it is rounded; most are not. */
const NEAR = decimal('0.01');
const QUOTIENTS: readonly (readonly [PriceReading, Decimal])[] = [
  ['same', ONE],
  ['shopInLeva', BGN_PER_EUR],
  ['shopInEuro', divide(ONE, BGN_PER_EUR, PLACES)],
];

/** True when a quotient of prices lies within one per cent of the other. */
export function isNearQuotient(quotient: Decimal, expected: Decimal): boolean {
  return compare(absolute(subtract(divide(quotient, expected, PLACES), ONE)), NEAR) <= 0;
}

/** Compares prices of goods that both sides have: which currency the shop's are in (near 1, 1.956 or 0.511). */
export function comparePrices(pairs: readonly PricePair[]): PriceComparison {
  const counts: Record<PriceReading, number> = { same: 0, shopInLeva: 0, shopInEuro: 0, unclear: 0 };
  for (const pair of pairs) {
    const quotient = divide(pair.shop, pair.warehouse, PLACES);
    const fits = QUOTIENTS.find(([, expected]) => isNearQuotient(quotient, expected));
    counts[fits?.[0] ?? 'unclear'] += 1;
  }
  const enough = pairs.length * 2;
  const reading = QUOTIENTS.find(([name]) => counts[name] > 0 && counts[name] * 3 >= enough)?.[0];
  return { compared: pairs.length, counts, reading: reading ?? 'unclear' };
}

/** The shop's currency by its prices; null where they do not tell one. */
export function currencyOfPrices(comparison: PriceComparison, base: string): string | null {
  if (comparison.reading === 'same') return base;
  if (comparison.reading === 'shopInLeva' && base === 'EUR') return 'BGN';
  return comparison.reading === 'shopInEuro' && base === 'BGN' ? 'EUR' : null;
}
