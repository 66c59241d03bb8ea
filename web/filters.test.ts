import { describe, expect, it } from 'vitest';
import { aDay, aNumber, anyText, oneOf, readFilters } from './filters.ts';
import { piecesOf, queryOf, withQuery } from './route.ts';

const READ = { search: anyText, stage: oneOf(['waiting', 'parked']), from: aDay, first: aNumber };

describe('filters in the address', () => {
  it('are read as they were put, beside the place', () => {
    const address = withQuery('#/server/Магазин/orders/7', {
      search: 'Иван & Ко',
      stage: 'parked',
      from: '',
    });
    expect(piecesOf(address)).toEqual(['server', 'Магазин', 'orders', '7']);
    expect(readFilters(queryOf(address).toString(), READ)).toEqual({
      search: 'Иван & Ко',
      stage: 'parked',
      from: '',
      first: '',
    });
    expect(withQuery(address, { search: '', stage: '' })).toBe('#/server/Магазин/orders/7');
    expect(withQuery('', { search: 'а' })).toBe('#/?search=%D0%B0');
  });

  it('what nobody could have chosen is no filter', () => {
    const typed = 'stage=all&from=24.11.2026&first=-1';
    expect(readFilters(typed, READ)).toEqual({ search: '', stage: '', from: '', first: '' });
  });
});
