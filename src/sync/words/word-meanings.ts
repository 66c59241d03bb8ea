import type {
  ShopWord,
  StatusMeaning,
  TotalLineMeaning,
  WordKind,
  WordMeaning,
  WordSighting,
} from '../../model/shop-words.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ListManner } from '../../model/list-manner.ts';
import { isMeaningOf } from '../../model/shop-words.ts';
import type { KeptReckoning } from '../../model/reckoning.ts';
import { comparableWord, knownMeaning } from './known-words.ts';
import { shopReckoning } from './shop-reckoning.ts';
import type { ShopReckoning } from './shop-reckoning.ts';

/** What the shop's words mean to this profile. */
export interface WordMeanings {
  /** Null: nobody has said, so that the order waits (I2). */
  status(word: string): StatusMeaning | null;
  /** What a person has said of a status; null = nothing. It counts before any list of the settings. */
  chosenStatus(word: string): StatusMeaning | null;
  /**
   * Status words, as the shop writes them, after which nothing happens to an order any more: it is not read
   * again once it is older than the window of re-reading (I14).
   */
  readonly finalStatuses: readonly string[];
  /** Null: only the order's own arithmetic may tell. */
  totalLine(type: string): TotalLineMeaning | null;
  /** Whether a payment status says that the buyer has paid; a word that nobody knows does not. */
  isPaid(status: string): boolean;
  /** Whether a product with this label can be bought; null: nobody knows. */
  availability(label: string): boolean | null;
  /** PaymentTypes.ID of a payment module, where a person has said so; null: nobody has. */
  paymentType(module: string): number | null;
  /** How the shop's list of orders answers, as it was probed or a person has said. */
  readonly lists: ListManner;
  /** How the shop reckons, for orders whose own sums leave it open. */
  readonly reckoning: ShopReckoning;
}

const FINAL: ReadonlySet<WordMeaning | null> = new Set<StatusMeaning>(['delivered', 'cancelled', 'returned']);
/** Words of the sandbox's shop: a memory from before words were kept may hold orders that use them. */
const FINAL_NAMES = ['delivered', 'completed', 'cancelled', 'returned'] as const;

type Known = Pick<ShopWord, 'kind' | 'word' | 'meaning' | 'source'>;

/**
 * Meanings from what is remembered: a person's word counts before the list of known words, and the list
 * before what arithmetic once proved. A decision is for the word in every letter case and with any
 * separators. `shown`: what the newest orders have shown of the shop's way of reckoning.
 */
export function wordMeanings(known: readonly Known[], shown: readonly KeptReckoning[] = []): WordMeanings {
  const key = (kind: WordKind, word: string): string => `${kind} ${comparableWord(word)}`;
  const bySource = (source: ShopWord['source']): ReadonlyMap<string, WordMeaning> =>
    new Map(
      known.flatMap((each) =>
        each.meaning !== null && each.source === source
          ? [[key(each.kind, each.word), each.meaning] as const]
          : [],
      ),
    );
  const [chosen, proven] = [bySource('person'), bySource('arithmetic')];
  const find = (kind: WordKind, word: string): WordMeaning | null => {
    const own = key(kind, word);
    return chosen.get(own) ?? knownMeaning(kind, word) ?? proven.get(own) ?? null;
  };
  const statuses = known.flatMap(({ kind, word }) => (kind === 'orderStatus' ? [word] : []));
  return {
    finalStatuses: [...new Set([...statuses, ...FINAL_NAMES])].filter((word) =>
      FINAL.has(find('orderStatus', word)),
    ),
    status: (word) => find('orderStatus', word) as StatusMeaning | null,
    chosenStatus: (word) => (chosen.get(key('orderStatus', word)) ?? null) as StatusMeaning | null,
    totalLine: (type) => find('totalLine', type) as TotalLineMeaning | null,
    isPaid: (status) => find('paymentStatus', status) === 'paid',
    availability: (label) => {
      const meaning = find('availability', label);
      return meaning === null ? null : meaning === 'available';
    },
    paymentType: (module) => {
      const meaning = find('payment', module);
      return meaning === null ? null : Number(meaning);
    },
    lists: Object.fromEntries(
      known.flatMap(({ kind, word, meaning }) =>
        kind === 'listing' && meaning !== null && isMeaningOf({ kind, word }, meaning)
          ? [[word, meaning]]
          : [],
      ),
    ),
    reckoning: shopReckoning(known, shown),
  };
}

/** Nothing is remembered: the list of known words speaks alone. */
export const NO_WORDS: WordMeanings = wordMeanings([]);

/** What a probe of the shop's list has shown, as words to be remembered. */
export function listingWords(lists: ListManner): readonly WordSighting[] {
  return Object.entries(lists).map(([word, proven]) => ({
    kind: 'listing',
    word,
    order: 0 as OrderNumber,
    proven,
  }));
}
