import type { GoodId } from '../../model/good.ts';
import type { ProductChange } from '../../sync/product-change.ts';

/** How often a task that sends for long looks up: after so many changes, or so long after the last look. */
export interface Pace {
  readonly writes: number;
  readonly ms: number;
}

export const PACE: Pace = { writes: 1000, ms: 60_000 };

/** Goods whose stock has moved. */
export type MovedGoods = ReadonlySet<GoodId>;

/**
 * What a task that sends for long lets in between two of its changes, so that nothing waits for its end:
 * orders of its own shop that are due.
 */
export interface Between {
  /** Told before each change that is to go out; true: it is time to look up before that one. */
  isDue(): boolean;
  /**
   * Imports orders, where they are due; which goods' stock that may have moved. `keep` is awaited whenever the
   * import has come on, by whoever must not be silent for long. Resolves, too, where the import has failed:
   * that ends the run with its fault after everything else is done. Rejects when the run is to stop. Not
   * repeatable: a second call looks anew.
   */
  letIn(keep: () => Promise<void>): Promise<MovedGoods>;
  /**
   * Which of these changes, decided before, may go all the same, each as it is to be remembered by now. The
   * report tells of the others. Repeatable.
   */
  stillGoing(changes: readonly ProductChange[]): Promise<readonly ProductChange[]>;
}

/** Nothing is let in: what is sent was approved as a whole, or is soon sent. */
export const NOTHING_BETWEEN: Between = {
  isDue: () => false,
  letIn: async () => new Set(),
  stillGoing: async (changes) => changes,
};
