import { describe, expect, it } from 'vitest';
import { decimal } from '../../model/decimal.ts';
import { NO_COUNTS } from '../../model/run.ts';
import { figuresByDay, figuresTogether, lastDays } from './day-figures.ts';
import { forecastRun, learnedPace } from './forecast.ts';
import { standingOf } from './standing.ts';

const MIDNIGHT = Date.parse('2026-11-24T22:30:00Z');

describe('figures of days', () => {
  it('days are those of Sofia, and a day of 25 hours is one, too', () => {
    expect(lastDays(MIDNIGHT, 3)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
    expect(lastDays(Date.parse('2026-10-26T00:30:00Z'), 3)).toEqual([
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
    ]);
  });

  it('cancelled orders are none; each currency has its own sum; what was sent stands on the day of Sofia', () => {
    const figure = {
      day: '2026-11-24',
      stage: 'seen',
      currency: 'EUR',
      count: 1,
      total: decimal('10'),
    } as const;
    const orders = [
      { ...figure, stage: 'acknowledged', count: 3, total: decimal('30.50') } as const,
      { ...figure, stage: 'recorded' } as const,
      figure,
      { ...figure, stage: 'dismissed', count: 9, total: decimal('900') } as const,
      { ...figure, day: '2026-11-23', currency: 'BGN', total: decimal('99') } as const,
    ];
    const sent = [
      { hour: '2026-11-24T21', goods: 1, quantities: 2 },
      { hour: '2026-11-24T22', goods: 4, quantities: 8 },
    ];
    const days = ['2026-11-23', '2026-11-24', '2026-11-25'];
    expect(figuresByDay(days, { orders, sent })).toMatchObject([
      { day: '2026-11-23', orders: 1, turnover: [{ currency: 'BGN', sum: '99' }], sentGoods: 0 },
      {
        day: '2026-11-24',
        orders: 5,
        turnover: [{ currency: 'EUR', sum: '50.5' }],
        documents: 4,
        unpOnBoth: 3,
        sentGoods: 1,
        sentQuantities: 2,
      },
      { day: '2026-11-25', orders: 0, turnover: [], sentGoods: 4, sentQuantities: 8 },
    ]);
    expect(figuresTogether(days, orders)).toMatchObject({
      orders: 6,
      turnover: [
        { currency: 'BGN', sum: '99' },
        { currency: 'EUR', sum: '50.5' },
      ],
    });
  });
});

function run(seconds: number, changes: number, end: 'done' | 'failed' = 'done') {
  return {
    startedAt: '2026-11-24T10:00:00.000Z',
    endedAt: new Date(Date.parse('2026-11-24T10:00:00.000Z') + seconds * 1000).toISOString(),
    end,
    counts: { 'export-goods': { ...NO_COUNTS, created: changes } },
  };
}

describe('what a run would come to', () => {
  it('is learned from runs that came to their end: what a quiet one needs, and each change', () => {
    expect(learnedPace([run(4, 0), run(999, 5, 'failed'), run(14, 10), run(24, 30)])).toEqual({
      quietSeconds: 4,
      secondsPerChange: 30 / 40,
    });
    expect(learnedPace([run(9, 3, 'failed')])).toBe(null);
  });

  it('goes by a plan only while it is newer than the last run', () => {
    const runs = [run(4, 0), run(14, 10)];
    const plan = { madeAt: '2026-11-24T11:00:00.000Z', changes: 100 };
    expect(forecastRun(runs, plan)).toEqual({ changes: 100, seconds: 104 });
    expect(forecastRun(runs, { ...plan, madeAt: '2026-11-24T09:00:00.000Z' })).toEqual({
      changes: null,
      seconds: 14,
    });
    expect(forecastRun([], plan)).toEqual({ changes: 100, seconds: null });
    expect(forecastRun([], null)).toEqual({ changes: null, seconds: null });
  });
});

describe('how a server stands', () => {
  const WELL = {
    isBusy: false,
    lastRun: { end: 'done' },
    isIll: false,
    attention: 0,
    isHeld: false,
  } as const;

  it('is green only when all is well, red after a failure, grey after Стоп', () => {
    expect(standingOf(WELL)).toBe('well');
    expect(standingOf({ ...WELL, attention: 1 })).toBe('waiting');
    expect(standingOf({ ...WELL, isHeld: true })).toBe('held');
    expect(standingOf({ ...WELL, isIll: true })).toBe('failed');
    expect(standingOf({ ...WELL, lastRun: { end: 'failed' }, attention: 1 })).toBe('failed');
    expect(standingOf({ ...WELL, lastRun: { end: 'interrupted' } })).toBe('failed');
    expect(standingOf({ ...WELL, lastRun: { end: 'stopped' } })).toBe('stopped');
    expect(standingOf({ ...WELL, lastRun: { end: 'failed' }, isBusy: true })).toBe('working');
    expect(standingOf({ ...WELL, lastRun: { end: null } })).toBe('working');
    expect(standingOf({ ...WELL, lastRun: null })).toBe('new');
    expect(standingOf({ ...WELL, lastRun: null, isIll: true })).toBe('failed');
  });
});
