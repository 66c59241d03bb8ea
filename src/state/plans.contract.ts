import { describe, expect, it } from 'vitest';
import type { KeptPlan } from '../model/kept-plan.ts';
import type { Change } from '../model/plan.ts';
import type { ProfileId } from '../model/profile.ts';
import type { TaskName } from '../model/task.ts';
import { NOW, REMOVAL } from './samples.contract.ts';
import type { State } from './state.ts';

const LATER = '2026-11-25T10:00:00.000Z';

function change(task: TaskName, index: number): Change {
  const subject = `good:${index}`;
  const fields = [{ field: 'name', before: null, after: `Стока „${index}“ 😀` }];
  return { key: `${task}:${subject}`, task, kind: 'updateProduct', subject, label: `К-${index}`, fields };
}

function kept(madeAt: string, counts: readonly [number, number]): KeptPlan {
  const rest = { attention: [], skipped: [], notices: [], unchanged: 3 };
  const task = (name: TaskName, count: number) => ({
    ...rest,
    task: name,
    changes: Array.from({ length: count }, (_, index) => change(name, index)),
  });
  const tasks = [task('export-goods', counts[0]), task('export-stock', counts[1])];
  const plan = {
    format: 'skladbridge-plan-1',
    profile: 'Магазин',
    settingsHash: 'h',
    madeAt,
    tasks,
  } as const;
  return { of: { kind: 'run', tasks: null }, plan, madeAt };
}

/** The laws of `PlanMemory`, a part of the memory's contract. */
export function describePlansContract(
  name: string,
  setUp: () => Promise<{ state: State; open: () => Promise<State>; id: ProfileId }>,
): void {
  describe(`${name}: plans`, () => {
    it('a plan comes back whole and in its order, to another process too, until the next one', async () => {
      const { state, id, open } = await setUp();
      expect([await state.plans.madeAt(id), await state.plans.find(id)]).toEqual([null, null]);
      const first = kept(NOW, [4100, 2]);
      for (let times = 0; times < 2; times += 1) await state.plans.keep(id, first);
      const other = await open();
      expect([await other.plans.madeAt(id), await other.plans.find(id)]).toEqual([NOW, first]);
      const second = kept(LATER, [0, 1]);
      await other.plans.keep(id, second);
      expect(await state.plans.find(id)).toEqual(second);
    });

    it('is taken once, by whoever means this one; goes with its profile, and with a buyer', async () => {
      const { state, id, open } = await setUp();
      const other = await open();
      await state.plans.keep(id, kept(NOW, [1, 1]));
      expect(await state.plans.drop(id, LATER)).toBe(false);
      const taken = await Promise.all([state.plans.drop(id, NOW), other.plans.drop(id, NOW)]);
      expect(taken.toSorted()).toEqual([false, true]);
      expect([await state.plans.find(id), await state.plans.drop(id)]).toEqual([null, false]);
      await state.plans.keep(id, kept(NOW, [1, 1]));
      await state.ledger.erase(id, {
        numbers: [],
        past: [],
        texts: ['Иван'],
        eraseRaw: (raw) => raw,
        nowIso: NOW,
      });
      expect(await state.plans.find(id)).toBe(null);
      await state.plans.keep(id, kept(NOW, [1, 1]));
      await state.profiles.remove(id, REMOVAL);
      expect(await state.plans.find(id)).toBe(null);
    });
  });
}
