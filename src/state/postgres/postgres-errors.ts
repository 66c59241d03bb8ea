import { SyncError } from '../../model/sync-error.ts';

/** Could not serialize, deadlock, lock not available. */
const BUSY = new Set(['40001', '40P01', '55P03']);
const READ_ONLY = '25006';
const FULL = '53100';
/** Connection exceptions and a server that is going down or not up yet. */
const UNREACHABLE = /^(?:08|57P)/;

/** A fault of the database as a SyncError, by its SQLSTATE; one of ours passes through. */
export function postgresError(error: unknown, place: string): SyncError {
  if (error instanceof SyncError) return error;
  const { code } = error as { code?: unknown };
  const problem = error instanceof Error ? error.message : String(error);
  const more = { cause: error };
  if (typeof code !== 'string') return new SyncError('bug.unexpected', { message: problem }, more);
  if (BUSY.has(code)) return new SyncError('state.busy', { folder: place }, more);
  if (code === READ_ONLY) return new SyncError('state.readOnly', { folder: place }, more);
  if (code === FULL) return new SyncError('state.full', { folder: place }, more);
  if (UNREACHABLE.test(code)) return new SyncError('state.unreadable', { folder: place, problem }, more);
  return new SyncError('bug.unexpected', { message: problem }, more);
}
