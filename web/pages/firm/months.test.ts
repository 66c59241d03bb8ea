import { expect, it } from 'vitest';
import { endedMonths } from './months.ts';

it('the months that have ended in Sofia, the latest first', () => {
  const values = (iso: string): readonly string[] =>
    endedMonths(new Date(iso), 3, 'bg').map(({ value }) => value);
  expect(values('2026-11-25T10:00:00Z')).toEqual(['2026-10', '2026-09', '2026-08']);
  expect(values('2026-01-05T10:00:00Z')).toEqual(['2025-12', '2025-11', '2025-10']);
  // Midnight in Sofia is still the day before in Greenwich.
  expect(values('2026-10-31T22:30:00Z')[0]).toBe('2026-10');
  expect(endedMonths(new Date('2026-11-25T10:00:00Z'), 1, 'bg')[0]?.label).toContain('октомври');
});
