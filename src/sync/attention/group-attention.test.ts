import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../model/error-codes.ts';
import { groupKey, groupWaiting, mayDismiss } from './group-attention.ts';

function counted(code: ErrorCode, newest: string, more: { count?: number; word?: string } = {}) {
  return { code, newest, count: 1, word: '', ...more };
}

describe('what waits, by cause', () => {
  it('one group a cause and a word, the newest first, each item once', () => {
    const groups = groupWaiting([
      counted('order.deliveryGood.missing', '2026-11-24T10:30:00Z', { count: 2 }),
      counted('word.status.unknown', '2026-11-24T11:00:00Z', { word: 'Отказана' }),
      counted('word.status.unknown', '2026-11-24T09:00:00Z', { word: 'Друга', count: 7 }),
      counted('order.good.unknown', '2026-11-24T12:00:00Z', { count: 3 }),
      counted('order.good.near', '2026-11-24T13:00:00Z'),
    ]);
    expect(groups.map(({ key, count, newest }) => [key, count, newest.slice(11, 16)])).toEqual([
      ['orderGood', 4, '13:00'],
      ['word:orderStatus:Отказана', 1, '11:00'],
      ['deliveryGood', 2, '10:30'],
      ['word:orderStatus:Друга', 7, '09:00'],
    ]);
    expect(groups[0]?.codes).toEqual(['order.good.unknown', 'order.good.near']);
    expect(groups[2]?.settle).toEqual({ kind: 'choose', setting: 'deliveryGood', record: 'good' });
  });

  it('an item is in the group of its cause, or of the word that it asks about', () => {
    const keys = [
      groupKey({ code: 'order.good.near', facts: {} }),
      groupKey({ code: 'word.status.unknown', facts: { word: 'Отказана', order: 7 } }),
      groupKey({ code: 'order.totalLine.unknown', facts: { type: 'tip' } }),
      groupKey({ code: 'order.arithmetic.ambiguous', facts: { order: 7 } }),
    ];
    expect(keys).toEqual([
      'orderGood',
      'word:orderStatus:Отказана',
      'word:totalLine:tip',
      'word:arithmetic:',
    ]);
  });

  it('what stops everything is answered, not put aside', () => {
    const [question] = groupWaiting([counted('pair.shop.looksMoved', '')]);
    const [good] = groupWaiting([counted('good.price.bad', '')]);
    expect([question, good].map((group) => group !== undefined && mayDismiss(group))).toEqual([false, true]);
  });
});
