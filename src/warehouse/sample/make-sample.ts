import { SeededRandom } from '../../lib/seeded-random.ts';
import { sampleGoods, sampleGroups, sampleServices, SAMPLE_VAT_GROUPS } from './sample-goods.ts';
import { sampleHistory } from './sample-history.ts';
import { samplePartners, sampleLocations, sampleUsers, SAMPLE_LOCATION_IDS } from './sample-people.ts';
import { rowsOf } from './sample-rows.ts';
import type { Cell, SampleOptions, SampleRows } from './sample-rows.ts';

/** Goods that the history trades: the first ones, so that its size does not grow with the catalogue. */
const TRADED_GOODS = 5000;
const ONLINE = SAMPLE_LOCATION_IDS.at(-1) ?? 0;

/** The row that every good has in every object, sold or not. */
const EMPTY_STOCK = { Qtty: 0, Price: 0, Lot: ' ', LotID: 1, LotOrder: 1 } as const;

interface PlacedGood {
  readonly id: number;
  readonly retail: number;
  readonly measure: string;
}

function quantityOf(random: SeededRandom, good: PlacedGood, location: number): number {
  const roll = random.next();
  if (roll < 0.05) return 0;
  if (roll < 0.06) return -random.between(1, 3);
  const whole = random.between(1, location === ONLINE ? 120 : 40);
  return good.measure === 'бр.' ? whole : whole + random.between(0, 999) / 1000;
}

/**
 * Stock of a batch of goods: one row for every object, without lots. What the history moved is contained in
 * it.
 */
function stockRows(
  random: SeededRandom,
  goods: readonly PlacedGood[],
  moved: ReadonlyMap<string, number>,
): SampleRows {
  const records: Record<string, Cell>[] = [];
  for (const good of goods) {
    const price = Math.round(good.retail * 60) / 100;
    for (const location of [1, ...SAMPLE_LOCATION_IDS]) {
      const start = location === 1 ? 0 : quantityOf(random, good, location);
      const quantity = Math.round((start + (moved.get(`${location} ${good.id}`) ?? 0)) * 1000) / 1000;
      records.push({
        ObjectID: location,
        GoodID: good.id,
        Qtty: quantity,
        Price: price,
        Lot: ' ',
        LotID: 1,
        LotOrder: 1,
      });
    }
  }
  return rowsOf('store', records);
}

/**
 * Rows of a believable Bulgarian warehouse, table by table and batch by batch; the same options give the
 * same rows. They go on top of the rows that every installation starts with.
 */
export function* makeSample(options: SampleOptions): Generator<SampleRows & { readonly goodsDone: number }> {
  const random = new SeededRandom(options.seed);
  const { rows: groups, leaves, services: servicesGroup } = sampleGroups();
  const services = sampleServices(servicesGroup);
  const partners = samplePartners(new SeededRandom(options.seed ^ 0x5bd1e995), options);
  const serviceStock = rowsOf(
    'store',
    services.ids.flatMap((id) =>
      [1, ...SAMPLE_LOCATION_IDS].map((location) => ({ ...EMPTY_STOCK, ObjectID: location, GoodID: id })),
    ),
  );
  const head = [
    groups,
    rowsOf('vatgroups', SAMPLE_VAT_GROUPS),
    sampleLocations(),
    sampleUsers(),
    partners.rows,
    services.rows,
    serviceStock,
  ];
  for (const rows of head) yield { ...rows, goodsDone: 0 };

  const traded: PlacedGood[] = [];
  const waiting: PlacedGood[][] = [];
  let moved: ReadonlyMap<string, number> | null = null;
  let done = 0;
  const batches = sampleGoods(random, { count: options.goods, firstId: services.nextId, leaves });
  const stock = new SeededRandom(options.seed + 1);
  for (const batch of batches) {
    done += batch.goods.length;
    yield { ...batch.rows, goodsDone: done };
    if (moved === null) {
      traded.push(...batch.goods);
      waiting.push([...batch.goods]);
      if (traded.length < TRADED_GOODS && done < options.goods) continue;
      const history = sampleHistory(new SeededRandom(options.seed + 2), options, {
        goods: traded,
        partners: partners.count,
      });
      moved = history.moved;
      for (const rows of history.rows) yield { ...rows, goodsDone: done };
      for (const goods of waiting) yield { ...stockRows(stock, goods, moved), goodsDone: done };
      continue;
    }
    yield { ...stockRows(stock, batch.goods, moved), goodsDone: done };
  }
}
