import type { SeededRandom } from '../../lib/seeded-random.ts';
import type { PlacedGood } from './sample-goods.ts';
import type { SamplePartners } from './sample-people.ts';
import type { SampleOptions } from './sample-rows.ts';
import type { StockBalance } from './sample-stock.ts';

/** What a year of documents is made of. */
export interface HistoryParts {
  readonly random: SeededRandom;
  readonly options: SampleOptions;
  /** The goods that are traded. */
  readonly goods: readonly PlacedGood[];
  readonly partners: SamplePartners;
  readonly balance: StockBalance;
}
