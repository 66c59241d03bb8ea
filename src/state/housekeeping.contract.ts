import { describe, expect, it } from 'vitest';
import type { OrderNumber } from '../model/order-origin.ts';
import type { ProfileId } from '../model/profile.ts';
import type { RunEnd, RunEvent, RunTrigger, TaskName } from '../model/run.ts';
import { defaultSettings } from '../model/settings.ts';
import { archived, entry, NOW } from './samples.contract.ts';
import type { State } from './state.ts';

const OLD = '2025-01-10T10:00:00.000Z';
const BEFORE = '2025-06-01T00:00:00.000Z';

function change(task: TaskName, subject: string): RunEvent {
  const kind = task === 'import-orders' ? 'recordOperation' : 'updateProduct';
  const made = { key: subject, task, kind, subject, label: subject, fields: [] } as const;
  return { type: 'change', task, change: made, outcome: { kind: 'done' } };
}

/** The laws of forgetting: a part of the memory's contract. */
export function describeHousekeepingContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
  { isWhole }: { readonly isWhole: boolean },
): void {
  const logged = async (
    state: State,
    id: ProfileId,
    run: {
      readonly at: string;
      readonly events?: readonly RunEvent[];
      readonly trigger?: RunTrigger;
      readonly end?: RunEnd;
    },
  ): Promise<number> => {
    const { at, events = [], trigger = 'schedule', end = 'done' } = run;
    const made = await state.runs.start(id, { tasks: ['export-goods'], trigger }, at);
    await state.runs.addEvents(
      made,
      events.map((event) => ({ at, event })),
    );
    await state.runs.finish(made, { end, counts: {}, nowIso: at });
    return made;
  };

  const subjects = async (state: State, runId: number): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const batch of state.runs.events(runId))
      for (const { event } of batch) found.push(event.type === 'change' ? event.change.subject : event.type);
    return found;
  };

  describe(`${name}: what is forgotten by its age`, () => {
    it('runs that are over and old, of every profile, but the last of each trigger and each end', async () => {
      const { state, id } = await setUp();
      const other = await state.profiles.add('Друг', defaultSettings(), NOW);
      const first = await logged(state, id, { at: OLD });
      const failed = await logged(state, id, { at: OLD, end: 'failed' });
      const ofOther = await logged(state, other.id, { at: OLD });
      const lastByHand = await logged(state, id, { at: OLD, trigger: 'person' });
      await logged(state, id, { at: BEFORE });
      await logged(state, id, { at: NOW, end: 'failed' });
      await logged(state, other.id, { at: NOW });
      await state.runs.start(id, { tasks: [], trigger: 'apply' }, OLD);
      const old = await state.housekeeping.oldRuns(BEFORE);
      expect(old).toEqual([first, failed, ofOther]);
      expect(await state.runs.find(id, lastByHand)).not.toBeNull();
      expect(await state.housekeeping.oldRuns(OLD)).toEqual([]);
    });

    it('in short steps; a run that wrote into the warehouse keeps what it wrote (Annex 29 т. 13)', async () => {
      const { state, id } = await setUp();
      const told = { type: 'taskStarted', task: 'export-goods' } as const;
      const goods = [1, 2, 3].map((good) => change('export-goods', `good:${good}`));
      const plain = await logged(state, id, { at: OLD, events: [told, ...goods] });
      const sale = change('import-orders', 'order:7');
      const mixed = await logged(state, id, {
        at: OLD,
        events: [told, sale, ...goods, change('export-stock', 'stock:1')],
      });
      const young = await logged(state, id, { at: NOW, events: [told, ...goods] });
      const old = await state.housekeeping.oldRuns(BEFORE);
      expect(old).toEqual([plain, mixed]);
      expect(await state.housekeeping.forgetRuns(old, 3)).toEqual({ events: 3, runs: 0, isDone: false });
      expect(await state.housekeeping.forgetRuns(old, 3)).toEqual({ events: 3, runs: 0, isDone: false });
      expect(await state.housekeeping.forgetRuns(old, 3)).toEqual({ events: 2, runs: 1, isDone: true });
      expect(await state.housekeeping.forgetRuns(old, 3)).toEqual({ events: 0, runs: 0, isDone: true });
      expect(await state.runs.find(id, plain)).toBeNull();
      expect(await subjects(state, mixed)).toEqual(['taskStarted', 'order:7']);
      expect(await subjects(state, young)).toEqual(['taskStarted', 'good:1', 'good:2', 'good:3']);
      expect(await state.runs.history(id, 'order:7', 5)).toHaveLength(1);
    });

    // Months are made by the owner of the tables alone.
    it.runIf(isWhole)(
      'by months or row by row, the same stays: a run over the turn of a month is forgotten when it is old as a whole',
      async () => {
        const { state, id } = await setUp();
        const [lastOfYear, firstOfYear] = ['2041-12-31T23:59:59.999Z', '2042-01-01T00:00:00.000Z'];
        const later = '2042-06-10T10:00:00.000Z';
        const logs = async (at: string, events: readonly RunEvent[], runId: number): Promise<void> =>
          state.runs.addEvents(
            runId,
            events.map((event) => ({ at, event })),
          );
        // Before any month was made, with one, and after a time in which nobody made the next.
        const over = await logged(state, id, { at: lastOfYear, events: [change('export-goods', 'good:1')] });
        await logs(firstOfYear, [change('export-goods', 'good:2')], over);
        await state.runs.finish(over, { end: 'done', counts: {}, nowIso: firstOfYear });
        await state.housekeeping.makeMonths('2041-11-10T10:00:00.000Z');
        const old = await logged(state, id, { at: lastOfYear, events: [change('export-goods', 'good:3')] });
        const sale = await logged(state, id, {
          at: lastOfYear,
          events: [change('import-orders', 'order:7'), change('export-stock', 'stock:3')],
        });
        const young = await logged(state, id, { at: later, events: [change('export-goods', 'good:4')] });
        await state.housekeeping.makeMonths(later);
        await state.housekeeping.makeMonths(later);
        const runs = [over, old, sale, young];
        const kept = async (): Promise<readonly string[]> =>
          (await Promise.all(runs.map(async (run) => subjects(state, run)))).flat();
        expect(await kept()).toEqual(['good:1', 'good:2', 'good:3', 'order:7', 'stock:3', 'good:4']);
        const forget = async (beforeIso: string): Promise<void> => {
          while ((await state.housekeeping.forgetMonth(beforeIso)) !== null);
          const runIds = await state.housekeeping.oldRuns(beforeIso);
          while (!(await state.housekeeping.forgetRuns(runIds, 2)).isDone);
        };
        await forget('2041-12-31T00:00:00.000Z');
        expect(await kept()).toHaveLength(6);
        await forget(firstOfYear);
        expect(await kept()).toEqual(['good:1', 'good:2', 'order:7', 'good:4']);
        expect(await state.runs.find(id, old)).toBeNull();
        await forget('2042-02-01T00:00:00.000Z');
        expect(await kept()).toEqual(['order:7', 'good:4']);
        expect(await state.runs.history(id, 'order:7', 5)).toHaveLength(1);
        expect(await state.runs.find(id, over)).toBeNull();
      },
    );

    it('orders, their archive, УНП and who changed what are not', async () => {
      const { state, id } = await setUp();
      const unp = { unp: 'DT000001-0001-0000001', stage: 'acknowledged', seenAt: OLD } as const;
      await state.ledger.keep(id, [archived(7, 'raw')], [entry(7, unp)]);
      await state.changes.add([
        { at: OLD, who: '', profile: '', kind: 'backup', field: 'keep', before: '1', after: '2' },
      ]);
      const runs = await state.housekeeping.oldRuns(NOW);
      await state.housekeeping.forgetRuns(runs, 100);
      await state.housekeeping.forgetDismissed(NOW);
      expect(await state.ledger.find(id, [7 as OrderNumber])).toMatchObject([{ unp: unp.unp }]);
      expect(await state.ledger.versions(id, 7 as OrderNumber)).toHaveLength(1);
      expect(await state.changes.list({ profile: null, before: null, limit: 9 })).toHaveLength(1);
    });

    it('what was put aside and not met since, but for orders: they would be tried again', async () => {
      const { state, id } = await setUp();
      const items = ['good:1', 'good:2', 'good:3', 'order:4'].map((subject) => ({
        subject,
        code: 'good.price.bad' as const,
        facts: {},
        contentHash: '',
      }));
      await state.attention.put(id, items, OLD);
      const listed = await state.attention.list(id);
      const aside = listed.filter(({ subject }) => subject !== 'good:3').map((item) => item.id);
      await state.attention.dismiss(id, aside, { at: OLD, by: 'Иван', reason: 'така е' });
      await state.attention.put(id, items.slice(1, 2), NOW);
      expect(await state.housekeeping.forgetDismissed(BEFORE)).toBe(1);
      expect(await state.housekeeping.forgetDismissed(BEFORE)).toBe(0);
      const left = (await state.attention.list(id)).map(({ subject }) => subject);
      expect(left).toEqual(['good:2', 'good:3', 'order:4']);
    });

    it('when a task last came to its end is known for longer than its run', async () => {
      const { state, id } = await setUp();
      const run = async (tasks: readonly TaskName[], at: string, end: RunEnd) => {
        const made = await state.runs.start(id, { tasks, trigger: 'schedule' }, at);
        await state.runs.finish(made, { end, counts: {}, nowIso: at });
        return made;
      };
      const first = await run(['import-orders', 'export-goods'], OLD, 'done');
      await run(['import-orders'], BEFORE, 'done');
      await run(['import-orders', 'export-stock'], NOW, 'failed');
      const ends = { 'import-orders': BEFORE, 'export-goods': OLD };
      expect(await state.runs.successes(id)).toEqual(ends);
      await state.runs.finish(first, { end: 'done', counts: {}, nowIso: OLD });
      expect(await state.runs.successes(id)).toEqual(ends);
      await state.housekeeping.forgetRuns([first], 9);
      expect([await state.runs.find(id, first), await state.runs.successes(id)]).toEqual([null, ends]);
    });

    it('tells how much room is unused, and gives it back', async () => {
      const { state } = await setUp();
      const { bytes, freeBytes } = await state.housekeeping.room();
      expect(bytes).toBeGreaterThan(0);
      expect(freeBytes).toBeGreaterThanOrEqual(0);
      await state.housekeeping.compact();
      expect((await state.housekeeping.room()).freeBytes).toBe(0);
    });
  });
}
