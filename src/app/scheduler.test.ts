import { describe, expect, it } from 'vitest';
import type { Sleep } from '../lib/sleep.ts';
import type { RunTrigger } from '../model/run.ts';
import { defaultSettings } from '../model/settings.ts';
import type { Settings } from '../model/settings.ts';
import type { ProfileId } from '../model/profile.ts';
import { SyncError } from '../model/sync-error.ts';
import type { RunRecord } from '../state/state.ts';
import type { App, ProfileSummary } from './app.ts';
import { LocalWork } from './work/local-work.ts';
import type { LiveApp } from './work/local-work.ts';
import { nextStarts } from './due.ts';
import { Scheduler } from './scheduler.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const MINUTE = 60_000;

/** The least with which a run may start. */
const RUNNABLE = {
  ...defaultSettings(),
  warehouse: 'sqlite:w.db',
  shopAddress: 'https://shop.bg',
  location: 1,
  partner: 1,
  operator: 1,
  deviceSerial: 'DT000001',
};

interface ProgramOptions {
  readonly isConfirmed?: boolean;
  readonly lastAt?: number;
  readonly tookMs?: number;
  readonly trigger?: RunTrigger;
  /** When orders were last let into a run that sent for long. */
  readonly betweenAt?: string;
  readonly settings?: Partial<Settings>;
}

const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The run that was before. */
function runBefore(lastAt: number, { trigger, tookMs }: ProgramOptions): RunRecord {
  return {
    id: 1,
    trigger: trigger ?? 'schedule',
    startedBy: '',
    tasks: ['import-orders', 'export-goods'],
    startedAt: at(lastAt),
    endedAt: tookMs === undefined ? null : at(lastAt + tookMs),
    end: null,
    counts: null,
  };
}

const NOTHING_ELSE: Pick<LiveApp, 'plans' | 'upkeep'> = {
  plans: {
    keep: async () => undefined,
    madeAt: async () => null,
    find: async () => null,
    drop: async () => false,
  },
  upkeep: {
    planUndo: async () => Promise.reject(new Error('no undo here')),
    reconcile: async () => Promise.reject(new Error('no comparison here')),
    acceptActual: async () => Promise.reject(new Error('no comparison here')),
  },
};

/** A program of one profile whose runs are only written down. */
function program(schedule: string, options: ProgramOptions = {}) {
  let now = NOON;
  let isFailing = false;
  let refusal: SyncError | null = null;
  const runs = options.lastAt === undefined ? [] : [runBefore(options.lastAt, options)];
  const profile = {
    id: 1 as ProfileId,
    name: 'Магазин',
    version: 1,
    settings: { ...RUNNABLE, schedule, ...options.settings },
    createdAt: at(NOON),
    confirmedAt: options.isConfirmed === false ? null : at(NOON),
    firstFilledAt: null,
    firstFedAt: null,
    ordersBetweenAt: options.betweenAt ?? null,
  };
  const summary = {
    profile,
    lastRun: null,
    attention: 0,
    cursor: 0,
    stages: {},
  } as unknown as ProfileSummary;
  const app: Pick<App, 'listProfiles' | 'lastRun'> & LiveApp = {
    listProfiles: async () => {
      if (isFailing) throw new Error('no memory');
      return [summary];
    },
    lastRun: async (_name, query) =>
      runs.find((run) => [undefined, run.trigger].includes(query.trigger)) ?? null,
    run: async (_name, request) => {
      if (refusal !== null) throw refusal;
      const trigger: RunTrigger = request.trigger ?? 'person';
      const tasks = ['import-orders', 'export-goods'] as const;
      runs.unshift({
        id: runs.length + 1,
        trigger,
        startedBy: '',
        tasks,
        startedAt: at(now),
        endedAt: at(now),
        end: 'done',
        counts: null,
      });
      return { runId: runs.length, end: 'done', counts: {}, parked: 0, error: null };
    },
    plan: async () => {
      throw new Error('no plan here');
    },
    ...NOTHING_ELSE,
  };
  const clock = { now: () => now };
  const live = new LocalWork(app, clock);
  const scheduler = new Scheduler(app, live, clock);
  const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    runs,
    scheduler,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    refuse: (error: SyncError | null) => {
      refusal = error;
    },
    fail: (isNow: boolean) => {
      isFailing = isNow;
    },
    person: async () => {
      await live.start('Магазин', { tasks: null });
      await settled();
    },
    pass: async (milliseconds: number) => {
      now += milliseconds;
      await scheduler.look();
      await settled();
    },
  };
}

