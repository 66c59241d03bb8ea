import { describe, expect, it } from 'vitest';
import type { EventPageQuery } from '../model/list-page.ts';
import type { ChangeKind } from '../model/plan.ts';
import type { ProfileId } from '../model/profile.ts';
import { NO_COUNTS } from '../model/run.ts';
import type { RunEnd, RunEvent, RunSearch, RunTrigger, TaskName } from '../model/run.ts';
import { defaultSettings } from '../model/settings.ts';
import { NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const FAULT = { code: 'shop.unreachable', facts: { host: 'магазин' } } as const;

/** The laws of looking for runs, and of why they failed: a part of the memory's contract. */
export function describeRunsContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: runs that people look for`, () => {
    it('by end, trigger, task and period, newest first, page after page; of this profile alone', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const run = async (day: number, trigger: RunTrigger, tasks: readonly TaskName[], end: RunEnd) => {
        const nowIso = `2026-11-${day}T10:00:00.000Z`;
        const made = await state.runs.start(id, { tasks, trigger }, nowIso);
        await state.runs.finish(made, { end, counts: {}, nowIso });
        return made;
      };
      const a = await run(20, 'schedule', ['import-orders', 'export-goods'], 'done');
      const b = await run(21, 'person', ['export-stock'], 'failed');
      const c = await run(22, 'schedule', ['export-goods'], 'failed');
      const d = await run(23, 'apply', ['export-goods'], 'done');
      await state.runs.start(other.id, { tasks: ['export-goods'], trigger: 'schedule' }, NOW);
      const ids = async (query: Partial<RunSearch>) =>
        (await state.runs.search(id, { limit: 9, ...query })).map((each) => each.id);
      expect(await ids({})).toEqual([d, c, b, a]);
      expect([await ids({ limit: 2 }), await ids({ limit: 2, before: c })]).toEqual([
        [d, c],
        [b, a],
      ]);
      expect([await ids({ end: 'failed' }), await ids({ trigger: 'schedule' })]).toEqual([
        [c, b],
        [c, a],
      ]);
      expect(await ids({ task: 'export-goods', end: 'done' })).toEqual([d, a]);
      const period = { from: '2026-11-21T00:00:00.000Z', until: '2026-11-22T10:00:00.000Z' };
      expect(await ids(period)).toEqual([b]);
    });

    it('who has started them is kept beside what has', async () => {
      const { state, open, id } = await setUp();
      const tasks = ['export-goods'] as const;
      await state.runs.start(id, { tasks, trigger: 'schedule' }, NOW);
      await state.runs.start(id, { tasks, trigger: 'person', startedBy: 'Иван' }, NOW);
      const told = (await (await open()).runs.list(id, 9)).map(({ trigger, startedBy }) => [
        trigger,
        startedBy,
      ]);
      expect(told).toEqual([
        ['person', 'Иван'],
        ['schedule', ''],
      ]);
    });

    it('a task that was done beside the ones asked for is among those of the run when it ends', async () => {
      const { state, id } = await setUp();
      const run = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      const counts = { 'import-orders': NO_COUNTS, 'export-goods': NO_COUNTS };
      await state.runs.finish(run, { end: 'done', counts, nowIso: NOW });
      const tasks = ['import-orders', 'export-goods'];
      expect(await state.runs.find(id, run)).toMatchObject({ tasks, counts });
      expect(await state.runs.successes(id)).toEqual({ 'import-orders': NOW, 'export-goods': NOW });
      expect((await state.runs.search(id, { task: 'import-orders', limit: 9 })).length).toBe(1);
    });

    it('why runs failed, and what of one was not made, without reading all of it', async () => {
      const { state, id } = await setUp();
      const change = (subject: string, kind: 'done' | 'failed'): RunEvent => ({
        type: 'change',
        task: 'export-goods',
        change: {
          key: subject,
          task: 'export-goods',
          kind: 'updateProduct',
          subject,
          label: subject,
          fields: [],
        },
        outcome: kind === 'done' ? { kind } : { kind, code: 'plan.stale', facts: { record: subject } },
      });
      const log = async (...events: readonly RunEvent[]) => {
        const runId = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
        await state.runs.addEvents(
          runId,
          events.map((event) => ({ at: NOW, event })),
        );
        return runId;
      };
      const ended = { type: 'runEnded', runId: 1, end: 'interrupted', counts: {}, error: FAULT } as const;
      const failed = await log({ type: 'taskStarted', task: 'export-goods' }, ended);
      const partly = await log(change('good:1', 'done'), change('good:2', 'failed'), {
        ...ended,
        end: 'done',
        error: null,
      });
      const silent = await log();
      expect(await state.runs.faults([failed, partly, silent])).toEqual(new Map([[failed, FAULT]]));
      expect([await state.runs.fault(failed), await state.runs.fault(silent)]).toEqual([FAULT, null]);
      const page = async (part: 'told' | 'failed') => {
        const all = { search: '', kind: '', page: 1, size: 9 };
        return (await state.runs.page(partly, { ...all, part })).rows.map(({ event }) => event.type);
      };
      expect([await page('told'), await page('failed')]).toEqual([['runEnded'], ['change']]);
    });

    it('the changes of one, by what people remember of a good, in capitals or not', async () => {
      const { state, id } = await setUp();
      const change = (good: number, name: string, kind: ChangeKind): RunEvent => {
        const subject = `good:${good}`;
        const about = { key: subject, task: 'export-goods', kind, subject, label: name, fields: [] } as const;
        return { type: 'change', task: 'export-goods', change: about, outcome: { kind: 'done' } };
      };
      const runId = await state.runs.start(id, { tasks: ['export-goods'], trigger: 'person' }, NOW);
      const events = [
        { type: 'taskStarted', task: 'export-goods' } as const,
        change(1, 'A1 Чаша „Синева“', 'createProduct'),
        change(2, 'A2 ЧАША ЗА ЧАЙ', 'updateProduct'),
        change(3, 'A3 Чиния', 'updateProduct'),
      ];
      await state.runs.addEvents(
        runId,
        events.map((event) => ({ at: NOW, event })),
      );
      const found = async (search: string, more: Partial<EventPageQuery> = {}) => {
        const all = await state.runs.page(runId, { search, kind: '', page: 1, size: 1, ...more });
        return [
          all.found,
          ...all.rows.map(({ event }) => (event.type === 'change' ? event.change.label : '')),
        ];
      };
      expect(await found('чаша')).toEqual([2, 'A1 Чаша „Синева“']);
      expect(await found('Чаша', { page: 2 })).toEqual([2, 'A2 ЧАША ЗА ЧАЙ']);
      expect(await found('чаша', { page: 3 })).toEqual([2]);
      expect(await found(' „синева“ GOOD:1 ')).toEqual([1, 'A1 Чаша „Синева“']);
      expect(await found('чаша', { kind: 'updateProduct' })).toEqual([1, 'A2 ЧАША ЗА ЧАЙ']);
      expect(await found('', { kind: 'updateProduct' })).toEqual([2, 'A2 ЧАША ЗА ЧАЙ']);
      expect(await found('taskStarted')).toEqual([0]);
      const erased = { numbers: [], past: [], eraseRaw: () => '', texts: ['Синева'], nowIso: NOW };
      await state.ledger.erase(id, erased);
      expect([await found('синева'), await found('чаша')]).toEqual([[0], [2, 'A1 Чаша „[заличено]“']]);
    });
  });
}
