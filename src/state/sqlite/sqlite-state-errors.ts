import { faultCode } from '../../model/fault-code.ts';
import { SyncError } from '../../model/sync-error.ts';

const PRIMARY = 0xff;
const BUSY = new Set([5, 6]);
const UNREADABLE = new Set([11, 14, 26]);
const READ_ONLY = 8;
const FAILED = 10;
const FULL = 13;
/** No room for the file of what connections share: SQLite tells it as a fault of the disk. */
const NO_ROOM_TO_SHARE = 4874;

/** What the file system says of the folder itself and of the key in it, in the words of SQLite. */
const BY_SYSTEM: Readonly<Record<string, number>> = {
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EROFS: READ_ONLY,
  EIO: FAILED,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EEXIST: 14,
  EISDIR: 14,
  ENOENT: 14,
  ENOTDIR: 14,
  ENAMETOOLONG: 14,
  ELOOP: 14,
};

function primaryCode(error: unknown): number {
  const { errcode, code } = error as { readonly errcode?: unknown; readonly code?: unknown };
  if (errcode === NO_ROOM_TO_SHARE) return FULL;
  if (typeof errcode === 'number') return errcode & PRIMARY;
  return typeof code === 'string' ? (BY_SYSTEM[code] ?? 0) : 0;
}

/** Another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return BUSY.has(primaryCode(error));
}

/** A fault of the state's file as a SyncError; one of ours passes through. */
export function stateError(error: unknown, folder: string): SyncError {
  if (error instanceof SyncError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const problem = faultCode(error) ?? message;
  const primary = primaryCode(error);
  if (primary === FULL) return new SyncError('state.full', { folder }, { cause: error });
  if (primary === READ_ONLY) return new SyncError('state.readOnly', { folder }, { cause: error });
  if (primary === FAILED) return new SyncError('state.diskFailed', { folder, problem }, { cause: error });
  if (BUSY.has(primary)) return new SyncError('state.busy', { folder }, { cause: error });
  if (UNREADABLE.has(primary))
    return new SyncError('state.unreadable', { folder, problem }, { cause: error });
  return new SyncError('bug.unexpected', { message }, { cause: error });
}
