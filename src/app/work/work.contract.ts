import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, PROFILE } from '../../../test/support/world.ts';
import type { World } from '../../../test/support/world.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { Telling, Work } from './work.ts';

const RUN = { kind: 'run', tasks: null } as const;
/** Keeps a run going until it is stopped. */
const SLOW_MS = 400;

/** The work of a world, and what ends it. */
export interface OpenWork {
  readonly work: Work;
  readonly close: () => Promise<void>;
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'begun',
    (error: unknown) => asSyncError(error).code,
  );
}

/** Resolves when nothing goes on any more at the profile, and everything of it was told. */
async function over(work: Work): Promise<void> {
  while (await work.isBusy(PROFILE)) await new Promise((resolve) => setTimeout(resolve, 20));
  await work.caughtUp();
}

/** What is told from now on. */
function hear(work: Work): { readonly told: Telling[]; readonly marks: (string | null)[]; leave(): void } {
  const told: Telling[] = [];
  const marks: (string | null)[] = [];
  const leave = work.listen((_name, telling, mark) => {
    told.push(telling);
    marks.push(mark);
  });
  return { told, marks, leave };
}

/** What holds of the work wherever it is done. */
export function describeWorkContract(name: string, open: (world: World) => Promise<OpenWork>): void {
  describe(`the work: ${name}`, () => {
    let world: World;
    let opened: OpenWork;
    let work: Work;
    beforeAll(async () => {
      world = await makeWorld({ orders: 4, settings: { requestsAtOnce: 1 } });
      opened = await open(world);
      ({ work } = opened);
    });
    afterAll(async () => {
      await opened.close();
      await world.close();
    });

    it('of a profile that has not worked nothing is known', async () => {
      expect([await work.isBusy(PROFILE), await work.work(PROFILE), await work.plan(PROFILE)]).toEqual([
        false,
        null,
        null,
      ]);
      expect((await work.standings()).has(PROFILE)).toBe(false);
      expect(await work.stop(PROFILE)).toBe(false);
    });

    it('a plan is told from its beginning to its end, and kept', async () => {
      const heard = hear(work);
      await work.startPlan(PROFILE, RUN, 'Иван');
      await over(work);
      heard.leave();
      const types = heard.told.map(({ type }) => type);
      expect([types[0], types.at(-2), types.at(-1)]).toEqual(['started', 'planReady', 'ended']);
      const kept = await work.plan(PROFILE);
      expect(heard.told).toContainEqual({ type: 'planReady', madeAt: kept?.madeAt });
      expect(await work.work(PROFILE)).toMatchObject({
        kind: 'plan',
        isOver: true,
        error: null,
        by: { trigger: 'person', who: 'Иван' },
      });
    });

    it('of two who apply it one does; the run is told once, in its order, and both sides are well', async () => {
      const heard = hear(work);
      const madeAt = (await work.plan(PROFILE))?.madeAt ?? '';
      expect(await codeOf(work.apply(PROFILE, `${madeAt}!`))).toBe('plan.gone');
      const answers = await Promise.all([1, 2].map(() => codeOf(work.apply(PROFILE, madeAt))));
      expect(answers.filter((answer) => answer === 'begun')).toHaveLength(1);
      await over(work);
      heard.leave();
      const types = heard.told.map(({ type }) => type);
      expect([types[0], types.at(-1)]).toEqual(['started', 'ended']);
      expect(types.filter((type) => type === 'taskStarted').length).toBeGreaterThan(1);
      const changes = heard.told.reduce((sum, each) => sum + (each.type === 'changes' ? each.count : 0), 0);
      const ended = heard.told.at(-1);
      const counts = ended?.type === 'ended' ? Object.values(ended.counts) : [];
      const made = counts.reduce((sum, { created, updated }) => sum + created + updated, 0);
      expect([made > 0, changes >= made]).toEqual([true, true]);
      const marks = heard.marks.filter((mark) => mark !== null);
      expect(new Set(marks).size).toBe(marks.length);
      expect(await work.plan(PROFILE)).toBeNull();
      expect((await work.standings()).get(PROFILE)).toMatchObject({
        isBusy: false,
        health: { shop: { isWell: true }, warehouse: { isWell: true } },
      });
    });

    it('one thing at a time at a profile, and what goes on is stopped politely', async () => {
      world.sandbox.faults.add({ kind: 'latency', amount: SLOW_MS });
      await work.start(PROFILE, { tasks: null, startedBy: 'Иван' });
      expect(await work.isBusy(PROFILE)).toBe(true);
      expect(await codeOf(work.start(PROFILE, { tasks: null }))).toBe('run.alreadyRunning');
      expect(await codeOf(work.startPlan(PROFILE, RUN))).toBe('run.alreadyRunning');
      expect(await work.stop(PROFILE)).toBe(true);
      await over(work);
      world.sandbox.faults.clear();
      const stopped = await work.work(PROFILE);
      expect([stopped?.isOver, stopped?.error?.code]).toEqual([true, 'run.cancelled']);
    });

    it('what went wrong is told, and which side is not well', async () => {
      await world.app.setSecret(PROFILE, 'secret', 'wrong');
      const heard = hear(work);
      await work.start(PROFILE, { tasks: null, trigger: 'schedule' });
      await over(work);
      heard.leave();
      const found = await work.work(PROFILE);
      expect(found?.error?.code).toMatch(/^shop\./);
      expect(heard.told.at(-1)).toMatchObject({ type: 'ended', error: { code: found?.error?.code } });
      expect((await work.standings()).get(PROFILE)?.health.shop.isWell).toBe(false);
    });

    it('a plan that is forgotten cannot be applied', async () => {
      await world.app.setSecret(PROFILE, 'secret', 'sandbox-secret');
      await work.startPlan(PROFILE, RUN);
      await over(work);
      const madeAt = (await work.plan(PROFILE))?.madeAt ?? '';
      await work.forgetPlan(PROFILE);
      expect([await work.plan(PROFILE), await codeOf(work.apply(PROFILE, madeAt))]).toEqual([
        null,
        'plan.gone',
      ]);
    });

    it('a profile that is not there is refused by name', async () => {
      expect(await codeOf(work.plan('няма такъв'))).toBe('profile.notFound');
    });
  });
}
