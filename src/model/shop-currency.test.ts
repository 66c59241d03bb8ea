import { describe, expect, it } from 'vitest';
import { currencyCode } from './currency.ts';
import { findShopCurrency } from './shop-currency.ts';

describe('currencies', () => {
  it('are known by every spelling that people type, and asked for where a text stands for none', () => {
    const leva = ['BGN', 'bgn', 'лв', 'лв.', 'ЛЕВ', ' Лева ', 'л.в.'];
    expect(leva.map(currencyCode)).toEqual(leva.map(() => 'BGN'));
    const euro = ['EUR', 'eur', '€', ' € ', 'евро', 'Euro'];
    expect(euro.map(currencyCode)).toEqual(euro.map(() => 'EUR'));
    expect([
      currencyCode('usd'),
      currencyCode(''),
      currencyCode(' '),
      currencyCode('пари'),
      currencyCode('?'),
    ]).toEqual(['USD', null, null, null, null]);
  });

  it('of a shop: setting, then feed, then newest order; sources that disagree are both named', () => {
    const none = { setting: null, feed: null, order: null };
    expect(findShopCurrency(none)).toEqual({ currency: null, contradiction: null });
    expect(findShopCurrency({ ...none, order: 'EUR' })).toEqual({ currency: 'EUR', contradiction: null });
    expect(findShopCurrency({ ...none, feed: 'EUR', order: 'BGN' })).toEqual({
      currency: 'EUR',
      contradiction: [
        { source: 'feed', currency: 'EUR' },
        { source: 'order', currency: 'BGN' },
      ],
    });
    expect(findShopCurrency({ setting: 'BGN', feed: 'BGN', order: 'EUR' }).contradiction?.[1].source).toBe(
      'order',
    );
  });
});
