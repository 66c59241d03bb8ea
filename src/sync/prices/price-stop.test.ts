import { describe, expect, it } from 'vitest';
import { currencyOfEmptyShop } from './price-stop.ts';

describe('currencyOfEmptyShop', () => {
  const hidden = { sendVisible: false };
  it('E3, E7: the warehouse gives an empty shop its first prices, on products that nobody sees yet', () => {
    expect(currencyOfEmptyShop({ orderCount: 0, productCount: 0 }, hidden, 'EUR')).toBe('EUR');
  });

  it('S17, E7: never one that sells, that does not tell, or that would show them at once', () => {
    for (const [shop, settings] of [
      [{ orderCount: 1, productCount: 0 }, hidden],
      [{ orderCount: 0, productCount: 1 }, hidden],
      [{ orderCount: null, productCount: null }, hidden],
      [{ orderCount: 0, productCount: 0 }, { sendVisible: true }],
    ] as const)
      expect(currencyOfEmptyShop(shop, settings, 'EUR')).toBeNull();
  });
});
