import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../model/error-codes.ts';
import { groupAttention, mayDismiss } from './group-attention.ts';

function item(id: number, what: ErrorCode, since: string, facts = {}) {
  return { id, subject: `order:${id}`, code: what, facts, since };
}

describe('what waits, by cause', () => {
  it('one group a cause and a word, the newest first, each item once', () => {
    const items = [
      item(1, 'order.deliveryGood.missing', '2026-11-24T10:00:00Z'),
      item(2, 'word.status.unknown', '2026-11-24T11:00:00Z', { word: 'Отказана' }),
      item(3, 'order.good.unknown', '2026-11-24T12:00:00Z'),
      item(4, 'order.good.near', '2026-11-24T13:00:00Z'),
      item(5, 'word.status.unknown', '2026-11-24T09:00:00Z', { word: 'Друга' }),
      item(6, 'order.deliveryGood.missing', '2026-11-24T10:30:00Z'),
    ];
    const groups = groupAttention(items);
    expect(groups.map(({ key, items: found }) => [key, found.map(({ id }) => id)])).toEqual([
      ['orderGood', [4, 3]],
      ['word:orderStatus:Отказана', [2]],
      ['deliveryGood', [6, 1]],
      ['word:orderStatus:Друга', [5]],
    ]);
    expect(groups[2]?.settle).toEqual({ kind: 'choose', setting: 'deliveryGood', record: 'good' });
  });

  it('what stops everything is answered, not put aside', () => {
    const [question] = groupAttention([item(1, 'pair.shop.looksMoved', '')]);
    const [good] = groupAttention([item(1, 'good.price.bad', '')]);
    expect([question, good].map((group) => group !== undefined && mayDismiss(group))).toEqual([false, true]);
  });
});
