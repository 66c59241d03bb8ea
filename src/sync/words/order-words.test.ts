import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { Order } from '../../model/order.ts';
import type { WordKind } from '../../model/shop-words.ts';
import { orderWords } from './order-words.ts';
import { unknownStatus } from './unknown-words.ts';
import { NO_WORDS, wordMeanings } from './word-meanings.ts';

const wordsOf = (order: Order, kind: WordKind, withVat = true): unknown =>
  orderWords(order, NO_WORDS, withVat)
    .filter((each) => each.kind === kind)
    .map(({ word, proven }) => (proven === null ? word : `${word}=${proven}`));

describe('the words of an order’s arithmetic', () => {
  const taxed = (total: string): Order =>
    anOrder([aLine('A', '10')], { totalLines: [aTotalLine('tax', '2')], total: decimal(total) });

  it('S32: whether its prices are with tax is said by its sums, whatever the settings say', () => {
    for (const withVat of [true, false]) {
      expect(wordsOf(taxed('10'), 'arithmetic', withVat)).toEqual(['pricesWithTax']);
      expect(wordsOf(taxed('12'), 'arithmetic', withVat)).toEqual(['pricesWithoutTax']);
    }
  });

  it('without a discount and a tax line it shows nothing', () => {
    expect(wordsOf(anOrder([aLine('A', '10')]), 'arithmetic')).toEqual([]);
  });

  it('I8: where nothing fits, that is its word, and no total line is proven', () => {
    const order = anOrder([aLine('A', '10')], { totalLines: [aTotalLine('q', '-3')], total: decimal('9') });
    expect(wordsOf(order, 'arithmetic')).toEqual(['none']);
    expect(wordsOf(order, 'totalLine')).toEqual(['q']);
  });

  it('I8: two readings with different lines are told apart by nobody: “several”', () => {
    const line = aLine('A', '10', '3', { discount: decimal('1'), total: decimal('30') });
    const order = anOrder([line], { totalLines: [aTotalLine('tax', '1')], total: decimal('30') });
    expect(wordsOf(order, 'arithmetic')).toEqual(['several']);
  });
});

describe('the other words of an order', () => {
  it('what the shop leaves empty is no word, but for the status', () => {
    const empty = { status: ' ', paymentStatus: '', paymentMethod: ' ', shippingMethod: '', currency: '' };
    const seen = orderWords(anOrder([aLine('A', '10')], empty), NO_WORDS, true);
    expect(seen.map(({ kind, word }) => [kind, word])).toEqual([['orderStatus', '']]);
  });

  it('a word that two lines use is seen once', () => {
    const totalLines = [aTotalLine('fee', '1'), aTotalLine('fee', '2')];
    expect(wordsOf(anOrder([aLine('A', '10')], { totalLines }), 'totalLine')).toEqual(['fee']);
  });

  it('what a person has said of a line of 0 is seen; what nobody knows is not', () => {
    const order = anOrder([aLine('A', '10')], { totalLines: [aTotalLine('q', '0')] });
    const words = wordMeanings([{ kind: 'totalLine', word: 'q', meaning: 'fee', source: 'person' }]);
    expect(wordsOf(order, 'totalLine')).toEqual([]);
    expect(orderWords(order, words, true).some(({ kind }) => kind === 'totalLine')).toBe(true);
  });
});

describe('I2: a status that nobody has explained', () => {
  it('has one note for the word, in every spelling, and a dash where there is none', () => {
    const note = (status: string) => unknownStatus(anOrder([], { status }));
    expect(note(' Наш статус ')).toEqual({
      subject: 'word:orderStatus:нашстатус',
      code: 'word.status.unknown',
      facts: { word: 'Наш статус', order: 101 },
    });
    expect(note('НАШ-СТАТУС').subject).toBe('word:orderStatus:нашстатус');
    expect(note('').facts).toEqual({ word: '–', order: 101 });
  });
});
