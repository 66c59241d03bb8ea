import { describe, expect, it } from 'vitest';
import {
  byWorst,
  lateMinutes,
  needsSomebody,
  SHOP_STANDINGS,
  shopStanding,
  sidesAfter,
} from './firm-standing.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const at = (iso: string): { readonly lastMs: number; readonly nowMs: number } => ({
  lastMs: Date.parse(iso),
  nowMs: NOW,
});
const EVERY_15 = { kind: 'every', minutes: 15 } as const;
const DONE = { lastRun: { end: 'done' }, attention: 0, isHeld: false, late: 0 } as const;

describe('how late a shop is', () => {
  it('is counted from when its next start was due, and a few minutes are nothing', () => {
    expect(lateMinutes(EVERY_15, at('2026-11-26T11:50:00Z'))).toBe(0);
    expect(lateMinutes(EVERY_15, at('2026-11-26T11:40:00Z'))).toBe(0);
    expect(lateMinutes(EVERY_15, at('2026-11-26T11:39:00Z'))).toBe(6);
    expect(lateMinutes(EVERY_15, at('2026-11-24T11:45:00Z'))).toBe(2 * 24 * 60);
    // Every day at eight in Sofia: six in the morning by UTC.
    const daily = { kind: 'cron', pattern: '0 8 * * *' } as const;
    expect(lateMinutes(daily, at('2026-11-25T06:00:30Z'))).toBe(6 * 60);
    expect(lateMinutes(daily, at('2026-11-26T06:00:30Z'))).toBe(0);
  });

  it('is nothing to be known where nothing is to start by itself, or nobody has begun', () => {
    expect(lateMinutes(null, at('2026-11-24T11:45:00Z'))).toBeNull();
    expect(lateMinutes(EVERY_15, { lastMs: null, nowMs: NOW })).toBeNull();
  });
});

describe('how a shop stands among others', () => {
  it('well only where everything is; a failure is worse than being late, that than what waits', () => {
    expect(shopStanding(DONE)).toBe('well');
    expect(shopStanding({ ...DONE, late: 6 })).toBe('late');
    expect(shopStanding({ ...DONE, attention: 1, late: 6 })).toBe('late');
    expect(shopStanding({ ...DONE, attention: 1 })).toBe('waiting');
    expect(shopStanding({ ...DONE, isHeld: true, late: null })).toBe('held');
    expect(shopStanding({ ...DONE, lastRun: { end: 'failed' }, late: 6 })).toBe('failed');
    expect(shopStanding({ ...DONE, lastRun: null, late: 6 })).toBe('new');
    expect(shopStanding({ ...DONE, lastRun: { end: null }, late: null })).toBe('working');
    expect(SHOP_STANDINGS.toReversed().toSorted(byWorst)).toEqual([...SHOP_STANDINGS]);
  });

  it('a person is needed by the first four, and by nothing that stands still on purpose', () => {
    expect(SHOP_STANDINGS.filter(needsSomebody)).toEqual(['failed', 'late', 'waiting', 'held']);
  });

  it('both sides have answered a run that came to its end; a fault is of the side that it names', () => {
    expect(sidesAfter('done', null)).toEqual({ shop: true, warehouse: true });
    expect(sidesAfter('failed', 'shop.unreachable')).toEqual({ shop: false, warehouse: null });
    expect(sidesAfter('failed', 'warehouse.unreachable')).toEqual({ shop: null, warehouse: false });
    expect(sidesAfter('interrupted', null)).toEqual({ shop: null, warehouse: null });
  });
});
