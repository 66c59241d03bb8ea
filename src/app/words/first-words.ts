import { nowIso } from '../../lib/clock.ts';
import type { Profile } from '../../model/profile.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { ShopFacts } from '../../shop/shop.ts';
import { shownReckoning } from '../../sync/words/order-reading.ts';
import { orderWords } from '../../sync/words/order-words.ts';
import { listingWords } from '../../sync/words/word-meanings.ts';
import type { AppParts } from '../app-parts.ts';
import type { LabelledShop } from './labelled-shop.ts';
import { knownWords } from './shop-words.ts';

/**
 * At set-up, before any order came in: remembers the words of the newest orders and of the products that were
 * read, what the orders show of the shop's way of reckoning, and how its list of orders answers. Words that are
 * remembered already are left to the runs, which count them. Writes into the memory only; repeatable.
 */
export async function meetFirstWords(
  { state, clock }: AppParts,
  profile: Profile,
  what: {
    readonly shop: LabelledShop;
    readonly newest: ShopFacts['newestOrders'];
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const numbers = what.newest.map(({ number }) => number);
  const fetched = await what.shop.fetchOrdersByNumber(numbers, what.signal);
  const orders = fetched.flatMap(({ order }) => order ?? []);
  const words = await knownWords(state, profile);
  const { shopPricesIncludeVat } = profile.settings;
  const known = new Set((await state.words.list(profile.id)).map(({ kind, word }) => `${kind} ${word}`));
  const met = [
    ...orders.flatMap((order) => orderWords(order, words, shopPricesIncludeVat)),
    ...what.shop.takeWords(),
  ];
  const news = [
    ...met.filter(({ kind, word }) => !known.has(`${kind} ${word}`)),
    ...listingWords(await what.shop.probeLists(what.signal)),
  ];
  const shown = orders.flatMap((order) => shownReckoning(order, words, shopPricesIncludeVat) ?? []);
  try {
    await state.words.sight(profile.id, news, nowIso(clock), shown);
  } catch (error) {
    // A memory that may only be read is no reason to tell nothing of both sides.
    if (asSyncError(error).code !== 'state.readOnly') throw error;
  }
}
