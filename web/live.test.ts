import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../src/api/live.ts';
import type { ServerRow } from '../src/api/profiles.ts';
import type { WorkState } from '../src/api/runs.ts';
import { takeIn, workAfter } from './live.ts';

const AT = '2026-11-25T13:27:00.000Z';
const BY = { trigger: 'person', who: 'Иван' } as const;
const TOLD = { profile: 'Магазин', at: AT };
const WELL = { isWell: true, at: AT, fault: null };
const WORK = ['/api/profiles/%D0%9C%D0%B0%D0%B3%D0%B0%D0%B7%D0%B8%D0%BD/work', 'bg'];

function server(name: string, attention: number): ServerRow {
  return {
    name,
    version: 1,
    type: 'WarehousePro Import Export Seliton',
    isBusy: false,
    isConfirmed: true,
    shop: 'https://shop.example.bg',
    schedule: '15',
    nextStart: null,
    held: null,
    lastRun: null,
    attention,
    cursor: 0,
    stages: {},
    health: { shop: WELL, warehouse: WELL },
  };
}

function heard(events: readonly LiveEvent[]) {
  const answers = new QueryClient();
  answers.setQueryData(['/api/profiles', 'bg'], [server('Магазин', 0), server('Втори', 0)]);
  const renewed = events.map((event) => takeIn(answers, event, 'bg'));
  return { answers, renewed };
}

describe('the live store', () => {
  it('a server that changed stands anew in its row, and its lists are asked anew', () => {
    const { answers, renewed } = heard([{ type: 'server', ...TOLD, server: server('Магазин', 3) }]);
    const rows = answers.getQueryData<ServerRow[]>(['/api/profiles', 'bg']);
    expect(rows?.map(({ name, attention }) => [name, attention])).toEqual([
      ['Магазин', 3],
      ['Втори', 0],
    ]);
    expect(renewed[0]).toContain('/api/profiles/%D0%9C%D0%B0%D0%B3%D0%B0%D0%B7%D0%B8%D0%BD/attention');
  });

  it('a new server is added, one that is gone leaves', () => {
    const { answers } = heard([
      { type: 'server', profile: 'Трети', at: AT, server: server('Трети', 0) },
      { type: 'serverGone', ...TOLD },
    ]);
    const rows = answers.getQueryData<ServerRow[]>(['/api/profiles', 'bg']);
    expect(rows?.map(({ name }) => name)).toEqual(['Втори', 'Трети']);
  });

  it('work is followed from its start to its end', () => {
    const progress = { type: 'progress', ...TOLD, task: 'import-orders', phase: 'write' } as const;
    const { answers } = heard([
      { type: 'workStarted', ...TOLD, kind: 'run', startedAt: AT, by: BY },
      { ...progress, done: 1, total: 8 },
      { ...progress, done: 5, total: 8 },
    ]);
    const work = answers.getQueryData<WorkState>(WORK);
    expect(work).toMatchObject({ kind: 'run', isOver: false, startedAt: AT });
    expect(work?.progress).toMatchObject([{ task: 'import-orders', done: 5, total: 8 }]);
    const end = { type: 'workEnded', ...TOLD, kind: 'run', end: 'done', counts: {}, error: null } as const;
    expect(takeIn(answers, end as never, 'bg')).toContain(WORK[0]);
    expect(workAfter(work, end as never)).toMatchObject({ isOver: true, progress: [{ done: 5 }] });
  });

  it('a plan that is ready, or whose work has ended, is asked for anew: whichever is told first', () => {
    const end = { type: 'workEnded', ...TOLD, kind: 'plan', end: 'done', counts: {}, error: null } as const;
    const { renewed } = heard([{ type: 'planReady', ...TOLD, madeAt: AT }, end]);
    for (const asked of renewed) expect(asked).toContain((WORK[0] ?? '').replace(/work$/, 'plan'));
  });

  it('a stream that goes on renews nothing; one that begins anew renews everything', () => {
    const { renewed } = heard([
      { type: 'hello', at: AT, isResumed: true },
      { type: 'hello', at: AT, isResumed: false },
    ]);
    expect(renewed).toEqual([[], ['']]);
  });

  it('whether anybody works is known as it was told last, and renews nothing', () => {
    const told = [false, true, false].map((areThere) => ({ type: 'workers', at: AT, areThere }) as const);
    const { answers, renewed } = heard(told);
    expect([answers.getQueryData(['workers']), renewed]).toEqual([false, [[], [], []]]);
  });

  it('what happens is kept as lines, and begins anew with the next work', () => {
    const why = { code: 'shop.busy', facts: {}, text: '', what: 'list', attempt: 1, waitMs: 500 };
    const line = { type: 'retry', ...TOLD, task: 'export-goods', ...why } as const;
    const { answers } = heard([line, line]);
    expect(answers.getQueryData(['lines', 'Магазин'])).toHaveLength(2);
    takeIn(answers, { type: 'workStarted', ...TOLD, kind: 'plan', startedAt: AT, by: BY }, 'bg');
    expect(answers.getQueryData(['lines', 'Магазин'])).toEqual([]);
  });
});
