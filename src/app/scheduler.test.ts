import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../model/settings.ts';
import type { ProfileId } from '../model/profile.ts';
import type { RunRecord } from '../state/state.ts';
import type { App, ProfileSummary } from './app.ts';
import { LiveRuns } from './live-runs.ts';
import type { LiveApp } from './live-runs.ts';
import { nextStarts, Scheduler } from './scheduler.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const MINUTE = 60_000;

/** A program of one profile whose runs are only written down. */
function program(
  schedule: string,
  options: { readonly isConfirmed?: boolean; readonly lastAt?: number } = {},
) {
  let now = NOON;
  const runs: RunRecord[] = [];
  const at = (milliseconds: number): string => new Date(milliseconds).toISOString();
  if (options.lastAt !== undefined)
    runs.unshift({
      id: 1,
      tasks: ['import-orders', 'export-goods'],
      startedAt: at(options.lastAt),
      endedAt: null,
      end: null,
    });
  const profile = {
    id: 1 as ProfileId,
    name: 'Магазин',
    version: 1,
    settings: { ...defaultSettings(), schedule },
    createdAt: at(NOON),
    confirmedAt: options.isConfirmed === false ? null : at(NOON),
  };
  const summary = {
    profile,
    lastRun: null,
    attention: 0,
    cursor: 0,
    stages: {},
  } as unknown as ProfileSummary;
  const app: Pick<App, 'listProfiles' | 'runs' | 'showProfile'> & LiveApp = {
    listProfiles: async () => [summary],
    showProfile: async () => ({ profile, secrets: [], faults: [] }),
    runs: async () => runs,
    run: async () => {
      const tasks = ['import-orders', 'export-goods'] as const;
      runs.unshift({ id: runs.length + 1, tasks, startedAt: at(now), endedAt: at(now), end: 'done' });
      return { runId: runs.length, end: 'done', counts: {}, parked: 0, error: null };
    },
    plan: async () => {
      throw new Error('no plan here');
    },
    upkeep: {
      planUndo: async () => Promise.reject(new Error('no undo here')),
      reconcile: async () => Promise.reject(new Error('no comparison here')),
      acceptActual: async () => Promise.reject(new Error('no comparison here')),
    },
  };
  const clock = { now: () => now };
  const live = new LiveRuns(app, clock);
  const scheduler = new Scheduler(app, live, clock);
  return {
    runs,
    pass: async (milliseconds: number) => {
      now += milliseconds;
      await scheduler.look();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('schedules', () => {
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

  it('starts that were missed while the machine slept are made up for once', async () => {
    const { runs, pass } = program('0 8-19 * * *', { lastAt: NOON - 5 * 60 * MINUTE });
    await pass(0);
    await pass(15_000);
    await pass(15_000);
    expect(runs).toHaveLength(2);
    await pass(60 * MINUTE);
    expect(runs).toHaveLength(3);
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
