import { describe, expect, it } from 'vitest';
import type { Change } from '../../model/plan.ts';
import { withCurrency } from './with-currency.ts';

const CHANGE: Change = {
  key: 'export-goods:good:1',
  task: 'export-goods',
  kind: 'updateProduct',
  subject: 'good:1',
  label: '1 Чаша',
  fields: [{ field: 'price', before: '2', after: '3' }],
};

function currencyOf(change: Partial<Change>, shop: string | null = 'EUR'): string | undefined {
  const sides = { facts: { baseCurrency: 'BGN' }, priceCurrency: { currency: shop } };
  return withCurrency({ ...CHANGE, ...change }, sides).currency;
}

describe('the currency of a change', () => {
  it('is the shop’s of a product’s price, the warehouse’s of a good’s and of a document', () => {
    expect(currencyOf({})).toBe('EUR');
    expect(currencyOf({ kind: 'createProduct' })).toBe('EUR');
    expect(currencyOf({ kind: 'addGood' })).toBe('BGN');
    const document = { total: '5' } as unknown as NonNullable<Change['document']>;
    expect(currencyOf({ kind: 'recordOperation', fields: [], document })).toBe('BGN');
    // A shop that tells none is taken to have the warehouse's.
    expect(currencyOf({}, null)).toBe('BGN');
  });

  it('is not told where there is no price', () => {
    expect(currencyOf({ fields: [{ field: 'quantity', before: '1', after: '2' }] })).toBeUndefined();
  });
});
