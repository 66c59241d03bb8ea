/** What may be known of a shop's list of orders, as words of the kind `listing`. */
export const LISTING_WORDS = {
  /** Which end of the list a page is cut from. */
  order: ['oldestFirst', 'newestFirst'],
  /** Whether the list begins where we ask. */
  start: ['startHeeded', 'startIgnored'],
  /** Whether it holds no more than we ask for. */
  limit: ['limitHeeded', 'limitIgnored'],
  /** Whether the order after which we ask is in it, too. */
  boundary: ['boundaryLeftOut', 'boundaryIncluded'],
  /** Whether orders that are asked for by number are the only ones that come. */
  numbers: ['numbersHeeded', 'numbersIgnored'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ListingWord = keyof typeof LISTING_WORDS;
export type ListingMeaning = (typeof LISTING_WORDS)[ListingWord][number];

/**
 * How a shop's list of orders answers; what is absent has not shown. It saves requests and is never needed:
 * answers are believed only as far as they fit.
 */
export type ListManner = { readonly [K in ListingWord]?: (typeof LISTING_WORDS)[K][number] };
