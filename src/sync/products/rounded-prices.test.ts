import { describe, expect, it } from 'vitest';
import { aGood } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { ProductChange } from '../product-change.ts';
import { RoundedPrices } from './rounded-prices.ts';
import type { ProductFacts } from './product-facts.ts';

function sending(price: string, field = 'price'): [ProductFacts, Pick<ProductChange, 'change'>] {
  const good = aGood(10, { price: decimal(price), name: `Стока ${price}` });
  const facts = { kind: 'unlinked', wanted: { good } } as unknown as ProductFacts;
  const fields = [{ field, before: null, after: '1.23' }];
  return [facts, { change: { fields } } as unknown as ProductChange];
}

describe('prices of three and four places', () => {
  it('are told when they are sent, together, once', () => {
    const prices = new RoundedPrices({ base: 'BGN', shop: 'EUR' });
    for (const price of ['1.234', '9.9999', '12.50', '3']) prices.see(...sending(price));
    expect(prices.tell()).toEqual({
      code: 'notice.prices.rounded',
      facts: { count: 2, name: 'Стока 1.234', price: '1.234 BGN', sent: '1.23 EUR' },
    });
    expect(prices.tell()).toBeNull();
  });

  it('are not told where the price is not sent, has two places, or the good has left', () => {
    const prices = new RoundedPrices({ base: 'BGN', shop: 'EUR' });
    prices.see(...sending('1.234', 'name'));
    prices.see(...sending('5.10'));
    const [, hidden] = sending('1.234');
    prices.see({ kind: 'left' } as unknown as ProductFacts, hidden);
    expect(prices.tell()).toBeNull();
  });
});
