import type { ProfileId } from '../../model/profile.ts';
import type { KeptReckoning, ShownReckoning } from '../../model/reckoning.ts';
import type { ShopWord, WordKind, WordMeaning, WordSighting } from '../../model/shop-words.ts';

/** The words that a profile's shop uses, and what was decided of them. */
export interface WordMemory {
  /**
   * Counts each word once more; a meaning that arithmetic proves is kept unless one was decided; of a list
   * (`listing`) the newest that was probed is. With them
   * goes what the orders show of the shop's way of reckoning: the newest `RECKONING_ORDERS` are kept. Not
   * repeatable: what is sighted again is counted again.
   */
  sight(
    id: ProfileId,
    sightings: readonly WordSighting[],
    nowIso: string,
    shown?: readonly ShownReckoning[],
  ): Promise<void>;
  /** What the newest orders have shown of the shop's way of reckoning, by number. Repeatable. */
  reckonings(id: ProfileId): Promise<readonly KeptReckoning[]>;
  /** All words, by kind and word. Repeatable. */
  list(id: ProfileId): Promise<readonly ShopWord[]>;
  /**
   * A person's meaning of a word, also of one that was not met yet; null takes back whatever was decided.
   * Repeatable.
   */
  decide(
    id: ProfileId,
    word: { readonly kind: WordKind; readonly word: string },
    what: { readonly meaning: WordMeaning | null; readonly nowIso: string },
  ): Promise<void>;
}
