import { describe, expect, it } from 'vitest';
import { aGood, aProduct } from '../../test/support/builders.ts';
import { decimal } from '../model/decimal.ts';
import { freshLink } from '../model/link.ts';
import type { Link, SentFields } from '../model/link.ts';
import type { Change, ChangeKind } from '../model/plan.ts';
import { goodSubject, standsAtShop } from './product-change.ts';

function link(sent: Partial<SentFields>, more: Partial<Link> = {}): Link {
  const fresh = freshLink(aGood(7).id, aProduct(70).id);
  return { ...fresh, sent: { ...fresh.sent, ...sent }, ...more };
}

function change(kind: ChangeKind, fields: Readonly<Record<string, string | null>>): Change {
  return {
    key: 'export-goods:good:7',
    task: 'export-goods',
    kind,
    subject: 'good:7',
    label: 'C7',
    fields: Object.entries(fields).map(([field, after]) => ({ field, before: null, after })),
  };
}

describe('standsAtShop (section 4: done already, or changed since)', () => {
  it('every field has the value that the change gives it', () => {
    const sent = { price: decimal('12'), name: 'Сирене', category: ['Храни', 'Сирена'], isAvailable: true };
    const fields = { price: '12', name: 'Сирене', category: 'Храни › Сирена', isAvailable: 'yes' };
    expect(standsAtShop(change('updateProduct', fields), link(sent))).toBe(true);
    expect(standsAtShop(change('updateProduct', { ...fields, price: '13' }), link(sent))).toBe(false);
    expect(standsAtShop(change('updateProduct', { category: 'Храни' }), link({}))).toBe(false);
  });

  it('a product that was made stands with its goods’ fields, wherever its quantity has moved', () => {
    const made = change('createProduct', { price: '12', quantity: '5', isVisible: 'no' });
    expect(standsAtShop(made, link({ price: decimal('12'), quantity: decimal('2') }))).toBe(true);
    expect(standsAtShop(made, link({ price: decimal('13') }))).toBe(false);
    expect(standsAtShop(change('setQuantity', { quantity: '5' }), link({ quantity: decimal('2') }))).toBe(
      false,
    );
  });

  it('hidden and shown follow from whether the good has left', () => {
    expect(standsAtShop(change('hideProduct', { isVisible: 'no' }), link({}, { hasLeft: true }))).toBe(true);
    expect(standsAtShop(change('hideProduct', { isVisible: 'no' }), link({}))).toBe(false);
    expect(standsAtShop(change('showProduct', { isVisible: 'yes' }), link({}))).toBe(true);
  });

  it('a pair stands when it is linked', () => {
    expect(standsAtShop(change('link', {}), link({}))).toBe(true);
  });
});

describe('goodSubject', () => {
  it('tells a good’s fields from its stock', () => {
    const { id } = aGood(7);
    expect([
      goodSubject('export-goods', id),
      goodSubject('export-stock', id),
      goodSubject('undo', id),
    ]).toEqual(['good:7', 'stock:7', 'good:7']);
  });
});
