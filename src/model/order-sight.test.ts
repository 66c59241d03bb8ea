import { describe, expect, it } from 'vitest';
import { dialled, ERASED_BUYER, erasedSight, searchedWords } from './order-sight.ts';

describe('what an order is looked up by', () => {
  it('a telephone is one, with and without the country', () => {
    expect(['+359 888 12 34 56', '00359888123456', '0888/123-456'].map(dialled)).toEqual([
      '0888123456',
      '0888123456',
      '0888123456',
    ]);
    expect(searchedWords('+359 888 12 34 56')).toEqual(['0888123456']);
  });

  it('words are apart, in capitals, without the sign of a number', () => {
    expect(searchedWords(' иван  Петров ')).toEqual(['ИВАН', 'ПЕТРОВ']);
    expect(searchedWords('№ 16')).toEqual(['16']);
    expect(searchedWords('')).toEqual([]);
    // A document as lists call it, with the blank that does not break.
    expect(['Поръчка №\u00a016', 'Проформа №16', 'Иван №'].map(searchedWords)).toEqual([
      ['16'],
      ['16'],
      ['ИВАН'],
    ]);
  });

  it('of whoever was erased nothing is left to be found by', () => {
    const sight = { buyer: 'Иван', payment: 'карта', delivery: 'куриер', words: 'ИВАН' };
    expect(erasedSight(sight)).toEqual({ ...sight, buyer: ERASED_BUYER, words: '' });
  });
});
