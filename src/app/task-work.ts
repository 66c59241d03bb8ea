import type { RunTask, TaskName } from '../model/run.ts';
import { SyncError } from '../model/sync-error.ts';
import type { OpenTask } from './task.ts';
import { exportGoods } from './tasks/export-goods.ts';
import { exportStock } from './tasks/export-stock.ts';
import { importGoods } from './tasks/import-goods.ts';
import { importOrders } from './tasks/import-orders.ts';
import { undoRun } from './tasks/undo-run.ts';

const TASKS: Readonly<Record<RunTask, OpenTask>> = {
  'import-orders': importOrders,
  'import-goods': importGoods,
  'export-goods': exportGoods,
  'export-stock': exportStock,
};

/** How a task decides and carries out; `undo`: the run that is taken back. */
export function taskOf(task: TaskName, undo: number | undefined): OpenTask {
  if (task !== 'undo') return TASKS[task];
  if (undo === undefined) throw new SyncError('bug.assertion', { message: 'undo of no run' });
  return undoRun(undo);
}
