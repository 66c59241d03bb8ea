import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine, BUYER, someSettings } from '../../../test/support/builders.ts';
import { contentDifferences, orderContent, statusDecision } from './order-status.ts';

describe('statusDecision', () => {
  it('I2: everything is imported but unfinished and cancelled', () => {
    const settings = someSettings();
    const words = ['new', 'processing', 'Наш статус', 'unfinished', '', 'cancelled', ' Cancelled '];
    expect(words.map((word) => statusDecision(word, settings))).toEqual([
      'import',
      'import',
      'import',
      'wait',
      'wait',
      'cancelled',
      'cancelled',
    ]);
  });

  it('I2: with chosen statuses only these, the others wait; cancelled stays cancelled', () => {
    const settings = someSettings({ orderStatuses: ['confirmed', 'Платена'] });
    const words = ['Confirmed', 'платена', 'new', 'cancelled'];
    expect(words.map((word) => statusDecision(word, settings))).toEqual([
      'import',
      'import',
      'wait',
      'cancelled',
    ]);
  });
});

describe('orderContent', () => {
  const order = anOrder([aLine('A', '10')]);

  it('I14: status, notes, УНП and the buyer’s phone may change; goods, sums and company may not', () => {
    const same = {
      ...order,
      status: 'shipped',
      paymentStatus: 'paid',
      instructions: 'бележка',
      unp: 'DT279013-0001-0000001',
      buyer: { ...BUYER, phone: '1' },
    };
    expect(orderContent(same)).toBe(orderContent(order));
  });

  it('I14: says what changed', () => {
    const before = orderContent(order);
    const dearer = anOrder([aLine('A', '10', '2')], { totalLines: [aTotalLine('shipping', '3')] });
    expect(contentDifferences(before, orderContent(dearer))).toEqual(['lines', 'total 10 → 23', 'charges']);
    const company = { ...order, buyer: { ...BUYER, companyNumber: '131135125' } };
    expect(contentDifferences(before, orderContent(company))).toEqual(['company']);
    expect(contentDifferences(before, orderContent({ ...order, currency: 'BGN' }))).toEqual(['currency']);
    expect(contentDifferences(before, before)).toEqual([]);
  });
});
