import type { ErrorCode } from '../../model/error-codes.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import { NotReadable } from './jet/not-readable.ts';
import type { Unreadable } from './jet/not-readable.ts';
import { NotWarehousePro } from './load-snapshot.ts';
import { NoSnapshot } from './take-snapshot.ts';
import type { SnapshotFailure } from './take-snapshot.ts';

const UNREADABLE: Readonly<Record<Unreadable, ErrorCode>> = {
  notAccess: 'warehouse.access.notAccess',
  access97: 'warehouse.access.tooOld',
  encrypted: 'warehouse.access.encrypted',
};

const FAILURES: Readonly<Record<SnapshotFailure, ErrorCode>> = {
  changing: 'warehouse.access.changing',
  locked: 'warehouse.access.locked',
  halfWritten: 'warehouse.access.halfWritten',
  damaged: 'warehouse.corrupt',
};

/** An error as it crosses from the worker's thread: a code and its facts. */
export interface ToldError {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/** What went wrong while a snapshot was taken, in words of the program; `who` has the file open. */
export function accessError(
  error: unknown,
  place: { readonly address: string; readonly who: readonly string[] },
): SyncError {
  if (error instanceof SyncError) return error;
  const { address } = place;
  const who = place.who.length === 0 ? '?' : place.who.join(', ');
  const more = { cause: error };
  if (error instanceof NotReadable) return new SyncError(UNREADABLE[error.why], { address }, more);
  if (error instanceof NotWarehousePro)
    return new SyncError('warehouse.notWarehousePro', { address, missing: error.message }, more);
  if (error instanceof NoSnapshot)
    return new SyncError(FAILURES[error.why], { address, who, reason: error.why }, more);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new SyncError('warehouse.full', { address }, more);
  if (code !== undefined) return new SyncError('warehouse.unreachable', { address, reason: code }, more);
  return new SyncError('bug.unexpected', { message }, more);
}
