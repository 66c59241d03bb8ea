import { describe, expect, it } from 'vitest';
import { decimal } from '../model/decimal.ts';
import { NOTHING_SENT } from '../model/link.ts';
import { categoryPath, categoryText, sentText, yesOrNo } from './sent-fields.ts';

describe('what was sent, in words', () => {
  it('a category is read back as it was written; none stays none', () => {
    const path = ['Храни', 'Сирена и кашкавал'];
    expect(categoryPath(categoryText(path) ?? '')).toEqual(path);
    expect(categoryText(null)).toBeNull();
  });

  it('not known is neither yes nor no', () => {
    expect([yesOrNo(true), yesOrNo(false), yesOrNo(null)]).toEqual(['yes', 'no', null]);
  });

  it('each field has its words; what was never sent, or is not kept, has none', () => {
    const sent = {
      ...NOTHING_SENT,
      name: 'Сирене',
      price: decimal('9.99'),
      category: ['Храни'],
      isAvailable: false,
    };
    const fields = ['name', 'price', 'category', 'isAvailable', 'barcode', 'visible'];
    expect(fields.map((field) => sentText(sent, field))).toEqual([
      'Сирене',
      '9.99',
      'Храни',
      'no',
      null,
      null,
    ]);
    expect(sentText(NOTHING_SENT, 'category')).toBeNull();
  });
});
