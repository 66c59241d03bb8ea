import { SyncError } from '../../model/sync-error.ts';

const PRIMARY = 0xff;
const BUSY = new Set([5, 6]);
const UNREADABLE = new Set([10, 11, 14, 26]);
const READ_ONLY = 8;
const FULL = 13;

function primaryCode(error: unknown): number {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & PRIMARY : 0;
}

/** Another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return BUSY.has(primaryCode(error));
}

/** A fault of the state's file as a SyncError; one of ours passes through. */
export function stateError(error: unknown, folder: string): SyncError {
  if (error instanceof SyncError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const primary = primaryCode(error);
  if (primary === FULL) return new SyncError('state.full', { folder }, { cause: error });
  if (primary === READ_ONLY) return new SyncError('state.readOnly', { folder }, { cause: error });
  if (BUSY.has(primary)) return new SyncError('state.busy', { folder }, { cause: error });
  if (UNREADABLE.has(primary))
    return new SyncError('state.unreadable', { folder, problem: message }, { cause: error });
  return new SyncError('bug.unexpected', { message }, { cause: error });
}
