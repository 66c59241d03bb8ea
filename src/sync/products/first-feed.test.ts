import { describe, expect, it } from 'vitest';
import { decimal } from '../../model/decimal.ts';
import type { Product, ProductFields } from '../../model/product.ts';
import type { ProductChange } from '../product-change.ts';
import { findFirst, firstFeedFault, proposeFirst } from './first-feed.ts';
import type { SeenCatalogue } from './first-feed.ts';

const PRODUCT: Product = {
  id: 7 as Product['id'],
  code: 'A-7',
  barcode: '380',
  name: 'Чай',
  price: decimal('3.5'),
  quantity: decimal('4'),
  isVisible: true,
  isAvailable: true,
};
const SENT: ProductFields = { name: 'Чай от липа', price: decimal('3.9') };
const KEPT = { ...PRODUCT, ...SENT } as Product;
const seen = (ids: readonly number[], product: Product | null): SeenCatalogue => ({
  count: ids.length,
  ids: new Set(ids),
  product,
});
const BEFORE = seen([5, 6, 7, 8], PRODUCT);
const fault = (after: SeenCatalogue, before = BEFORE, sent = SENT) => firstFeedFault(before, after, sent);

describe('the first feed, judged by the catalogue before and after (E9)', () => {
  it('is good where the count is the same or one more, all sent is kept and the rest as it was', () => {
    expect(fault(seen([5, 6, 7, 8], KEPT))).toBe(null);
    expect(fault(seen([5, 6, 7, 8, 9], KEPT), seen([5, 6, 7, 8], null))).toBe(null);
    expect(fault(seen([5, 6, 7, 8], { ...KEPT, name: 'Чай от липа ', price: decimal('3.900') }))).toBe(null);
  });

  it.each([
    ['most are gone', seen([7], KEPT), { kind: 'replaced', lost: 3 }],
    ['one is gone', seen([5, 6, 7], KEPT), { kind: 'counted', lost: 1 }],
    ['one is gone and another came', seen([5, 6, 7, 9], KEPT), { kind: 'counted', lost: 1 }],
    ['two are new', seen([5, 6, 7, 8, 9, 10], KEPT), { kind: 'counted', lost: 0 }],
    [
      'what was sent is not there',
      seen([5, 6, 7, 8], PRODUCT),
      { kind: 'notKept', field: { field: 'name' } },
    ],
    [
      'a text is empty',
      seen([5, 6, 7, 8], { ...KEPT, barcode: '' }),
      { kind: 'emptied', field: { sent: '380' } },
    ],
    ['a quantity is 0', seen([5, 6, 7, 8], { ...KEPT, quantity: decimal('0') }), { kind: 'emptied' }],
    ['a quantity is gone', seen([5, 6, 7, 8], { ...KEPT, quantity: null }), { kind: 'emptied' }],
    ['it is hidden', seen([5, 6, 7, 8], { ...KEPT, isVisible: false }), { kind: 'emptied' }],
  ])('stops where %s', (_, after, expected) => {
    expect(fault(after)).toMatchObject(expected);
  });

  it('takes what the shop does not tell for neither equal nor different', () => {
    const untold = { ...PRODUCT, quantity: null, isVisible: null };
    expect(
      fault(seen([5, 6, 7, 8], { ...KEPT, quantity: null, isVisible: null }), seen([5, 6, 7, 8], untold)),
    ).toBe(null);
    expect(fault(seen([5, 6, 7, 8], null))).toBe(null);
  });
});

function change(
  code: string,
  price: string | null,
  { productId = null, isSent = true }: { productId?: number | null; isSent?: boolean } = {},
): ProductChange {
  const fields = { code, ...(price === null ? {} : { price: decimal(price) }) };
  const made = { write: isSent ? { code, fields } : null, productId, change: { fields: [] } };
  return made as unknown as ProductChange;
}

describe('the product that the first feed is made of (E9)', () => {
  const codeOf = (changes: readonly ProductChange[]) => proposeFirst(changes)?.write?.code ?? null;

  it('is the cheapest that the shop does not have yet, else the cheapest', () => {
    const known = change('A-1', '0.50', { productId: 7 });
    expect(codeOf([known, change('A-2', '9'), change('A-3', '3.20'), change('A-4', '4')])).toBe('A-3');
    expect(codeOf([change('A-3', '3.20'), known])).toBe('A-3');
    expect(codeOf([change('A-5', '2', { productId: 8 }), known])).toBe('A-1');
  });

  it('one without a price is the last that is thought of; where nothing is sent there is none', () => {
    expect(codeOf([change('A-1', null), change('A-2', '99')])).toBe('A-2');
    expect(codeOf([change('A-1', null)])).toBe('A-1');
    expect(codeOf([change('A-1', '1', { isSent: false })])).toBeNull();
  });

  it('a price that is not sent is the one that the shop has', () => {
    const priced = (code: string, before: string | null) =>
      ({
        ...change(code, null, { productId: 7 }),
        change: { fields: [{ field: 'price', before }] },
      }) as never;
    expect(codeOf([priced('A-1', '5'), priced('A-2', '4'), priced('A-3', null)])).toBe('A-2');
  });

  it('or the one that a person names, of those that are sent', () => {
    const changes = [change('A-1', '1', { isSent: false }), change('A-2', '2')];
    expect(findFirst(changes, 'A-2')?.write?.code).toBe('A-2');
    expect([findFirst(changes, 'A-1'), findFirst(changes, 'A-9')]).toEqual([null, null]);
  });
});
