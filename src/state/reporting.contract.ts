import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../model/run.ts';
import type { Report, ReportedRun, ReportedStanding } from '../model/reporting.ts';
import { REPORTED_RUNS } from '../model/reporting.ts';
import { codeOf, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const LATER = '2026-11-24T10:05:00.000Z';
const UNKNOWN = { isWell: null, at: null, code: null } as const;

/** A run as a shop tells of it. */
export function run(id: number, more: Partial<ReportedRun> = {}): ReportedRun {
  return {
    id,
    trigger: 'schedule',
    startedAt: NOW,
    endedAt: NOW,
    end: 'done',
    code: null,
    counts: { 'import-orders': { ...NO_COUNTS, created: id } },
    ...more,
  };
}

function standing(profile: number, name: string): ReportedStanding {
  return {
    profile,
    name,
    isBusy: false,
    lastRun: run(1),
    lastSuccess: { 'import-orders': NOW },
    nextStart: LATER,
    held: null,
    shop: UNKNOWN,
    warehouse: UNKNOWN,
    attention: [{ code: 'order.good.unknown', count: 2, newest: NOW }],
    ordersWaiting: 3,
    oldestWaiting: NOW,
    unpLeft: 900,
  };
}

/** A report of one server. */
export function report(sequence: number, more: Partial<Report> = {}): Report {
  return {
    sender: '0123abcd',
    sequence,
    sentAt: NOW,
    version: '0.2.0',
    everyMinutes: 5,
    profiles: [standing(1, `Магазин ${sequence}`)],
    runs: [],
    ...more,
  };
}

async function names(state: State, id: number): Promise<readonly string[] | undefined> {
  return (await state.reportedShops.find(id))?.profiles.map(({ name }) => name);
}

async function runIds(state: State, id: number): Promise<readonly number[]> {
  return (await state.reportedShops.runs(id, 1, 999)).map((each) => each.id);
}

/** The laws of `ReportedShops` and `ReportLine`, parts of the memory's contract. */
export function describeReportingContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State> }>,
): void {
  describe(`${name}: shops that report`, () => {
    it('one is added once, by any letter case; its token is another’s or nobody’s', async () => {
      const { state, open } = await setUp();
      const { reportedShops: shops } = state;
      const varna = await shops.add({ name: 'Варна', tokenHash: 'h1' }, NOW);
      expect(varna).toMatchObject({ name: 'Варна', hasToken: true, heardAt: null, profiles: [] });
      expect(await codeOf(shops.add({ name: 'ВАРНА', tokenHash: 'h2' }, NOW))).toBe('reportedShop.nameTaken');
      const burgas = await shops.add({ name: 'Бургас', tokenHash: 'h3' }, NOW);
      expect((await shops.list()).map((shop) => shop.name)).toEqual(['Бургас', 'Варна']);
      const other = await open();
      const shopOf = async (hash: string) => (await other.reportedShops.byToken(hash))?.shop;
      expect(await shopOf('h1')).toBe(varna.id);
      await shops.setToken(varna.id, 'h4');
      expect(await other.reportedShops.byToken('h1')).toBe(null);
      expect(await shopOf('h4')).toBe(varna.id);
      await shops.setToken(varna.id, null);
      expect((await shops.find(varna.id))?.hasToken).toBe(false);
      expect(await codeOf(shops.setToken(999, 'h'))).toBe('reportedShop.notFound');
      await shops.take(burgas.id, report(1, { runs: [{ profile: 1, run: run(1) }] }), NOW);
      await shops.remove(burgas.id);
      expect(await shops.find(burgas.id)).toBe(null);
      expect(await runIds(state, burgas.id)).toEqual([]);
      expect(await codeOf(shops.take(burgas.id, report(2), NOW))).toBe('reportedShop.notFound');
    });

    it('a report that comes twice or late puts nothing older over what is newer', async () => {
      const { state, open } = await setUp();
      const { reportedShops: shops } = state;
      const { id } = await shops.add({ name: 'Варна', tokenHash: 'h' }, NOW);
      const second = report(2, { runs: [{ profile: 1, run: run(5) }] });
      expect(await shops.take(id, second, NOW)).toEqual({ isNews: true, sequence: 2 });
      expect(await shops.take(id, second, LATER)).toEqual({ isNews: false, sequence: 2 });
      const late = report(1, {
        runs: [
          { profile: 1, run: run(4) },
          { profile: 1, run: run(5, { end: 'failed' }) },
        ],
      });
      expect(await (await open()).reportedShops.take(id, late, LATER)).toEqual({
        isNews: false,
        sequence: 2,
      });
      expect(await names(state, id)).toEqual(['Магазин 2']);
      expect(await shops.find(id)).toMatchObject({ heardAt: NOW, version: '0.2.0', everyMinutes: 5 });
      expect(await shops.runs(id, 1, 9)).toEqual([run(5), run(4)]);
      const more = { profiles: [standing(1, 'А'), standing(2, 'Б')] };
      expect(await shops.take(id, report(7, more), LATER)).toEqual({ isNews: true, sequence: 7 });
      expect(await names(state, id)).toEqual(['А', 'Б']);
      await shops.take(id, report(8, { profiles: [] }), LATER);
      expect(await names(state, id)).toEqual([]);
    });

    it('of two at once the later stands; of runs the newest are kept', async () => {
      const { state, open } = await setUp();
      const { reportedShops: shops } = state;
      const { id } = await shops.add({ name: 'Варна', tokenHash: 'h' }, NOW);
      const other = await open();
      await Promise.all(
        [5, 3, 9, 4].map((n) => (n % 2 === 1 ? state : other).reportedShops.take(id, report(n), NOW)),
      );
      expect(await names(state, id)).toEqual(['Магазин 9']);
      const runs = Array.from({ length: REPORTED_RUNS + 5 }, (_, index) => ({
        profile: 1,
        run: run(index + 1),
      }));
      await shops.take(id, report(10, { runs }), NOW);
      const kept = await runIds(state, id);
      expect([kept.length, kept[0], kept.at(-1)]).toEqual([REPORTED_RUNS, REPORTED_RUNS + 5, 6]);
    });

    it('a token is of one installation; another one needs another token, and its runs are its own', async () => {
      const { state } = await setUp();
      const { reportedShops: shops } = state;
      const { id } = await shops.add({ name: 'Варна', tokenHash: 'h' }, NOW);
      await shops.take(id, report(50, { runs: [{ profile: 1, run: run(70) }] }), NOW);
      const other = { sender: 'ffff0000', runs: [{ profile: 1, run: run(1) }] };
      expect(await codeOf(shops.take(id, report(60, other), NOW))).toBe('report.otherSender');
      expect(await names(state, id)).toEqual(['Магазин 50']);
      await shops.setToken(id, 'h2');
      expect(await shops.take(id, report(1, other), NOW)).toEqual({ isNews: true, sequence: 1 });
      expect(await runIds(state, id)).toEqual([1]);
    });

    it('of a silence somebody is told once, and of the next one again', async () => {
      const { state, open } = await setUp();
      const { reportedShops: shops } = state;
      const { id } = await shops.add({ name: 'Варна', tokenHash: 'h' }, NOW);
      await shops.take(id, report(1), NOW);
      expect(await shops.beginAlarm(id, LATER, LATER)).toBe(false);
      expect(await shops.beginAlarm(id, NOW, LATER)).toBe(true);
      expect(await (await open()).reportedShops.beginAlarm(id, NOW, LATER)).toBe(false);
      expect((await shops.find(id))?.isTold).toBe(true);
      await shops.take(id, report(2), LATER);
      expect((await shops.find(id))?.isTold).toBe(false);
      expect(await shops.beginAlarm(id, LATER, LATER)).toBe(true);
    });
  });

  describe(`${name}: where a firm reports`, () => {
    const target = { address: 'https://a.bg', everyMinutes: 5, token: 'token-1' } as const;

    it('S22: the token is sealed, and goes only where it was entered for', async () => {
      const { state, open } = await setUp();
      const { reportLine: line } = state;
      expect(await line.target()).toBe(null);
      expect(await line.nextSequence()).toBe(null);
      expect(await codeOf(line.setTarget({ ...target, token: null }))).toBe('report.tokenMissing');
      await line.setTarget(target);
      await line.setTarget({ ...target, everyMinutes: 9, token: null });
      expect(await (await open()).reportLine.token()).toBe('token-1');
      const moved = { ...target, address: 'https://b.bg', token: null };
      expect(await codeOf(line.setTarget(moved))).toBe('report.tokenMissing');
      expect((await line.target())?.address).toBe('https://a.bg');
      await line.stop();
      expect([await line.target(), await line.token()]).toEqual([null, null]);
    });

    it('numbers only grow; what is acknowledged is of the newest report, and told anew elsewhere', async () => {
      const { state, open } = await setUp();
      const { reportLine: line } = state;
      await line.setTarget(target);
      const first = (await line.nextSequence()) ?? 0;
      const second = (await (await open()).reportLine.nextSequence()) ?? 0;
      expect(second).toBe(first + 1);
      await line.acknowledge(first, { 1: 9 }, NOW);
      expect((await line.target())?.acknowledged).toEqual({});
      await line.noteFault(second, { code: 'report.notSent', facts: { host: 'a.bg' } });
      expect((await line.target())?.fault?.code).toBe('report.notSent');
      await line.acknowledge(second, { 1: 9 }, NOW);
      await line.noteFault(first, { code: 'report.notSent', facts: {} });
      expect(await line.target()).toMatchObject({ acknowledged: { 1: 9 }, answeredAt: NOW, fault: null });
      const third = (await line.nextSequence(500)) ?? 0;
      expect(third).toBe(501);
      await line.acknowledge(third, { 2: 4 }, LATER);
      expect((await line.target())?.acknowledged).toEqual({ 1: 9, 2: 4 });
      await line.setTarget({ ...target, address: 'https://b.bg', token: 'token-2' });
      await line.acknowledge(third, { 1: 10 }, LATER);
      expect(await line.target()).toMatchObject({ acknowledged: {}, answeredAt: null });
      expect(await line.nextSequence()).toBeGreaterThan(third);
    });
  });
}
