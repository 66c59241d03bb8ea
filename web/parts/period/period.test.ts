import { describe, expect, it } from 'vitest';
import { ANY_DAY, dayInSofia, daysOf } from './period.ts';

describe('periods of a list', () => {
  it('end today and count it in, over months and the change of the clock', () => {
    expect(daysOf('today', '2026-11-26', ANY_DAY)).toEqual({ from: '2026-11-26', to: '2026-11-26' });
    expect(daysOf('week', '2026-11-03', ANY_DAY)).toEqual({ from: '2026-10-28', to: '2026-11-03' });
    expect(daysOf('month', '2027-01-15', ANY_DAY)).toEqual({ from: '2026-12-17', to: '2027-01-15' });
  });

  it('of one that was chosen are those days; without one there are none', () => {
    const own = { from: '2026-01-02', to: '' };
    expect(daysOf('own', '2026-11-26', own)).toEqual(own);
    expect(daysOf('any', '2026-11-26', own)).toEqual(ANY_DAY);
  });

  it('are days in Sofia: before midnight in London it is tomorrow there', () => {
    expect(dayInSofia(Date.parse('2026-11-25T22:30:00Z'))).toBe('2026-11-26');
  });
});
