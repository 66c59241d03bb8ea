import { faultCode } from '../../model/fault-code.ts';
import { SyncError } from '../../model/sync-error.ts';

const PRIMARY = 0xff;
const CONSTRAINT_KEYS = new Set([1555, 2067]);
const SQL_ERROR = 1;
const IO_ERROR = 10;

function codeOf(error: unknown): number {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code : 0;
}

/** A primary key or unique key that exists already. */
export function isDuplicateKey(error: unknown): boolean {
  return CONSTRAINT_KEYS.has(codeOf(error));
}

/** Another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  const primary = codeOf(error) & PRIMARY;
  return primary === 5 || primary === 6;
}

/** A commit that failed in the file system may or may not be in the file. */
export function isCommitUncertain(error: unknown): boolean {
  return (codeOf(error) & PRIMARY) === IO_ERROR;
}

/** SQLite's faults as SyncErrors; one of ours passes through, the reason for stopping too. */
export function sqliteError(error: unknown, address: string): SyncError {
  if (error instanceof SyncError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const more = { cause: error };
  switch (codeOf(error) & PRIMARY) {
    case SQL_ERROR:
      return /no such (table|column)/.test(reason)
        ? new SyncError('warehouse.notWarehousePro', { address, missing: reason.replace(/^.*: /, '') }, more)
        : new SyncError('bug.unexpected', { message: reason }, more);
    case 5:
    case 6:
      return new SyncError('warehouse.busy', { address }, more);
    case 8:
      return new SyncError('warehouse.readOnly', { address }, more);
    case 10:
    case 14:
      return new SyncError('warehouse.unreachable', { address, reason: faultCode(error) ?? reason }, more);
    case 11:
      return new SyncError('warehouse.corrupt', { address, reason: faultCode(error) ?? reason }, more);
    case 13:
      return new SyncError('warehouse.full', { address }, more);
    // A rule of the database's own, a text where a number must be, a text too long.
    case 18:
    case 19:
    case 20:
      return new SyncError('warehouse.value.refused', { field: reason.replace(/^.*: /, '') }, more);
    case 26:
      return new SyncError('warehouse.notDatabase', { address }, more);
    default:
      return new SyncError('bug.unexpected', { message: reason }, more);
  }
}
