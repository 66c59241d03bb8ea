import type { Moves } from './moves.ts';
import { placeOrder } from './shop-moves.ts';
import { reprice } from './warehouse-moves.ts';

/** What happens to one of several processes over a database, besides its end. */
export const WORKER_MOVES = {
  /** It stands still in the middle of a run that has something to do, and awakes when another has done all. */
  freeze: async (place) => {
    placeOrder(place);
    reprice(place);
    await place.freeze();
  },
} satisfies Moves;
