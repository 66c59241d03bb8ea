import { currencyCode } from '../../model/currency.ts';
import type { TaskName } from '../../model/run.ts';
import type { Settings } from '../../model/settings.ts';
import type { CurrencyEvidence } from '../../model/shop-currency.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { ShopFacts } from '../../shop/shop.ts';
import { currencyOfPrices } from '../../sync/prices/compare-prices.ts';
import { currencyOfEmptyShop, priceCurrency } from '../../sync/prices/price-stop.ts';
import type { PriceCurrency } from '../../sync/prices/price-stop.ts';
import { comparePricesOf } from './price-pairs.ts';
import type { ShopReading, WarehouseReading } from '../task-context.ts';

/** Tasks that send or take prices. */
const PRICED: readonly TaskName[] = ['export-goods', 'import-goods'];

interface Sides {
  readonly settings: Settings;
  readonly facts: WarehouseFacts;
  readonly shopFacts: ShopFacts;
  readonly warehouse: WarehouseReading;
  readonly shop: ShopReading;
  readonly signal: AbortSignal;
}

/**
 * The warehouse's facts with its base currency as an ISO code: that of the settings, else the one that the
 * warehouse spells. Rejects `settings.warehouseCurrency.unknown` for what is no currency: it is never
 * assumed.
 */
export function withBaseCurrency(facts: WarehouseFacts, settings: Settings): WarehouseFacts {
  const stated = settings.warehouseCurrency === 'auto' ? null : settings.warehouseCurrency;
  const baseCurrency = stated ?? currencyCode(facts.baseCurrency);
  if (baseCurrency === null)
    throw new SyncError('settings.warehouseCurrency.unknown', { found: facts.baseCurrency });
  return { ...facts, baseCurrency };
}

/** What the settings and the shop tell of the currency of its prices. */
export function currencyEvidence(settings: Settings, shop: ShopFacts): CurrencyEvidence {
  const setting = settings.shopCurrency === 'auto' ? null : settings.shopCurrency;
  return { setting, feed: shop.feedCurrency, order: shop.orderCurrency };
}

/**
 * The currency of the shop's prices. A shop that tells none is recognised by the prices of the goods that
 * both sides have, where tasks of this run need it.
 */
export async function readPriceCurrency(sides: Sides, tasks: readonly TaskName[]): Promise<PriceCurrency> {
  const { settings, facts, shopFacts } = sides;
  const { baseCurrency: base } = facts;
  const told = priceCurrency(currencyEvidence(settings, shopFacts), base, settings.currencyConversion);
  if (told.currency !== null || !PRICED.some((task) => tasks.includes(task))) return told;
  const comparison = await comparePricesOf(sides);
  const compared = comparison === null ? null : currencyOfPrices(comparison, base);
  const currency = compared ?? currencyOfEmptyShop(shopFacts, settings, base);
  const evidence = { setting: currency, feed: null, order: null };
  return priceCurrency(evidence, base, settings.currencyConversion);
}
