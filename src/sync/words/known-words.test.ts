import { describe, expect, it } from 'vitest';
import { comparableWord, knownMeaning, proposedMeaning } from './known-words.ts';
import { NO_WORDS, wordMeanings } from './word-meanings.ts';

describe('the words of a shop', () => {
  it('I2: letter case, separators and language make no other word', () => {
    expect(
      ['Sub-Total', 'SUB_TOTAL', 'sub total', ' subtotal '].map((word) => knownMeaning('totalLine', word)),
    ).toEqual(Array.from({ length: 4 }, () => 'subtotal'));
    expect(['canceled', 'Отказана', 'CANCELLED', 'анулирана'].map((word) => NO_WORDS.status(word))).toEqual(
      Array.from({ length: 4 }, () => 'cancelled'),
    );
    expect(comparableWord(' В обработка… ')).toBe('вобработка');
  });

  it('I2: what is on no list is not known, and only proposed', () => {
    for (const word of ['5', '', 'Наш статус', 'pending', 'constructor', '__proto__', 'Нова (тел.)'])
      expect(knownMeaning('orderStatus', word)).toBeNull();
    expect(proposedMeaning('orderStatus', 'Отказана от куриера')).toBe('cancelled');
    expect(proposedMeaning('orderStatus', 'pending')).toBe('wait');
    expect(proposedMeaning('totalLine', '3', 'Доставка до офис на Еконт')).toBe('shipping');
    expect(proposedMeaning('orderStatus', '5')).toBeNull();
  });

  it('I2: a person counts before the list, the list before what sums once proved; for every spelling of the word', () => {
    const words = wordMeanings([
      { kind: 'orderStatus', word: 'new', meaning: 'wait', source: 'person' },
      { kind: 'orderStatus', word: 'Наш статус', meaning: 'import', source: 'person' },
      { kind: 'totalLine', word: 'fee', meaning: 'shipping', source: 'arithmetic' },
      { kind: 'totalLine', word: 'extra', meaning: 'fee', source: 'arithmetic' },
      { kind: 'totalLine', word: 'odd', meaning: null, source: null },
    ]);
    expect(['NEW', 'наш-статус', 'paid'].map((word) => words.status(word))).toEqual([
      'wait',
      'import',
      'import',
    ]);
    expect(['Fee', 'Extra', 'odd'].map((word) => words.totalLine(word))).toEqual(['fee', 'fee', null]);
  });

  it('I2: availability and means of payment mean what a person says; what nobody said is not guessed', () => {
    const words = wordMeanings([
      { kind: 'availability', word: 'При доставчик', meaning: 'unavailable', source: 'person' },
      { kind: 'availability', word: 'На път', meaning: 'available', source: 'person' },
      { kind: 'payment', word: 'econt_cod', meaning: '3', source: 'person' },
      { kind: 'listing', word: 'order', meaning: 'shipping', source: 'arithmetic' },
    ]);
    expect(['при доставчик', 'на път', 'нещо друго'].map((label) => words.availability(label))).toEqual([
      false,
      true,
      null,
    ]);
    expect([words.paymentType('econt_cod'), words.paymentType('друг')]).toEqual([3, null]);
    expect(words.lists).toEqual({});
  });
});
