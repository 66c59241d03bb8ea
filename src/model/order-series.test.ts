import { describe, expect, it } from 'vitest';
import type { OrderNumber } from './order-origin.ts';
import { firstNumberOf, seriesIdentity, seriesOf, shopOfSeries, stretchesOf } from './order-series.ts';
import type { SeriesRange } from './order-series.ts';

function range(series: number, beginsAfter: number, upTo: number | null = null): SeriesRange {
  return {
    series,
    beginsAfter: beginsAfter as OrderNumber,
    upTo: upTo as OrderNumber | null,
    openedAt: '2026-11-25T10:00:00Z',
  };
}

const of = (ranges: readonly SeriesRange[], ...numbers: readonly number[]) =>
  numbers.map((number) => seriesOf(ranges, number as OrderNumber));

describe('series of order numbers (Q6)', () => {
  it('what no stretch takes over is series 0; of two stretches the later one counts', () => {
    expect(of([], 1, 9_999_999)).toEqual([0, 0]);
    expect(of([range(1, 100)], 100, 101)).toEqual([0, 1]);
    expect(of([range(1, 50), range(2, 100)], 50, 51, 100, 101)).toEqual([0, 1, 1, 2]);
    expect(of([range(1, 50), range(2, 30)], 30, 31, 51)).toEqual([0, 2, 2]);
    expect(of([range(1, 100), range(0, 9_998, 9_999)], 9_998, 9_999, 10_000)).toEqual([1, 0, 1]);
  });

  it('orders that come back are of their own series again, in as few stretches as leave the others theirs', () => {
    const orders = [
      [0, 2],
      [0, 3],
      [0, 6],
      [1, 7],
      [1, 9],
    ].map(([series = 0, number]) => ({ series, orderNumber: number as OrderNumber }));
    const others = [9, 5, 1, 3].map((number) => number as OrderNumber);
    const stretches = stretchesOf(orders, others);
    expect(stretches.map(({ series, beginsAfter, upTo }) => [series, beginsAfter, upTo])).toEqual([
      [0, 1, 3],
      [0, 5, 6],
      [1, 6, 9],
    ]);
    const ranges = [range(2, 0), ...stretches.map((each) => ({ ...each, openedAt: '' }))];
    expect(of(ranges, 1, 2, 3, 5, 6, 7, 9, 10)).toEqual([2, 0, 0, 2, 0, 1, 1, 2]);
    expect(stretchesOf([], others)).toEqual([]);
  });

  it('the shop is named as ever in series 0, and apart from it in the others', () => {
    expect(['shop.bg', 'shop.bg:8080/bg'].map((identity) => seriesIdentity(identity, 0))).toEqual([
      'shop.bg',
      'shop.bg:8080/bg',
    ]);
    expect(seriesIdentity('shop.bg/bg', 2)).toBe('shop.bg/bg#2');
    expect(['shop.bg/bg#2', 'shop.bg/bg'].map(shopOfSeries)).toEqual(['shop.bg/bg', 'shop.bg/bg']);
  });

  it('the first order of the settings is one of series 0: a series below it is read from its beginning', () => {
    expect(firstNumberOf(5000, [])).toBe(5000);
    expect(firstNumberOf(5000, [range(1, 0)])).toBe(0);
    expect(firstNumberOf(5000, [range(1, 6000)])).toBe(5000);
  });
});
