import { describe, expect, it } from 'vitest';
import { aGood, aProduct } from '../../test/support/builders.ts';
import { decimal } from '../model/decimal.ts';
import { freshLink } from '../model/link.ts';
import type { ProductFields } from '../model/product.ts';
import { SyncError } from '../model/sync-error.ts';
import { FIRST, firstNotKept, splitFirst } from './first-changes.ts';
import { productChange } from './product-change.ts';
import type { ProductChange } from './product-change.ts';

function change(
  id: number,
  fields: ProductFields = { name: 'А' },
  kind = 'updateProduct' as const,
): ProductChange {
  const link = freshLink(aGood(id).id, aProduct(id).id);
  return productChange({
    task: 'export-goods',
    kind,
    good: aGood(id),
    productId: aProduct(id).id,
    code: '',
    difference: { fields, changes: [] },
    contentHash: '',
    link,
  });
}

describe('the first changes of a kind', () => {
  const many = Array.from({ length: FIRST + 5 }, (_, index) => change(index + 1));

  it('go out before the rest, until their kind is proven', () => {
    const { first, rest } = splitFirst(many, new Set());
    expect([first.length, rest.length]).toEqual([FIRST, 5]);
    expect(splitFirst(many, new Set(['updateProduct'])).first).toEqual([]);
  });

  it('a handful is its own proof, and a pair to remember proves nothing', () => {
    expect(splitFirst(many.slice(0, FIRST), new Set())).toEqual({ first: [], rest: many.slice(0, FIRST) });
    const pairs = [change(1, {}), ...many];
    expect(splitFirst(pairs, new Set()).rest).toContain(pairs[0]);
  });
});

describe('firstNotKept', () => {
  const product = aProduct(7, { name: 'Сирене  краве', barcode: '380', price: decimal('12.00') });

  it('texts differ but for their blanks', () => {
    expect(firstNotKept({ name: ' Сирене краве', code: 'C7', barcode: '380' }, product)).toBeNull();
    expect(firstNotKept({ code: 'X' }, product)).toEqual({ field: 'code', sent: 'X', found: 'C7' });
  });

  it('money and quantities differ by value; what the shop does not tell is not compared', () => {
    expect(firstNotKept({ price: decimal('12'), quantity: decimal('1.0004') }, product)).toBeNull();
    expect(firstNotKept({ price: decimal('12.01') }, product)).toEqual({
      field: 'price',
      sent: '12.01',
      found: '12',
    });
    expect(firstNotKept({ price: decimal('1') }, { ...product, price: null })).toBeNull();
    expect(firstNotKept({ isVisible: false }, { ...product, isVisible: null })).toBeNull();
  });

  it('a product that cannot be read tells nothing', () => {
    const unread = { ...product, fault: new SyncError('order.unreadable', {}) };
    expect([firstNotKept({ code: 'X' }, product)?.found, firstNotKept({ code: 'X' }, unread)]).toEqual([
      'C7',
      null,
    ]);
  });

  it('a product shown or offered otherwise', () => {
    expect(firstNotKept({ isVisible: false }, product)).toEqual({
      field: 'isVisible',
      sent: 'no',
      found: 'yes',
    });
    expect(firstNotKept({ isAvailable: true }, { ...product, isAvailable: false })).toEqual({
      field: 'isAvailable',
      sent: 'yes',
      found: 'no',
    });
  });
});
