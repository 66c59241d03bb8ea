import type { SeededRandom } from '../../lib/seeded-random.ts';
import type { PlacedGood } from './sample-goods.ts';
import { lotsOf, NO_LOT } from './sample-lots.ts';
import type { LotPlace } from './sample-lots.ts';
import { SAMPLE_LOCATION_IDS } from './sample-people.ts';
import { grams, rowsOf, usesLots } from './sample-rows.ts';
import type { Cell, SampleOptions, SampleRows } from './sample-rows.ts';

const SERVICE_LOCATION = 1;
const ONLINE = SAMPLE_LOCATION_IDS.at(-1) ?? 0;

/** Quantities that the history has left: object, good and lot → quantity; what it never touched is absent. */
export class StockBalance {
  readonly #quantities = new Map<string, number>();
  readonly #traded = new Set<number>();

  /** Marks a good whose whole stock follows from its documents. */
  trade(goodId: number): void {
    this.#traded.add(goodId);
  }

  isTraded(goodId: number): boolean {
    return this.#traded.has(goodId);
  }

  at(location: number, goodId: number, lotOrder = 1): number {
    return this.#quantities.get(`${location} ${goodId} ${lotOrder}`) ?? 0;
  }

  move(where: { readonly location: number; readonly goodId: number; readonly lotOrder: number }, by: number) {
    const { location, goodId, lotOrder } = where;
    this.#quantities.set(
      `${location} ${goodId} ${lotOrder}`,
      grams(this.at(location, goodId, lotOrder) + by),
    );
  }
}

/** Stock of a good in an object: now and then none, fractional for measured goods. */
export function startQuantity(random: SeededRandom, good: PlacedGood, location: number): number {
  if (random.chance(0.05)) return 0;
  const whole = random.between(1, location === ONLINE ? 120 : 40);
  return good.isMeasured ? grams(whole + random.between(0, 999) / 1000) : whole;
}

function storeRecord(
  good: { readonly id: number; readonly cost: number },
  where: LotPlace & { readonly location: number },
  quantity: number,
): Record<string, Cell> {
  return {
    ObjectID: where.location,
    GoodID: good.id,
    Qtty: quantity,
    Price: good.cost,
    Lot: where.lot,
    LotID: where.lotId,
    LotOrder: where.lotOrder,
  };
}

/** One row per object, empty: what every service and every deleted good has where no lots are kept. */
export function emptyStock(goodIds: readonly number[]): SampleRows {
  return rowsOf(
    'store',
    goodIds.flatMap((id) =>
      [SERVICE_LOCATION, ...SAMPLE_LOCATION_IDS].map((location) =>
        storeRecord({ id, cost: 0 }, { ...NO_LOT, location }, 0),
      ),
    ),
  );
}

/**
 * Store rows of a batch of goods (facts section 12): without lots one per object and good, some of them
 * below zero; with lots one per object, good and lot, and only where something is left.
 */
export function stockRows(
  random: SeededRandom,
  goods: readonly PlacedGood[],
  what: { readonly balance: StockBalance; readonly options: SampleOptions },
): SampleRows {
  const { balance } = what;
  const hasLots = usesLots(what.options);
  const records: Record<string, Cell>[] = [];
  const quantityOf = (good: PlacedGood, location: number, lotOrder: number): number => {
    if (balance.isTraded(good.id)) return balance.at(location, good.id, lotOrder);
    if (!good.isTraded || location === SERVICE_LOCATION) return 0;
    return !hasLots && random.chance(0.01) ? -random.between(1, 3) : startQuantity(random, good, location);
  };
  for (const good of goods) {
    for (const location of [SERVICE_LOCATION, ...SAMPLE_LOCATION_IDS]) {
      for (const place of hasLots ? lotsOf(good.id) : [NO_LOT]) {
        const quantity = quantityOf(good, location, place.lotOrder);
        if (hasLots && quantity <= 0) continue;
        records.push(storeRecord(good, { ...place, location }, quantity));
      }
    }
  }
  return rowsOf('store', records);
}
