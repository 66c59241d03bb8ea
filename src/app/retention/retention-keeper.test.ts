import { describe, expect, it } from 'vitest';
import type { LastForgetting } from '../../model/retention.ts';
import { paysToCompact } from '../../model/retention.ts';
import { nextForgettingMs, RetentionKeeper } from './retention-keeper.ts';
import type { RetentionStatus } from './retention-desk.ts';

const never = new AbortController().signal;

function last(at: string): LastForgetting {
  return {
    at,
    runs: 0,
    events: 0,
    dismissed: 0,
    sessions: 0,
    logFiles: 0,
    compaction: 'no',
    freedBytes: 0,
  };
}

function next(lastAt: string, now: string): string {
  return new Date(nextForgettingMs(last(lastAt), Date.parse(now))).toISOString();
}

describe('when old things are forgotten', () => {
  it('at 04:20 by the clocks of Sofia, in winter, in summer and when they are changed', () => {
    expect(next('2026-01-10T03:00:00.000Z', '2026-01-10T12:00:00.000Z')).toBe('2026-01-11T02:20:00.000Z');
    expect(next('2026-07-10T03:00:00.000Z', '2026-07-10T12:00:00.000Z')).toBe('2026-07-11T01:20:00.000Z');
    // The night of 29 March has no 03:20, that of 25 October has it twice: both have one 04:20.
    expect(next('2026-03-28T02:20:30.000Z', '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T01:20:00.000Z');
    expect(next('2026-10-24T01:20:30.000Z', '2026-10-24T12:00:00.000Z')).toBe('2026-10-25T02:20:00.000Z');
    expect(next('2026-10-25T02:20:30.000Z', '2026-10-25T12:00:00.000Z')).toBe('2026-10-26T02:20:00.000Z');
  });

  it('at once where it never was, or by a clock that was ahead; what was missed, once', () => {
    const now = Date.parse('2026-05-01T09:00:00.000Z');
    expect(nextForgettingMs(null, now)).toBe(now);
    expect(nextForgettingMs(last('2031-01-01T00:00:00.000Z'), now)).toBe(now);
    expect(nextForgettingMs(last('2026-04-20T01:20:00.000Z'), now)).toBeLessThan(now);
  });

  it('one that fails is tried again an hour later, and told each time', async () => {
    let now = Date.parse('2026-05-01T09:00:00.000Z');
    let tries = 0;
    let status: Pick<RetentionStatus, 'last'> = { last: null };
    const told: LastForgetting[] = [];
    const desk = {
      status: async () => status as RetentionStatus,
      forget: async () => {
        tries += 1;
        if (tries < 3) throw new Error('full');
        status = { last: last(new Date(now).toISOString()) };
        return last(new Date(now).toISOString());
      },
    };
    const also = { onForgotten: (each: LastForgetting) => void told.push(each), forgetLogs: () => 0 };
    const keeper = new RetentionKeeper(desk, { now: () => now }, also);
    await expect(keeper.look(never)).rejects.toThrow('full');
    now += 60_000;
    expect([await keeper.look(never), tries]).toEqual([false, 1]);
    now += 60 * 60_000;
    await expect(keeper.look(never)).rejects.toThrow('full');
    now += 61 * 60_000;
    expect([await keeper.look(never), tries, told.length]).toEqual([true, 3, 1]);
    now += 60_000;
    expect([await keeper.look(never), tries]).toEqual([false, 3]);
  });
});

describe('giving room back', () => {
  it('pays for a quarter of the memory and 16 MB', () => {
    const mb = 1024 * 1024;
    expect(paysToCompact({ bytes: 64 * mb, freeBytes: 16 * mb })).toBe(true);
    expect(paysToCompact({ bytes: 65 * mb, freeBytes: 16 * mb })).toBe(false);
    expect(paysToCompact({ bytes: 20 * mb, freeBytes: 15 * mb })).toBe(false);
  });
});
