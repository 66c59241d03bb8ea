import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { KeptReckoning } from '../../model/reckoning.ts';
import type { ShopWord } from '../../model/shop-words.ts';
import { readOrder, shownReckoning } from './order-reading.ts';
import { learnedReckoning } from './shop-reckoning.ts';
import { NO_WORDS, wordMeanings } from './word-meanings.ts';

/** One piece of 12.00 with a discount, and a tax line; the line's total leaves the discount out. */
function taxed(number: number, what: { discount: string; tax: string; total: string }): Order {
  const line = aLine('A', '12', '1', { discount: decimal(what.discount), total: decimal('12') });
  const totalLines = [aTotalLine('tax', what.tax)];
  return { ...anOrder([line], { total: decimal(what.total), totalLines }), number: number as OrderNumber };
}

/** The discount is in the price and the tax inside it. */
const inside = (number: number): Order => taxed(number, { discount: '1', tax: '2', total: '12' });
/** The discount is taken off apart and the tax comes on top. */
const onTop = (number: number): Order => taxed(number, { discount: '1', tax: '2.20', total: '13.20' });
/** Both at once: 12.00 with tax, or 10.00 and 2.00 of tax. */
const EITHER = taxed(900, { discount: '2', tax: '2', total: '12' });

function kept(orders: readonly Order[]): readonly KeptReckoning[] {
  return orders.flatMap((order) => {
    const shown = shownReckoning(order, NO_WORDS, true);
    return shown === null ? [] : [{ ...shown, seenAt: `2026-11-25T09:00:00.${order.number}Z` }];
  });
}

const numbers = (count: number, from = 100): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);
const said = (word: string, meaning: ShopWord['meaning']) =>
  [{ kind: 'arithmetic', word, meaning, source: 'person' }] as const;
const readAs = (words: Parameters<typeof readOrder>[1]): unknown => {
  const read = readOrder(EITHER, words, true);
  return typeof read === 'string' ? read : [read.discounts, read.pricesIncludeVat];
};

describe('how a shop reckons', () => {
  it('I8: an order that alone could be read in two ways is read as the newest orders were', () => {
    expect(readAs(NO_WORDS)).toBe('several');
    expect(readAs(wordMeanings([], kept(numbers(3).map(inside))))).toEqual(['inPrice', true]);
    expect(readAs(wordMeanings([], kept(numbers(3).map(onTop))))).toEqual(['apartPerLine', false]);
  });

  it('I8: two orders are too few, and orders that contradict each other show nothing', () => {
    expect(readAs(wordMeanings([], kept(numbers(2).map(inside))))).toBe('several');
    const mixed = [...numbers(5).map(inside), onTop(200)];
    expect(readAs(wordMeanings([], kept(mixed)))).toBe('several');
  });

  it('I8: only the newest twenty count: a shop that reckons otherwise since is learned anew', () => {
    const changed = [...numbers(30).map(inside), ...numbers(20, 300).map(onTop)];
    expect(readAs(wordMeanings([], kept(changed)))).toEqual(['apartPerLine', false]);
    expect(readAs(wordMeanings([], kept(changed.slice(0, -1))))).toBe('several');
  });

  it('I8: a person counts before the orders, and changes nothing of what an order shows by itself', () => {
    const words = (...of: Parameters<typeof said>) => wordMeanings(said(...of), kept(numbers(3).map(inside)));
    expect(readAs(words('prices', 'pricesWithoutTax'))).toEqual(['apartPerLine', false]);
    expect(readAs(words('lineDiscounts', 'apartPerLine'))).toEqual(['apartPerLine', false]);
    expect(readAs(words('lineDiscounts', 'perLine'))).toBe('several');
    expect(readOrder(inside(1), words('lineDiscounts', 'perLine'), true)).toMatchObject({
      discounts: 'inPrice',
    });
  });

  it('I8: for people: each half with the orders that show it', () => {
    const plain = { ...anOrder([aLine('A', '12')]), number: 99 as OrderNumber };
    expect(shownReckoning(plain, NO_WORDS, true)).toBeNull();
    const told = learnedReckoning(kept([plain, ...numbers(3).map(inside)])).map(
      ({ word, meaning, orders }) => [word, meaning, orders.map(({ order }) => order)],
    );
    expect(told).toEqual([
      ['lineDiscounts', 'inPrice', [100, 101, 102]],
      ['prices', 'pricesWithTax', [100, 101, 102]],
    ]);
    expect(learnedReckoning(kept([...numbers(3).map(inside), onTop(200)]))).toMatchObject([
      { meaning: null },
      { meaning: null },
    ]);
  });

  it('I8: what orders leave open stays open: one piece tells no discount of a line from one of a piece', () => {
    const single = (number: number): Order => {
      const line = aLine('A', '12', '1', { discount: decimal('1'), total: decimal('11') });
      return { ...anOrder([line], { total: decimal('11') }), number: number as OrderNumber };
    };
    expect(learnedReckoning(kept(numbers(4).map(single)))).toMatchObject([
      { word: 'lineDiscounts', meaning: null },
      { word: 'prices', meaning: null },
    ]);
  });
});
