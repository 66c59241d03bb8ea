import { isPositive } from '../../model/decimal.ts';
import type { Settings } from '../../model/settings.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { Product } from '../../model/product.ts';
import { comparePrices, PRICES_COMPARED } from '../../sync/prices/compare-prices.ts';
import type { PriceComparison, PricePair } from '../../sync/prices/compare-prices.ts';
import { shopPrice } from '../../sync/plan-export.ts';
import type { ShopReading, WarehouseReading } from '../task-context.ts';

interface Sides {
  readonly settings: Settings;
  readonly facts: WarehouseFacts;
  readonly warehouse: WarehouseReading;
  readonly shop: ShopReading;
  readonly signal: AbortSignal;
}

/**
 * Compares the prices of up to fifty goods that both sides have by code. Reads only, and no more of the shop's
 * catalogue than it takes; null where the interface cannot read products.
 */
export async function comparePricesOf(sides: Sides): Promise<PriceComparison | null> {
  if (!sides.shop.abilities.readsProducts) return null;
  const pairs: PricePair[] = [];
  for await (const products of sides.shop.fetchProducts(sides.signal)) {
    pairs.push(...(await pairsOf(products, sides)));
    if (pairs.length >= PRICES_COMPARED) break;
  }
  return comparePrices(pairs.slice(0, PRICES_COMPARED));
}

async function pairsOf(products: readonly Product[], sides: Sides): Promise<readonly PricePair[]> {
  const { settings, facts, warehouse, signal } = sides;
  const priced = products.filter((product) => product.code !== '' && product.price !== null);
  const byCode = new Map(priced.map((product) => [product.code, product]));
  const keys = { codes: [...byCode.keys()], priceGroup: settings.priceGroup };
  const { pricesIncludeVat, baseCurrency } = facts;
  const context = { settings, pricesIncludeVat, baseCurrency, shopCurrency: null, groupPaths: new Map() };
  return (await warehouse.findGoods(keys, signal)).flatMap((good) => {
    const shop = byCode.get(good.code)?.price ?? null;
    const price = good.isDeleted ? null : shopPrice(good, context);
    return shop === null || !isPositive(shop) || typeof price !== 'string'
      ? []
      : [{ shop, warehouse: price }];
  });
}
