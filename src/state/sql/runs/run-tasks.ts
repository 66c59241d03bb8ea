import type { ProfileId } from '../../../model/profile.ts';
import type { RunCounts } from '../../../model/run.ts';
import { TASK_NAMES } from '../../../model/task.ts';
import type { TaskName } from '../../../model/task.ts';
import type { StateDatabase } from '../schema.ts';

/** The tasks of a run, with those that were done beside the ones it was asked for; these are kept. */
export async function keepTasks(
  transaction: StateDatabase,
  run: { readonly runId: number; readonly tasks: string; readonly counts: RunCounts },
): Promise<readonly TaskName[]> {
  const asked = JSON.parse(run.tasks) as readonly TaskName[];
  const done = TASK_NAMES.filter((task) => asked.includes(task) || run.counts[task] !== undefined);
  if (done.length === asked.length) return asked;
  await transaction
    .updateTable('runs')
    .set({ tasks: JSON.stringify(done) })
    .where('id', '=', run.runId)
    .execute();
  return done;
}

/** Notes that the tasks of a run have come to their end, unless a later run of theirs has. */
export async function keepSuccesses(
  transaction: StateDatabase,
  run: {
    readonly runId: number;
    readonly nowIso: string;
    readonly id: ProfileId;
    readonly tasks: readonly TaskName[];
  },
): Promise<void> {
  for (const task of run.tasks)
    await transaction
      .insertInto('task_successes')
      .values({ profile_id: run.id, task, run_id: run.runId, ended_at: run.nowIso })
      .onConflict((conflict) =>
        conflict
          .columns(['profile_id', 'task'])
          .doUpdateSet({ run_id: run.runId, ended_at: run.nowIso })
          .where('task_successes.run_id', '<=', run.runId),
      )
      .execute();
}
