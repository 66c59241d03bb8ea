import type { RunTask, TaskName } from '../model/run.ts';
import { SyncError } from '../model/sync-error.ts';
import type { OpenTask } from './task.ts';
import { exportGoods } from './tasks/export-goods.ts';
import { exportStock } from './tasks/export-stock.ts';
import { importGoods } from './tasks/import-goods.ts';
import { undoRun } from './tasks/undo-run.ts';

const TASKS: Readonly<Record<Exclude<RunTask, 'import-orders'>, OpenTask>> = {
  'import-goods': importGoods,
  'export-goods': exportGoods,
  'export-stock': exportStock,
};

/**
 * How a task decides and carries out; `undo`: the run that is taken back. Null for the import of orders, which
 * decides and acts in one: its report keeps it from acting in a plan.
 */
export function taskOf(task: TaskName, undo: number | undefined): OpenTask | null {
  if (task === 'import-orders') return null;
  if (task !== 'undo') return TASKS[task];
  if (undo === undefined) throw new SyncError('bug.assertion', { message: 'undo of no run' });
  return undoRun(undo);
}
