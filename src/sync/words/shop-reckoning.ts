import { DISCOUNT_READINGS, PRICE_READINGS, RECKONING_ORDERS, RECKONINGS } from '../../model/reckoning.ts';
import type { KeptReckoning, Reckoning, ReckoningWord } from '../../model/reckoning.ts';
import type { ReckoningMeaning, ShopWord } from '../../model/shop-words.ts';

/** The way in which a shop reckons, for orders that could be read in several. */
export interface ShopReckoning {
  /** What a person's word allows; all ways where nobody has said anything. */
  readonly said: ReadonlySet<Reckoning>;
  /**
   * Ways under which each of the newest orders comes to its total; empty where they contradict each other, or
   * are too few to tell.
   */
  readonly shown: ReadonlySet<Reckoning>;
}

/** Fewer orders may look alike by chance. */
const FEWEST = 3;

function newest(kept: readonly KeptReckoning[]): readonly KeptReckoning[] {
  const inOrder = kept.toSorted((left, right) =>
    left.seenAt === right.seenAt ? left.order - right.order : left.seenAt < right.seenAt ? -1 : 1,
  );
  return inOrder.slice(-RECKONING_ORDERS);
}

/** Ways under which all these orders come to their totals. */
function commonTo(orders: readonly KeptReckoning[]): readonly Reckoning[] {
  if (orders.length < FEWEST) return [];
  return RECKONINGS.filter((way) => orders.every(({ fits }) => fits.includes(way)));
}

/** What is known of a shop's way of reckoning: by a person's words, and by the newest orders that show it. */
export function shopReckoning(
  words: readonly Pick<ShopWord, 'kind' | 'word' | 'meaning' | 'source'>[],
  kept: readonly KeptReckoning[],
): ShopReckoning {
  const saidOf = (name: ReckoningWord): string | null =>
    words.find(({ kind, word, source }) => kind === 'arithmetic' && word === name && source === 'person')
      ?.meaning ?? null;
  const [discounts, prices] = [saidOf('lineDiscounts'), saidOf('prices')];
  const said = RECKONINGS.filter(
    (way) =>
      (discounts === null || way.startsWith(`${discounts} `)) &&
      (prices === null || way.endsWith(` ${prices}`)),
  );
  return { said: new Set(said), shown: new Set(commonTo(newest(kept))) };
}

/** One half of a shop's way of reckoning, as its newest orders show it. */
export interface LearnedReckoning {
  readonly word: ReckoningWord;
  /** Null: they contradict each other, leave several open, or are too few. */
  readonly meaning: ReckoningMeaning | null;
  /** The orders that rule out all other meanings or some of them, the oldest first. */
  readonly orders: readonly KeptReckoning[];
}

function learned(
  word: ReckoningWord,
  meanings: readonly ReckoningMeaning[],
  kept: readonly KeptReckoning[],
): LearnedReckoning {
  const meant = (ways: readonly Reckoning[]): readonly ReckoningMeaning[] =>
    meanings.filter((meaning) => ways.some((way) => way.split(' ').includes(meaning)));
  const orders = newest(kept).filter(({ fits }) => meant(fits).length < meanings.length);
  const [only, other] = meant(commonTo(newest(kept)));
  return { word, meaning: other === undefined ? (only ?? null) : null, orders };
}

/** What the newest orders show of discounts and of prices, with the orders that show it: for people. */
export function learnedReckoning(kept: readonly KeptReckoning[]): readonly LearnedReckoning[] {
  return [learned('lineDiscounts', DISCOUNT_READINGS, kept), learned('prices', PRICE_READINGS, kept)];
}
