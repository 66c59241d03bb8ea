import { describe, expect, it } from 'vitest';
import { nextStart, readSchedule, startsEarlier } from './next-start.ts';

const at = (text: string): number => Date.parse(text);

describe('readSchedule', () => {
  it('section 2: none, every N minutes, or a cron expression; anything else is malformed', () => {
    expect([readSchedule(''), readSchedule(' 15 '), readSchedule('*/10 8-20 * * 1-6')]).toEqual([
      null,
      { kind: 'every', minutes: 15 },
      { kind: 'cron', pattern: '*/10 8-20 * * 1-6' },
    ]);
    const bad = ['0', '99999', '* * *', '61 * * * *', 'всеки час', '0 0 31 2 *'];
    expect(bad.map(readSchedule)).toEqual(bad.map(() => undefined));
  });
});

describe('nextStart', () => {
  it('starts "every" at once at first, then after its minutes, and a missed start once', () => {
    const every = { kind: 'every', minutes: 15 } as const;
    const now = at('2026-11-24T10:00:00Z');
    expect(nextStart(every, now, null)).toBe(now);
    expect(nextStart(every, now, now - 60_000)).toBe(now + 14 * 60_000);
    expect(nextStart(every, now, now - 86_400_000)).toBe(now);
  });

  it('keeps Europe/Sofia over the hour that does not exist and the one that comes twice (peer-30)', () => {
    const daily = { kind: 'cron', pattern: '30 3 * * *' } as const;
    expect(nextStart(daily, at('2027-03-27T12:00:00Z'), null)).toBe(at('2027-03-28T01:00:00Z'));
    expect(nextStart(daily, at('2026-11-24T00:00:00Z'), null)).toBe(at('2026-11-24T01:30:00Z'));
  });

  it('a pattern that never comes again has no next start', () => {
    const leapDay = { kind: 'cron', pattern: '0 0 29 2 *' } as const;
    expect(nextStart(leapDay, at('2026-11-24T00:00:00Z'), null)).toBe(at('2028-02-28T22:00:00Z'));
    const never = { kind: 'cron', pattern: '0 0 31 2 *' } as const;
    expect(nextStart(never, at('2026-11-24T00:00:00Z'), null)).toBeNull();
  });

  it('"every" starts earlier by what a run takes, and by a tenth of its minutes at most', () => {
    const minute = { kind: 'every', minutes: 1 } as const;
    expect([0, 700, 4000, 90_000].map((took) => startsEarlier(minute, took))).toEqual([
      1000, 1700, 5000, 6000,
    ]);
    expect(startsEarlier({ kind: 'every', minutes: 15 }, 30_000)).toBe(31_000);
    expect(startsEarlier({ kind: 'cron', pattern: '*/15 * * * *' }, 30_000)).toBe(0);
  });
});
