import type { ApprovedChanges } from './report/approved-changes.ts';
import type { TaskReport } from './report/task-report.ts';
import type { TaskContext } from './task-context.ts';
import type { Task } from './task.ts';
import type { TaskWindow } from '../sync/task-window.ts';

/**
 * Decides a task window by window and carries each out before the next one is decided. With `approved` exactly
 * those changes are made that were approved and are still the same: what is new is left alone, what has
 * changed is refused by name, what stands already is said to (spec section 4).
 */
export async function carryOutTask<Window extends TaskWindow>(
  task: Task<Window>,
  context: TaskContext,
  approved: ApprovedChanges | null,
): Promise<void> {
  const { report, signal } = context;
  try {
    for await (const window of task.decide()) {
      signal.throwIfAborted();
      await report.tell(window);
      await task.carryOut({ ...window, steps: await stepsToMake(window, context, approved) }, context);
      await report.settleAll(window);
    }
  } finally {
    await task.end?.();
  }
  if (approved !== null) await tellLeftOver(task, report, approved);
}

async function stepsToMake(
  window: TaskWindow,
  context: TaskContext,
  approved: ApprovedChanges | null,
): Promise<TaskWindow['steps']> {
  const { report } = context;
  const going: TaskWindow['steps'][number][] = [];
  for (const step of window.steps) {
    const verdict = approved === null ? 'same' : approved.check(step.change);
    if (verdict === 'changed') await report.refuseChanged(step.change);
    if (verdict !== 'same') continue;
    if (step.heldBy === null || approved !== null) going.push(step);
    // A note about the very record is counted as itself.
    else if (step.heldBy !== step.change.subject) report.count('skipped');
  }
  return going;
}

/** Approved changes that deciding anew did not come to: done before, or not what they were. */
async function tellLeftOver(task: Task, report: TaskReport, approved: ApprovedChanges): Promise<void> {
  const left = approved.leftOver(report.task);
  if (left.length === 0) return;
  const standing = await task.standing(left);
  for (const change of left) {
    if (standing.has(change.key)) await report.alreadyDone(change);
    else await report.refuseChanged(change);
  }
}
