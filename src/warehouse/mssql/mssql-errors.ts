import { SyncError } from '../../model/sync-error.ts';

/** Unique key and primary key. */
const DUPLICATE_KEYS = new Set([2601, 2627]);
const NETWORK_CODES = new Set(['ESOCKET', 'ECONNCLOSED', 'EINSTLOOKUP', 'ETIMEOUT', 'ECONNRESET', 'EPIPE']);

interface DriverError {
  readonly number?: unknown;
  readonly code?: unknown;
  readonly errors?: unknown;
}

/** kysely hands several errors of one request on as one; the first names what went wrong. */
function first(error: unknown): DriverError {
  const { errors } = error as DriverError;
  return Array.isArray(errors) && errors.length > 0 ? (errors[0] as DriverError) : (error as DriverError);
}

function numberOf(error: unknown): number {
  const { number } = first(error);
  return typeof number === 'number' ? number : 0;
}

function codeOf(error: unknown): string {
  const { code } = first(error);
  return typeof code === 'string' ? code : '';
}

/** A primary key or unique key that exists already. */
export function isDuplicateKey(error: unknown): boolean {
  return DUPLICATE_KEYS.has(numberOf(error));
}

/** A connection that was lost, or a time that ran out, while it committed may have committed. */
export function isCommitUncertain(error: unknown): boolean {
  return NETWORK_CODES.has(codeOf(error)) || /connection.*(closed|lost)/i.test(String(error));
}

function refusal(error: Error, address: string): SyncError | null {
  const more = { cause: error };
  switch (numberOf(error)) {
    // A deadlock's victim, a lock not given, too many connections, a server that is starting.
    case 1205:
    case 1222:
    case 17809:
    case 921:
    case 922:
      return new SyncError('warehouse.busy', { address }, more);
    case 18456:
    case 18452:
    case 18488:
    case 916:
      return new SyncError('warehouse.accessRefused', { address }, more);
    case 229:
    case 230:
    case 3906:
      return new SyncError('warehouse.readOnly', { address }, more);
    case 1101:
    case 1105:
    case 9002:
      return new SyncError('warehouse.full', { address }, more);
    case 4060:
    case 911:
      return new SyncError('warehouse.unreachable', { address, reason: error.message }, more);
    case 207:
    case 208: {
      const missing = /'([^']+)'/.exec(error.message)?.[1] ?? error.message;
      return new SyncError('warehouse.notWarehousePro', { address, missing }, more);
    }
    case 823:
    case 824:
      return new SyncError('warehouse.corrupt', { address, reason: error.message }, more);
    default:
      return null;
  }
}

/** SQL Server's faults as SyncErrors; one of ours passes through, the reason for stopping too. */
export function mssqlError(error: unknown, address: string): SyncError {
  if (error instanceof SyncError) return error;
  if (!(error instanceof Error)) return new SyncError('bug.unexpected', { message: String(error) });
  const known = refusal(error, address);
  if (known !== null) return known;
  const code = codeOf(error);
  if (code === 'ELOGIN') return new SyncError('warehouse.accessRefused', { address }, { cause: error });
  // A request that waited too long is one that somebody else holds up.
  if (code === 'ETIMEOUT' && /request/i.test(error.message))
    return new SyncError('warehouse.busy', { address }, { cause: error });
  if (isCommitUncertain(error) || isPoolTimeout(error)) {
    const reason = code === '' ? error.message : code;
    return new SyncError('warehouse.unreachable', { address, reason }, { cause: error });
  }
  return new SyncError('bug.unexpected', { message: error.message }, { cause: error });
}

/** The pool gives up when the server takes no connection in time. */
function isPoolTimeout(error: Error): boolean {
  return error.name === 'TimeoutError' || /operation timed out/i.test(error.message);
}
