import { describe, expect, it } from 'vitest';
import { decimal } from '../../model/decimal.ts';
import { comparePrices, currencyOfPrices } from './compare-prices.ts';
import type { PriceReading } from './compare-prices.ts';
import { priceCurrency } from './price-stop.ts';

function readingOf(...pairs: readonly (readonly [shop: string, warehouse: string])[]): PriceReading {
  return comparePrices(
    pairs.map(([shop, warehouse]) => ({ shop: decimal(shop), warehouse: decimal(warehouse) })),
  ).reading;
}

describe('prices of goods that both sides have', () => {
  it('tell the currency by the quotient of two thirds of them', () => {
    expect(readingOf(['9.90', '9.90'], ['12.50', '12.5'], ['20', '25'])).toBe('same');
    expect(readingOf(['19.36', '9.90'], ['24.45', '12.50'])).toBe('shopInLeva');
    expect(readingOf(['9.90', '19.36'], ['12.50', '24.45'])).toBe('shopInEuro');
    expect([readingOf(), readingOf(['5', '9'], ['9.90', '9.90'])]).toEqual(['unclear', 'unclear']);
    const leva = comparePrices([{ shop: decimal('19.56'), warehouse: decimal('10') }]);
    expect([currencyOfPrices(leva, 'EUR'), currencyOfPrices(leva, 'BGN')]).toEqual(['BGN', null]);
  });

  it('name a currency only where both are known: the warehouse’s own, or the other of EUR and BGN', () => {
    const of = (shop: string, warehouse: string, base: string): string | null =>
      currencyOfPrices(comparePrices([{ shop: decimal(shop), warehouse: decimal(warehouse) }]), base);
    expect([of('9.90', '9.90', 'EUR'), of('9.90', '9.90', 'USD')]).toEqual(['EUR', 'USD']);
    expect([of('10', '19.56', 'BGN'), of('10', '19.56', 'EUR')]).toEqual(['EUR', null]);
    expect([of('10', '15', 'BGN'), of('10', '15', 'EUR')]).toEqual([null, null]);
  });

  it('a currency that nobody tells, that is contradicted or that nothing converts stops prices', () => {
    const none = { setting: null, feed: null, order: null };
    const codeOf = (evidence: Partial<typeof none>, conversion: 'none' | 'eurBgn' = 'none'): string | null =>
      priceCurrency({ ...none, ...evidence }, 'EUR', conversion).stop?.park.code ?? null;
    const told = (currency: string) => ({ order: currency }) as unknown as Partial<typeof none>;
    expect([
      codeOf({}),
      codeOf({}, 'eurBgn'),
      codeOf(told('EUR')),
      codeOf(told('EUR'), 'eurBgn'),
      codeOf(told('BGN')),
      codeOf(told('BGN'), 'eurBgn'),
      codeOf(told('USD'), 'eurBgn'),
      codeOf({ ...told('BGN'), feed: 'EUR' as unknown as null }),
    ]).toEqual([
      'settings.shopCurrency.unknown',
      'settings.shopCurrency.unknown',
      null,
      null,
      'settings.currency.differs',
      null,
      'settings.currency.differs',
      'shop.currency.contradicts',
    ]);
  });
});