describe('schedules', () => {
  it('are overdue when nothing was started in time, and no more once it was', async () => {
    const { scheduler, advance, pass } = program('15');
    await pass(0);
    advance(19 * MINUTE);
    expect(await scheduler.overdue(5 * MINUTE)).toEqual([]);
    advance(2 * MINUTE);
    expect(await scheduler.overdue(5 * MINUTE)).toEqual(['Магазин']);
    await pass(0);
    expect(await scheduler.overdue(5 * MINUTE)).toEqual([]);
  });

  it('that are tried and refused are a person’s to mend and not overdue; a memory that fails is', async () => {
    const { scheduler, refuse, pass } = program('15');
    await pass(0);
    refuse(new SyncError('settings.missing', { key: 'location' }));
    await pass(30 * MINUTE);
    expect(await scheduler.overdue(5 * MINUTE)).toEqual([]);
    refuse(new SyncError('state.full', { folder: '/x', reason: 'full' }));
    await pass(MINUTE);
    expect(await scheduler.overdue(5 * MINUTE)).toEqual(['Магазин']);
  });

  it('every fifteen minutes: not at once, then each quarter of an hour', async () => {
    const { runs, pass } = program('15');
    await pass(0);
    expect(runs).toHaveLength(0);
    await pass(14 * MINUTE);
    expect(runs).toHaveLength(0);
    await pass(MINUTE);
    await pass(1000);
    expect(runs).toHaveLength(1);
    await pass(15 * MINUTE);
    expect(runs).toHaveLength(2);
  });

  it('what is placed right behind one run is through within the minute: the next begins by so much earlier', async () => {
    const { runs, pass } = program('1', { lastAt: NOON - 57_000, tookMs: 1500 });
    await pass(0);
    expect(runs).toHaveLength(1);
    // 1.5 s that it took, and a second for what it brings.
    await pass(500);
    expect(runs).toHaveLength(2);
  });

  it('orders that were let into a long run count as a start; those of a clock that was ahead do not', async () => {
    const long = { lastAt: NOON - 60 * MINUTE, tookMs: 59 * MINUTE };
    const { runs, pass } = program('10', { ...long, betweenAt: at(NOON - 5 * MINUTE) });
    await pass(0);
    await pass(3 * MINUTE);
    expect(runs).toHaveLength(1);
    await pass(2 * MINUTE);
    expect(runs).toHaveLength(2);
    const ahead = program('10', { ...long, betweenAt: at(NOON + 600 * MINUTE) });
    await ahead.pass(0);
    expect(ahead.runs).toHaveLength(2);
  });

  it('the first start of a schedule counts by what a person’s run took', async () => {
    const { runs, pass } = program('1', { lastAt: NOON - 5000, tookMs: 3000, trigger: 'person' });
    await pass(0);
    await pass(MINUTE - 4001);
    expect(runs).toHaveLength(1);
    await pass(1);
    expect(runs.map((run) => run.trigger)).toEqual(['schedule', 'person']);
  });

  it('starts that were missed while the machine slept are made up for once', async () => {
    const { runs, pass } = program('0 8-19 * * *', { lastAt: NOON - 5 * 60 * MINUTE });
    await pass(0);
    await pass(15_000);
    await pass(15_000);
    expect(runs).toHaveLength(2);
    await pass(60 * MINUTE);
    expect(runs).toHaveLength(3);
  });

  it('a last start in the future, by a clock that was wrong, counts as now', async () => {
    const { runs, pass } = program('60', { lastAt: NOON + 365 * 24 * 60 * MINUTE });
    for (let quarter = 0; quarter < 12; quarter += 1) await pass(15 * MINUTE);
    // The first look is at 12:15; an hour after it, and every hour from then on.
    expect(runs.slice(0, -1).map((run) => run.startedAt.slice(11, 16))).toEqual(['14:15', '13:15']);
  });

  it('row b: what a person starts moves no schedule, whatever its tasks are', async () => {
    const { runs, pass, person } = program('60');
    await pass(0);
    await pass(59 * MINUTE);
    await person();
    await pass(MINUTE);
    expect(runs.map((run) => run.trigger)).toEqual(['schedule', 'person']);
  });

  it('a schedule whose tasks are all switched off starts nothing', async () => {
    const off = { import: false, export: false, importGoods: false };
    const { runs, pass } = program('60', { settings: { ...off, stockSchedule: '5' } });
    for (const wait of [0, 60 * MINUTE, 60 * MINUTE]) await pass(wait);
    expect(runs).toHaveLength(0);
  });

  it('sleeps until the next start, and never longer than a quarter of a minute; a look that fails is told', async () => {
    const { scheduler, advance, fail } = program('1');
    const slept: number[] = [];
    const faults: unknown[] = [];
    const stop = new AbortController();
    const sleep: Sleep = async (milliseconds) => {
      slept.push(milliseconds);
      advance(slept.length === 1 ? 55_000 : milliseconds);
      fail(slept.length === 2);
      if (slept.length === 4) stop.abort();
    };
    await scheduler.run(sleep, stop.signal, (fault) => faults.push(fault));
    expect([slept, faults]).toEqual([[15_000, 4000, 15_000, 15_000], [new Error('no memory')]]);
  });

  it('a first run is for a person to confirm; no schedule starts nothing', async () => {
    for (const [schedule, isConfirmed] of [
      ['1', false],
      ['', true],
    ] as const) {
      const { runs, pass } = program(schedule, { isConfirmed });
      await pass(60 * MINUTE);
      expect(runs).toHaveLength(0);
    }
  });

  it('the next five starts, in Sofia’s time over the change of the clock', () => {
    expect(nextStarts('15', NOON, 2)).toEqual([NOON + 15 * MINUTE, NOON + 30 * MINUTE]);
    const spring = nextStarts('0 9 * * *', Date.parse('2027-03-27T12:00:00Z'), 2);
    expect(spring.map((at) => new Date(at).toISOString())).toEqual([
      '2027-03-28T06:00:00.000Z',
      '2027-03-29T06:00:00.000Z',
    ]);
    expect([nextStarts('', NOON, 5), nextStarts('на обяд', NOON, 5)]).toEqual([[], []]);
  });
});
