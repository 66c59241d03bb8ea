import { describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import type { GoodId } from '../model/good.ts';
import { freshLink } from '../model/link.ts';
import type { ProductFields, ProductId } from '../model/product.ts';
import { productChange } from './product-change.ts';
import { mayGo, raisesQuantity, setsQuantity } from './quantity-writes.ts';

const PRODUCT = 70 as ProductId;
const [GOOD, OTHER] = [7 as GoodId, 8 as GoodId];

function change(fields: ProductFields, before: string | null = null, productId: ProductId | null = PRODUCT) {
  const { productId: _, ...link } = freshLink(GOOD, PRODUCT);
  const after = fields.quantity ?? null;
  return productChange({
    task: 'export-stock',
    kind: 'setQuantity',
    good: { id: GOOD, code: 'A', name: 'А' },
    productId,
    code: 'A',
    difference: { fields, changes: after === null ? [] : [{ field: 'quantity', before, after }] },
    contentHash: '',
    link,
  });
}

const to = (quantity: string, before: string | null = null) =>
  change({ quantity: decimal(quantity) }, before);

describe('what raises a quantity (Q2)', () => {
  it('more than before, anything where nothing is known, a product that becomes available', () => {
    expect(
      [to('5', '4'), to('4', '5'), to('4', '4'), to('1'), to('0')].map((each) => raisesQuantity(each, null)),
    ).toEqual([true, false, false, true, false]);
    expect(raisesQuantity(change({ isAvailable: true }), null)).toBe(true);
    expect(raisesQuantity(change({ isAvailable: false }), null)).toBe(false);
    const [renamed, remembered] = [change({ name: 'Б' }), change({})];
    expect([renamed, remembered].map(setsQuantity)).toEqual([false, false]);
    expect([renamed, remembered].map((each) => raisesQuantity(each, null))).toEqual([false, false]);
  });

  it('what the shop has now counts before what was last sent: it sells meanwhile', () => {
    expect(raisesQuantity(to('4', '5'), decimal('1'))).toBe(true);
    expect(raisesQuantity(to('4', '3'), decimal('6'))).toBe(false);
  });
});

describe('mayGo (Q2)', () => {
  const facts = { isTouched: () => false, isBlind: false, atShop: new Map() };

  it('nothing for which an order has come meanwhile, whether it raises or lowers', () => {
    const touched = { ...facts, isTouched: (goodId: GoodId) => goodId === GOOD };
    expect([mayGo(to('5', '4'), touched), mayGo(to('3', '4'), touched)]).toEqual([false, false]);
    expect(mayGo(to('5', '4'), { ...facts, isTouched: (goodId) => goodId === OTHER })).toBe(true);
    expect(mayGo(change({ name: 'Б' }), touched)).toBe(true);
  });

  it('without the orders nothing is raised, lowering goes', () => {
    const blind = { ...facts, isBlind: true };
    expect([to('5', '4'), to('3', '4'), change({ name: 'Б' })].map((each) => mayGo(each, blind))).toEqual([
      false,
      true,
      true,
    ]);
    expect(mayGo(to('3', '4'), { ...blind, atShop: new Map([[GOOD, decimal('0')]]) })).toBe(false);
    expect(mayGo(change({ quantity: decimal('2') }, null, null), blind)).toBe(false);
  });
});
