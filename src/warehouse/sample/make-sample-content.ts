import { SeededRandom } from '../../lib/seeded-random.ts';
import type { PlacedGood } from './sample-goods.ts';
import { sampleGoods, sampleServices } from './sample-goods.ts';
import { sampleGroups, sampleVatGroups } from './sample-groups.ts';
import { sampleHistory } from './sample-history.ts';
import { sampleLots } from './sample-lots.ts';
import { partnersOf, sampleLocations, samplePartners, sampleUsers } from './sample-people.ts';
import { rowsOf, usesLots } from './sample-rows.ts';
import type { SampleOptions, SampleRows } from './sample-rows.ts';
import { emptyStock, StockBalance, stockRows } from './sample-stock.ts';

/** Goods that the history trades: the first ones, so that its size does not grow with the catalogue. */
const TRADED_GOODS = 5000;
const EVERYBODY = -1;

/** A batch of rows, and how many goods for sale are behind it. */
export type SampleBatch = SampleRows & { readonly goodsDone: number };

function sampleConfiguration(options: SampleOptions): SampleRows {
  const settings = { configkey12: '-1', configkey20: '-1', configkey48: '0' };
  const all = { ...settings, configkey23: String(options.stockMethod ?? 0) };
  const records = Object.entries(all).map(([Key, Value]) => ({ Key, Value, UserID: EVERYBODY }));
  return rowsOf('configuration', records, 'Key');
}

/** Rows of a batch of goods, then what belongs to them as soon as the traded goods are known. */
class Catalogue {
  readonly #options: SampleOptions;
  readonly #balance = new StockBalance();
  readonly #stock: SeededRandom;
  readonly #traded: PlacedGood[] = [];
  #waiting: (readonly PlacedGood[])[] = [];
  #isPlayed = false;

  constructor(options: SampleOptions) {
    this.#options = options;
    this.#stock = new SeededRandom(options.seed + 1);
  }

  /** Takes a batch; the history is played when enough goods are there, and their stock follows from it. */
  *take(goods: readonly PlacedGood[], isLast: boolean): Generator<SampleRows> {
    this.#waiting.push(goods);
    if (!this.#isPlayed) {
      this.#traded.push(...goods.filter((good) => good.isTraded));
      if (this.#traded.length < TRADED_GOODS && !isLast) return;
      this.#isPlayed = true;
      const random = new SeededRandom(this.#options.seed + 2);
      const parts = { random, options: this.#options, goods: this.#traded, balance: this.#balance };
      yield* sampleHistory({ ...parts, partners: partnersOf(this.#options) });
    }
    const what = { balance: this.#balance, options: this.#options };
    for (const batch of this.#waiting) yield stockRows(this.#stock, batch, what);
    this.#waiting = [];
  }
}

function* withoutEmpty(source: Iterable<SampleRows>, goodsDone: number): Generator<SampleBatch> {
  for (const rows of source) if (rows.rows.length > 0) yield { ...rows, goodsDone };
}

/**
 * Rows of a believable Bulgarian warehouse for any engine, table by table and batch by batch; the same
 * options give the same rows. They go on top of the rows that every installation starts with (ID 1).
 * Prices are in euro with VAT, retail to the cent; texts as the vendor writes them, one blank for an
 * empty one; no number is NULL.
 */
export function* makeSampleContent(options: SampleOptions): Generator<SampleBatch> {
  const groups = sampleGroups(options.hasHazards ?? false);
  const services = sampleServices(groups.services);
  const partners = samplePartners(new SeededRandom(options.seed ^ 0x5bd1e995), options);
  const lots = usesLots(options) ? [sampleLots(options)] : [emptyStock(services.ids)];
  const head = [
    sampleConfiguration(options),
    groups.rows,
    sampleVatGroups(),
    sampleLocations(),
    sampleUsers(),
    services.rows,
  ];
  yield* withoutEmpty([...head, ...lots], 0);
  yield* withoutEmpty(partners, 0);

  const catalogue = new Catalogue(options);
  const random = new SeededRandom(options.seed);
  let done = 0;
  for (const batch of sampleGoods(random, { count: options.goods, firstId: services.nextId, groups })) {
    done += batch.count;
    yield { ...batch.rows, goodsDone: done };
    yield* withoutEmpty(catalogue.take(batch.goods, done === options.goods), done);
  }
  if (options.goods === 0) yield* withoutEmpty(catalogue.take([], true), 0);
}
