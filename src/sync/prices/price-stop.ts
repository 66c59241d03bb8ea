import { isEurBgnPair } from '../../model/currency.ts';
import { findShopCurrency } from '../../model/shop-currency.ts';
import type { CurrencyEvidence } from '../../model/shop-currency.ts';
import type { Settings } from '../../model/settings.ts';
import type { Park } from '../park.ts';
import { park } from '../park.ts';

/** The shop's currency, and why no price may be sent or taken; null = prices may go. */
export interface PriceCurrency {
  readonly currency: string | null;
  readonly stop: Park | null;
}

/**
 * The currency of a shop that has no product and no order yet: its first prices are the warehouse's, on
 * products that stay hidden until a person shows them (E3), so that no price of the shop can be spoilt.
 * Null for any other shop, and where new products are shown at once.
 */
export function currencyOfEmptyShop(
  shop: { readonly orderCount: number | null; readonly productCount: number | null },
  settings: Pick<Settings, 'sendVisible'>,
  base: string,
): string | null {
  const isEmpty = shop.orderCount === 0 && shop.productCount === 0;
  return isEmpty && !settings.sendVisible ? base : null;
}

/**
 * Whether prices may pass between warehouse and shop: the shop's currency must be told by someone, by nobody
 * otherwise, and be the warehouse's or the one that the chosen conversion leads to. Quantities, and orders in
 * the warehouse's currency, do not depend on it.
 */
export function priceCurrency(
  evidence: CurrencyEvidence,
  base: string,
  conversion: Settings['currencyConversion'],
): PriceCurrency {
  const { currency, contradiction } = findShopCurrency(evidence);
  if (currency === null) return { currency, stop: park('settings.shopCurrency.unknown', {}) };
  if (contradiction !== null) {
    const [first, second] = contradiction;
    const facts = {
      first: first.currency,
      firstFrom: first.source,
      second: second.currency,
      secondFrom: second.source,
    };
    return { currency, stop: park('shop.currency.contradicts', facts) };
  }
  const isConvertible = conversion === 'eurBgn' && isEurBgnPair(currency, base);
  if (currency === base || isConvertible) return { currency, stop: null };
  return { currency, stop: park('settings.currency.differs', { shop: currency, warehouse: base }) };
}
