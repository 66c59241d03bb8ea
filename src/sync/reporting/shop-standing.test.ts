import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../model/run.ts';
import type { ReportedRun, ReportedShop, ReportedStanding } from '../../model/reporting.ts';
import { isSilent, judgeShop, profileStanding, worstFirst } from './shop-standing.ts';
import type { ShopStanding } from './shop-standing.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();
const RUN: ReportedRun = {
  id: 7,
  trigger: 'schedule',
  startedAt: minutesAgo(4),
  endedAt: minutesAgo(3),
  end: 'done',
  code: null,
  counts: { 'export-goods': NO_COUNTS },
};
const SIDE = { isWell: true, at: minutesAgo(3), code: null };
const PROFILE: ReportedStanding = {
  profile: 1,
  name: 'Чай и кафе',
  isBusy: false,
  lastRun: RUN,
  lastSuccess: {},
  nextStart: null,
  held: null,
  shop: SIDE,
  warehouse: SIDE,
  attention: [],
  ordersWaiting: 0,
  oldestWaiting: null,
  unpLeft: null,
};
const WAITS = { code: 'order.good.unknown', count: 3, newest: minutesAgo(9) };
const SHOP: ReportedShop = {
  id: 1,
  name: 'Магазин',
  createdAt: minutesAgo(9000),
  hasToken: true,
  heardAt: minutesAgo(1),
  everyMinutes: 5,
  version: '0.2.0',
  isTold: false,
  profiles: [PROFILE],
};
const ill = (code: string | null) => ({ isWell: false, at: minutesAgo(3), code });
const judged = (profile: Partial<ReportedStanding>) =>
  judgeShop({ ...SHOP, profiles: [{ ...PROFILE, ...profile }] }, NOW);

describe('how a reporting shop stands', () => {
  it('is well only where a run came to its end, both sides answer and nothing waits', () => {
    expect(judged({})).toEqual({ standing: 'well', profile: 'Чай и кафе', code: null, attention: 0 });
    expect(judged({ attention: [WAITS, { ...WAITS, count: 2 }] })).toMatchObject({
      standing: 'waiting',
      code: null,
      attention: 5,
    });
    expect(judged({ lastRun: { ...RUN, end: 'stopped' } }).standing).toBe('stopped');
  });

  it('a side that was never asked is not ill', () => {
    const unasked = { isWell: null, at: null, code: null };
    expect(judged({ shop: unasked, warehouse: unasked }).standing).toBe('well');
  });

  it('tells why: the run, else the warehouse, else the shop; of a schedule what holds it', () => {
    const failed = { ...RUN, end: 'failed' as const, code: 'warehouse.locked' };
    expect(judged({ lastRun: failed, shop: ill('shop.unreachable') }).code).toBe('warehouse.locked');
    const both = { warehouse: ill('warehouse.unreachable'), shop: ill('shop.unreachable') };
    expect(judged(both)).toMatchObject({ standing: 'failed', code: 'warehouse.unreachable' });
    expect(judged({ lastRun: null, shop: ill('shop.unreachable') })).toMatchObject({
      standing: 'failed',
      code: 'shop.unreachable',
    });
    expect(judged({ held: 'setup.unconfirmed' })).toMatchObject({
      standing: 'held',
      code: 'setup.unconfirmed',
    });
  });

  it('of a run that goes on nothing is told before it ends', () => {
    expect(profileStanding({ ...PROFILE, isBusy: true, lastRun: null })).toBe('new');
    expect(profileStanding({ ...PROFILE, isBusy: true })).toBe('well');
  });

  it('stands as the worst of its servers, with what waits at all of them', () => {
    const profiles = [
      { ...PROFILE, name: 'първи', attention: [WAITS] },
      { ...PROFILE, name: 'втори', lastRun: { ...RUN, end: 'interrupted' as const, code: 'shop.busy' } },
      PROFILE,
    ];
    expect(judgeShop({ ...SHOP, profiles }, NOW)).toEqual({
      standing: 'failed',
      profile: 'втори',
      code: 'shop.busy',
      attention: 3,
    });
  });

  it('as a whole: no token, never heard, silent, and without a server', () => {
    const whole = (shop: Partial<ReportedShop>) => judgeShop({ ...SHOP, ...shop }, NOW);
    expect(whole({ hasToken: false, heardAt: minutesAgo(9000) }).standing).toBe('revoked');
    expect(whole({ heardAt: null, profiles: [] }).standing).toBe('new');
    expect(whole({ heardAt: minutesAgo(16) })).toMatchObject({ standing: 'silent', profile: null });
    expect(whole({ profiles: [] })).toEqual({ standing: 'new', profile: null, code: null, attention: 0 });
  });

  it('is silent after three of its own intervals, not at them', () => {
    const silent = (heardAt: string | null, everyMinutes = 5, hasToken = true) =>
      isSilent({ heardAt, everyMinutes, hasToken }, NOW);
    expect([silent(minutesAgo(15)), silent(minutesAgo(15.1)), silent(minutesAgo(16), 60)]).toEqual([
      false,
      true,
      false,
    ]);
    expect([silent(null), silent(minutesAgo(16), 5, false)]).toEqual([false, false]);
  });

  it('the worst stands first, then the one with more that waits, then by name', () => {
    const row = (name: string, standing: ShopStanding, attention = 0) => ({
      shop: { name },
      judged: { standing, attention, profile: null, code: null },
    });
    const rows = [
      row('Ябълка', 'well'),
      row('Авокадо', 'well'),
      row('Круша', 'waiting', 2),
      row('Слива', 'waiting', 7),
      row('Дюля', 'silent'),
    ];
    expect(worstFirst(rows).map(({ shop }) => shop.name)).toEqual([
      'Дюля',
      'Слива',
      'Круша',
      'Авокадо',
      'Ябълка',
    ]);
  });
});
