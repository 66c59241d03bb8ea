import type { OrderNumber } from './order-origin.ts';

/** How a shop writes the discount of a line; the first is what we expect (facts/seliton-xml-reading.md). */
export const DISCOUNT_READINGS = ['perLine', 'perUnit', 'inPrice', 'apartPerLine', 'apartPerUnit'] as const;
export type DiscountReading = (typeof DISCOUNT_READINGS)[number];

/** Whether an order's prices include VAT (S32). */
export const PRICE_READINGS = ['pricesWithTax', 'pricesWithoutTax'] as const;
export type PriceReading = (typeof PRICE_READINGS)[number];

/** One way to read an order's money, as a name that is kept. */
export type Reckoning = `${DiscountReading} ${PriceReading}`;

/** Every way in which an order's money may be read. */
export const RECKONINGS: readonly Reckoning[] = PRICE_READINGS.flatMap((prices) =>
  DISCOUNT_READINGS.map((discounts): Reckoning => `${discounts} ${prices}`),
);

/** What an order's sums show: under these ways, and under no other, it comes to its total to the cent. */
export interface ShownReckoning {
  readonly order: OrderNumber;
  /** Neither empty nor all of them: such an order shows nothing. */
  readonly fits: readonly Reckoning[];
}

/** As it is remembered. */
export interface KeptReckoning extends ShownReckoning {
  /** ISO 8601, UTC. */
  readonly seenAt: string;
}

/** So many of the newest orders tell how a shop reckons. */
export const RECKONING_ORDERS = 20;

/** What a person may say of a shop's reckoning, as words of the kind `arithmetic`. */
export const RECKONING_WORDS = {
  lineDiscounts: DISCOUNT_READINGS,
  prices: PRICE_READINGS,
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ReckoningWord = keyof typeof RECKONING_WORDS;
