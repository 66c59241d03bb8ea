import { SortedReader } from '../../lib/sorted-reader.ts';
import { ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { LocationId } from '../../model/location.ts';
import type { StockLevel } from '../../model/stock.ts';
import { bufferByGroup, explainQuantity, stockFields } from '../../sync/plan-stock.ts';
import type { StockFields } from '../../sync/plan-stock.ts';
import type { StockQuery } from '../../warehouse/warehouse.ts';
import type { Gathering } from '../task-context.ts';
import type { NewestOrders } from './orders/newest-orders.ts';

/** Objects whose stock is added up: the chosen ones, else the object for operations (section 2). */
function stockQuery({ settings, identity }: Gathering): StockQuery {
  const ids = settings.quantityLocations.length > 0 ? settings.quantityLocations : [settings.location];
  return { locationIds: ids as readonly LocationId[], shopIdentity: identity };
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
    const { warehouse, signal } = this.#gathering;
    this.#levels ??= new SortedReader(
      warehouse.readStock(stockQuery(this.#gathering), signal),
      (level) => level.goodId,
    );
    const rule = (this.#rule ??= quantityRule(this.#gathering, await this.#newest.held()));
    await this.#levels.skipBelow(first.id);
    const levels = new Map((await this.#levels.takeUpTo(last.id)).map((level) => [level.goodId, level]));
    return goods.map((good) => rule(good, levels.get(good.id) ?? null));
  }

  /** Ends the reading; repeatable. */
  async close(): Promise<void> {
    await this.#levels?.close();
  }
}
