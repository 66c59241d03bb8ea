import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LocalWork } from '../../src/app/work/local-work.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { asSyncError } from '../../src/model/sync-error.ts';
import { expectSoundImport } from '../support/invariants.ts';
import { makeWorld, openWorldApp, PROFILE } from '../support/world.ts';
import type { World } from '../support/world.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

/** What another process of the same memory has of runs and plans. */
async function processOf(made: World): Promise<LocalWork> {
  const app = await openWorldApp(join(made.folder, 'data'));
  open.push(app);
  return new LocalWork(app, systemClock);
}

async function over(live: LocalWork): Promise<void> {
  await live.over(PROFILE);
}

it('a plan is seen from another process, outlives the one that made it, and is applied once of two', async () => {
  const made = await makeWorld({ orders: 6 });
  open.push(made);
  const maker = await processOf(made);
  await maker.startPlan(PROFILE, { kind: 'run', tasks: null });
  await over(maker);
  const seen = await maker.plan(PROFILE);
  const [first, second] = [await processOf(made), await processOf(made)];
  expect(await first.plan(PROFILE)).toEqual(seen);
  const madeAt = seen?.madeAt ?? '';
  const applied = await Promise.all(
    [first, second].map((live) =>
      live.apply(PROFILE, madeAt).then(
        () => 'begun',
        (error: unknown) => asSyncError(error).code,
      ),
    ),
  );
  expect(applied.toSorted()).toEqual(['begun', 'plan.gone']);
  await over(first);
  await over(second);
  expect([await first.plan(PROFILE), await maker.plan(PROFILE)]).toEqual([null, null]);
  expectSoundImport(made, { orders: made.sandbox.store.ids('orders') });
});
