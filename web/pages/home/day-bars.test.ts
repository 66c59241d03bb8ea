import { describe, expect, it } from 'vitest';
import { barsOf, namedDays } from './day-bars.tsx';

describe('bars of days', () => {
  it('fill the width, the greatest as high as the chart; little is seen, nothing is not', () => {
    const bars = barsOf([0, 1, 1000, 500], 100, 80);
    expect(bars.map(({ height }) => height)).toEqual([0, 2, 80, 40]);
    expect(bars.every(({ y, height }) => y + height === 80)).toBe(true);
    const last = bars[3];
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(100);
    expect(barsOf([0, 0], 100, 80).map(({ height }) => height)).toEqual([0, 0]);
    expect(barsOf([], 100, 80)).toEqual([]);
  });

  it('as many days are named as have room, today always', () => {
    expect(namedDays(30, 560)).toEqual([2, 5, 8, 11, 14, 17, 20, 23, 26, 29]);
    expect(namedDays(30, 60)).toEqual([29]);
    expect(namedDays(3, 900)).toEqual([0, 1, 2]);
  });
});
