import { expect, it } from 'vitest';
import { sofiaDay } from './sofia-day.ts';

it('a day of Sofia, in winter, in summer, and when the clock is changed', () => {
  const day = (begins: string, ends: string) => ({
    begins: `2026-${begins}:00.000Z`,
    ends: `2026-${ends}:00.000Z`,
  });
  expect(sofiaDay('2026-11-25')).toEqual(day('11-24T22:00', '11-25T22:00'));
  expect(sofiaDay('2026-07-01')).toEqual(day('06-30T21:00', '07-01T21:00'));
  expect(sofiaDay('2026-03-29')).toEqual(day('03-28T22:00', '03-29T21:00'));
  expect(sofiaDay('2026-10-25')).toEqual(day('10-24T21:00', '10-25T22:00'));
});
