import { SortedReader } from '../../lib/sorted-reader.ts';
import { ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { LocationId } from '../../model/location.ts';
import type { Settings } from '../../model/settings.ts';
import type { StockLevel } from '../../model/stock.ts';
import { bufferByGroup, explainQuantity, reservingSince, stockFields } from '../../sync/plan-stock.ts';
import type { StockFields } from '../../sync/plan-stock.ts';
import type { NewestOrder } from '../../shop/shop.ts';
import type { StockQuery } from '../../warehouse/warehouse.ts';
import type { Gathering } from '../task-context.ts';
import type { NewestOrders } from './orders/newest-orders.ts';

/**
 * Objects whose stock is added up, the chosen ones, else the object for operations, and the day from which on
 * open orders reserve (section 2). `newestOrders`: of the shop, as far as they are known.
 */
export function stockQuery(
  settings: Settings,
  what: {
    readonly identity: string;
    readonly now: number;
    readonly newestOrders: readonly Pick<NewestOrder, 'createdAt'>[];
  },
): StockQuery {
  const { quantityLocations, location, openOrderDays } = settings;
  const ids = quantityLocations.length > 0 || location === null ? quantityLocations : [location];
  const ordersSince = openOrderDays === 0 ? null : reservingSince({ ...what, days: openOrderDays });
  return { locationIds: ids as readonly LocationId[], shopIdentity: what.identity, ordersSince };
}

/** How a stock level becomes the shop's fields, with everything that is subtracted (section 2, E8). */
function quantityRule(
  { settings, choices }: Gathering,
  held: ReadonlyMap<GoodId, Decimal>,
): (good: Good, stock: StockLevel | null) => StockFields {
  const buffers = bufferByGroup(choices.groups, settings);
  return (good, stock) => {
    const more = {
      held: held.get(good.id) ?? ZERO,
      buffer: buffers.get(good.groupId) ?? settings.safetyBuffer,
    };
    return stockFields(good, explainQuantity(stock, more, settings).quantity, settings);
  };
}

/**
 * What the shop should have of the stock of goods that are asked for ascending: the warehouse is read once,
 * beside them, from the first question on.
 */
export class StockQuantities {
  readonly #gathering: Gathering;
  readonly #newest: Pick<NewestOrders, 'held'>;
  #levels: SortedReader<StockLevel> | null = null;
  #rule: ((good: Good, stock: StockLevel | null) => StockFields) | null = null;

  constructor(gathering: Gathering, newest: Pick<NewestOrders, 'held'>) {
    this.#gathering = gathering;
    this.#newest = newest;
  }

  /** Of goods by id ascending, all above those of the question before; in their order. */
  async of(goods: readonly Good[]): Promise<readonly StockFields[]> {
    const [first, last] = [goods[0], goods.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { warehouse, signal, settings, identity, clock, shopFacts } = this.#gathering;
    const asked = { identity, now: clock.now(), newestOrders: shopFacts.newestOrders };
    this.#levels ??= new SortedReader(
      warehouse.readStock(stockQuery(settings, asked), signal),
      (level) => level.goodId,
    );
    const rule = (this.#rule ??= quantityRule(this.#gathering, await this.#newest.held()));
    await this.#levels.skipBelow(first.id);
    const levels = await this.#levels.takeUpTo(last.id);
    let next = 0;
    return goods.map((good) => {
      while ((levels[next]?.goodId ?? Infinity) < good.id) next += 1;
      const level = levels[next];
      return rule(good, level?.goodId === good.id ? level : null);
    });
  }

  /** Ends the reading; repeatable. */
  async close(): Promise<void> {
    await this.#levels?.close();
  }
}
