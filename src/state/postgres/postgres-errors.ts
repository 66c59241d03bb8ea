import { SyncError } from '../../model/sync-error.ts';
import { faultCode } from '../../model/fault-code.ts';

/** Could not serialize, deadlock: rolled back as a whole, so that the same may be tried again. */
const COLLIDED = new Set(['40001', '40P01']);
/** Nothing was asked for too long inside of a transaction, its commit neither: the same holds. */
const LEFT_IDLE = '25P03';
/** A lock that was not given in time, a statement that was ended for taking too long. */
const BUSY = new Set(['55P03', '57014']);
const READ_ONLY = '25006';
const FULL = '53100';
/** Of the disk, or what is on it. */
const FAILED = /^(?:58030|XX001|XX002)/;
/** Wrong password, no such role, database or schema, no right to do it. */
const REFUSED = /^(?:28|3D000|3F000|42501)/;
/** A table of ours stands already, and is not ours. */
const TAKEN = '42P07';
/** Connection exceptions, a server that goes down, is not up yet, has none to spare, or has ended ours. */
const AWAY = /^(?:08|57P|53300|25P03)/;
/** As Node tells a connection that is not there (`ECONNREFUSED`); `ERR_…` are mistakes of ours. */
const NODE_AWAY = /^E(?!RR_)[A-Z_]+$/;
/** As the driver tells it, without a code. */
const DRIVER_AWAY = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Client has encountered a connection error',
  'Client was closed',
  'The server does not support SSL',
];

function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Nothing of the transaction stands, and the same may be tried at once. */
export function isUndone(error: unknown): boolean {
  const code = codeOf(error);
  return COLLIDED.has(code) || code === LEFT_IDLE;
}

/** A fault of the database as a SyncError, by its SQLSTATE; one of ours passes through. */
export function postgresError(error: unknown, place: string): SyncError {
  if (error instanceof SyncError) return error;
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : String(error);
  const problem = code === '' ? (faultCode(error) ?? words) : code;
  const more = { cause: error };
  if (COLLIDED.has(code) || BUSY.has(code)) return new SyncError('state.busy', { folder: place }, more);
  if (code === READ_ONLY) return new SyncError('state.readOnly', { folder: place }, more);
  if (code === FULL) return new SyncError('state.full', { folder: place }, more);
  if (code === TAKEN) return new SyncError('state.database.foreign', { place }, more);
  if (FAILED.test(code)) return new SyncError('state.diskFailed', { folder: place, problem }, more);
  if (REFUSED.test(code)) return new SyncError('state.database.refused', { place, problem }, more);
  const isAway =
    AWAY.test(code) || NODE_AWAY.test(code) || DRIVER_AWAY.some((each) => words.startsWith(each));
  if (!isAway) return new SyncError('bug.unexpected', { message: words }, more);
  return new SyncError(
    'state.database.unreachable',
    { place, problem: problem === words ? 'ECONNRESET' : problem },
    more,
  );
}
