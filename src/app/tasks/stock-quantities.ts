import { ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { LocationId } from '../../model/location.ts';
import type { StockLevel } from '../../model/stock.ts';
import { bufferByGroup, explainQuantity, stockFields } from '../../sync/plan-stock.ts';
import type { StockFields } from '../../sync/plan-stock.ts';
import type { StockQuery } from '../../warehouse/warehouse.ts';
import type { TaskContext } from '../task-context.ts';

/** Computes what the shop should have of a good's stock. */
export type QuantityOf = (good: Good) => StockFields;

/** Objects whose stock is added up: the chosen ones, else the object for operations (section 2). */
export function stockQuery(context: TaskContext): StockQuery {
  const { settings, identity } = context;
  const ids = settings.quantityLocations.length > 0 ? settings.quantityLocations : [settings.location ?? 0];
  return { locationIds: ids as readonly LocationId[], shopIdentity: identity };
}

/** How a stock level becomes the shop's fields, with everything that is subtracted (section 2, E8). */
export async function quantityRule(
  context: TaskContext,
): Promise<(good: Good, stock: StockLevel | null) => StockFields> {
  const { settings, state, profile, choices } = context;
  const held = new Map<GoodId, Decimal>();
  for (const entry of await state.ledger.held(profile.id)) held.set(entry.goodId, entry.quantity);
  const buffers = bufferByGroup(choices.groups, settings);
  return (good, stock) => {
    const more = {
      held: held.get(good.id) ?? ZERO,
      buffer: buffers.get(good.groupId) ?? settings.safetyBuffer,
    };
    return stockFields(good, explainQuantity(stock, more, settings).quantity, settings);
  };
}

/** Quantities for products that are about to be created; null when quantities are not exported (S8, S15). */
export async function readQuantities(context: TaskContext): Promise<QuantityOf | null> {
  const { settings, warehouse, signal } = context;
  if (!settings.export || !settings.exportStock) return null;
  const levels = new Map<GoodId, StockLevel>();
  for await (const batch of warehouse.readStock(stockQuery(context), signal)) {
    for (const level of batch) levels.set(level.goodId, level);
  }
  const rule = await quantityRule(context);
  return (good) => rule(good, levels.get(good.id) ?? null);
}
