import type { OrderNumber } from './order-origin.ts';
import { LISTING_WORDS } from './list-manner.ts';
import type { ListingMeaning } from './list-manner.ts';
import { RECKONING_WORDS } from './reckoning.ts';
import type { DiscountReading, PriceReading } from './reckoning.ts';

/** What a word of the shop is about. */
export const WORD_KINDS = [
  'orderStatus',
  'totalLine',
  'arithmetic',
  'paymentStatus',
  'payment',
  'shipping',
  'availability',
  'currency',
  'listing',
] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** What a word may mean to us; a kind without meanings is only kept to be seen. */
export const WORD_MEANINGS = {
  // `delivered` is imported, too, and nothing more happens to it.
  orderStatus: ['import', 'delivered', 'wait', 'cancelled', 'returned'],
  totalLine: ['subtotal', 'shipping', 'fee', 'tax', 'discount', 'coupon', 'total', 'informative'],
  // Of `lineDiscounts` and `prices`; all others only show what orders were read by: `meaningsOf`.
  arithmetic: [],
  paymentStatus: ['paid', 'unpaid'],
  // The ID of a row of PaymentTypes, as text: `isMeaningOf`.
  payment: [],
  shipping: [],
  availability: ['available', 'unavailable'],
  currency: [],
  // By the word: `meaningsOf`.
  listing: [],
} as const satisfies Readonly<Record<WordKind, readonly string[]>>;

export type StatusMeaning = (typeof WORD_MEANINGS)['orderStatus'][number];
export type TotalLineMeaning = (typeof WORD_MEANINGS)['totalLine'][number];
export type PaidMeaning = (typeof WORD_MEANINGS)['paymentStatus'][number];
export type AvailabilityMeaning = (typeof WORD_MEANINGS)['availability'][number];
/** The ID of a row of PaymentTypes. */
export type PaymentMeaning = `${number}`;
export type ReckoningMeaning = DiscountReading | PriceReading;
export type WordMeaning =
  | StatusMeaning
  | TotalLineMeaning
  | PaidMeaning
  | AvailabilityMeaning
  | PaymentMeaning
  | ReckoningMeaning
  | ListingMeaning;

/** Who says what a word means: a person, the order's own arithmetic, or the shop's answers to a probe. */
export type WordSource = 'person' | 'arithmetic' | 'answers';

/** A word that an order has used, or a product. */
export interface WordSighting {
  readonly kind: WordKind;
  /** As the shop writes it, without blanks around it; '' = the shop writes nothing there. */
  readonly word: string;
  /** 0: it stands in no order. */
  readonly order: OrderNumber;
  /** How often it was met; absent = once. */
  readonly times?: number;
  /** What the order's arithmetic, or a probe, proves it to mean; null = nothing. */
  readonly proven: WordMeaning | null;
}

/** A word of the shop as it is remembered. */
export interface ShopWord {
  readonly kind: WordKind;
  readonly word: string;
  /**
   * Versions of orders that used it, and orders of the first connection test; of an availability label,
   * products of each reading of the catalogue.
   */
  readonly count: number;
  /** ISO 8601, UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** The newest order that used it; 0 = none. */
  readonly example: OrderNumber;
  /** What was decided of it; null = nothing was, and the list of known words speaks, or nobody. */
  readonly meaning: WordMeaning | null;
  readonly source: WordSource | null;
}

export function isWordKind(text: string): text is WordKind {
  return (WORD_KINDS as readonly string[]).includes(text);
}

/** What a word may mean, to choose from; a payment module means any row of PaymentTypes. */
export function meaningsOf({ kind, word }: Pick<ShopWord, 'kind' | 'word'>): readonly WordMeaning[] {
  const ofWords = kind === 'arithmetic' ? RECKONING_WORDS : kind === 'listing' ? LISTING_WORDS : null;
  if (ofWords === null) return WORD_MEANINGS[kind];
  const found: readonly (readonly [string, readonly WordMeaning[]])[] = Object.entries(ofWords);
  return found.find(([name]) => name === word)?.[1] ?? [];
}

/** Whether this word may mean that. */
export function isMeaningOf(word: Pick<ShopWord, 'kind' | 'word'>, text: string): text is WordMeaning {
  return word.kind === 'payment'
    ? /^[1-9]\d{0,8}$/.test(text)
    : (meaningsOf(word) as readonly string[]).includes(text);
}
