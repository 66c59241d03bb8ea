import { describe, expect, it } from 'vitest';
import { documentDate } from './document-date.ts';

describe('documentDate', () => {
  it('is the day of the shop’s time stamp where the calendar has it, leap years and centuries told apart', () => {
    const real = ['2026-11-20 14:05:09', '2026-11-20T14:05:09', '2024-02-29', '2000-02-29', '2026-12-31'];
    expect(real.map(documentDate)).toEqual(real.map((stamp) => stamp.slice(0, 10)));
    const unreal = '2026-02-29 2100-02-29 2026-04-31 2026-00-10 2026-13-01 1999-12-31 20.11.2026'.split(' ');
    expect(['', ...unreal].filter((stamp) => documentDate(stamp) !== null)).toEqual([]);
  });
});
