/** Parts of a run in their order of work (S24): import before export protects the stock. */
export const TASKS = ['import-goods', 'import-orders', 'export-goods', 'export-stock'] as const;
/** A task that a run may be asked for. */
export type RunTask = (typeof TASKS)[number];
/** Every task; `undo` is a run of its own, which takes back what another changed in the shop. */
export const TASK_NAMES = [...TASKS, 'undo'] as const;
export type TaskName = (typeof TASK_NAMES)[number];
