import { ConnectionError, RequestError } from 'tedious';
import type { ErrorCode } from '../../model/error-codes.ts';
import { faultCode } from '../../model/fault-code.ts';
import { guardRefusal } from '../../model/guard-refusal.ts';
import { SyncError } from '../../model/sync-error.ts';

/**
 * Starting, paused, being upgraded, stopping, for administrators only; a database that is started, recovered,
 * restored, offline or moved.
 */
const STARTING = new Set([
  904, 921, 922, 927, 942, 952, 976, 983, 6005, 17_142, 17_148, 17_187, 17_188, 18_401, 18_451, 18_461,
  40_197, 40_613,
]);
/**
 * A deadlock's victim, a lock not given; too many connections or no memory for one more; a database that
 * somebody keeps for himself.
 */
const BUSY = new Set([1204, 1205, 1222, 701, 924, 8645, 10_928, 10_929, 17_189, 17_197, 17_809, 40_501]);
/** Wrong, locked, expired, to be changed; a login of Windows where none is taken. */
const LOGINS = new Set([18452, 18456, 18470, 18486, 18487, 18488]);
/** From here on an error ends the connection. */
const FATAL = 20;
/** Unique key and primary key. */
const DUPLICATE_KEYS = new Set([2601, 2627]);
const NETWORK_CODES = new Set([
  'ESOCKET',
  'ECONNCLOSED',
  'EINSTLOOKUP',
  'ETIMEOUT',
  'ECONNRESET',
  'EPIPE',
  'EINVALIDSTATE',
]);
/** Errors of the driver that tell of a mistake of ours: what was asked could not even be sent. */
const MISTAKES = new Set(['EPARAM', 'EARGS']);

interface DriverError {
  readonly number?: unknown;
  /** How severe, as the server says. */
  readonly class?: unknown;
  readonly code?: unknown;
  readonly errors?: unknown;
}

/** Several errors of one request come as a list; what happened stands in the first. */
function all(error: unknown): readonly DriverError[] {
  if (Array.isArray(error)) return error as readonly DriverError[];
  const { errors } = error as DriverError;
  return Array.isArray(errors) && errors.length > 0 ? (errors as DriverError[]) : [error as DriverError];
}

function first(error: unknown): DriverError {
  return all(error)[0] ?? {};
}

/** What the driver says, with what it was caused by. */
function wordsOf(error: unknown): string {
  const { message = '', cause } = first(error) as { message?: string; cause?: unknown };
  return cause === undefined ? message : `${message} ${wordsOf(cause)}`;
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
  return all(error).some((each) => DUPLICATE_KEYS.has(numberOf(each)));
}

/**
 * What the server says has a number, and ends the connection where it is severe; what has none the driver
 * says, and it says that the way is broken.
 */
function isCutOff(error: unknown): boolean {
  const code = codeOf(error);
  const said = first(error);
  if (NETWORK_CODES.has(code) || Number(said.class ?? 0) >= FATAL) return true;
  const isDrivers = said instanceof ConnectionError || said instanceof RequestError;
  return isDrivers && numberOf(error) === 0 && !MISTAKES.has(code);
}

/** A connection that was lost, or a time that ran out, or a server that stops: it may have committed. */
export function isCommitUncertain(error: unknown): boolean {
  if (isCutOff(error) || STARTING.has(numberOf(error))) return true;
  return /connection.*(closed|lost)/i.test(wordsOf(error));
}

function refusal(error: unknown, address: string): SyncError | null {
  const more = { cause: error };
  const number = numberOf(error);
  if (STARTING.has(number))
    return new SyncError('warehouse.starting', { address, reason: wordsOf(error) }, more);
  if (BUSY.has(number)) return new SyncError('warehouse.busy', { address }, more);
  if (LOGINS.has(number)) return new SyncError('warehouse.accessRefused', { address }, more);
  switch (number) {
    // The right to a table, a column, a database; a table that is hidden from whoever has none.
    case 229:
    case 230:
    case 262:
    case 1088:
    case 3906:
      return new SyncError('warehouse.readOnly', { address }, more);
    case 1101:
    case 1105:
    case 9002:
      return new SyncError('warehouse.full', { address }, more);
    case 4060:
    case 911:
    case 913:
    case 916:
      return new SyncError('warehouse.databaseUnknown', { address }, more);
    case 207:
    case 208: {
      const missing = /'([^']+)'/.exec(wordsOf(error))?.[1] ?? wordsOf(error);
      return new SyncError('warehouse.notWarehousePro', { address, missing }, more);
    }
    // A text longer than its column: refused whole, never cut by the server.
    case 2628:
    case 8152:
      return new SyncError('warehouse.text.tooLong', { ...place(wordsOf(error)), order: UNKNOWN }, more);
    // Out of range, of no number, missing; against a check or another table, or a trigger's own rule.
    case 8115:
    case 220:
    case 232:
    case 241:
    case 242:
    case 245:
    case 8114:
    case 515:
    case 547:
    case 50000:
      return new SyncError('warehouse.value.refused', { field: column(wordsOf(error)) }, more);
    case 823:
    case 824:
    case 926:
      return new SyncError('warehouse.corrupt', { address, reason: wordsOf(error) }, more);
    default:
      return null;
  }
}

/** Where a message says no more. */
const UNKNOWN = '–';

/** Table and column of a text that is too long, as newer servers name them. */
function place(words: string): { readonly table: string; readonly column: string } {
  const [, table = UNKNOWN, named = UNKNOWN] =
    /table '(?:[^'.]*\.)*([^'.]+)', column '([^']+)'/i.exec(words) ?? [];
  return { table, column: named };
}

/** The column that a refusal names, without the value, which may be a person's; else what the server says. */
function column(words: string): string {
  return /column '([^']+)'/i.exec(words)?.[1] ?? words.replace(/Truncated value: .*$/is, '').trim();
}

/** How a connection fails that is to be encrypted, or not to be. */
function encryptionFault(words: string): ErrorCode | null {
  if (/certificate|altname|SELF_SIGNED|UNABLE_TO_VERIFY/i.test(words)) return 'warehouse.certificate';
  if (/unsupported protocol|alert protocol version|did not negotiate encryption/i.test(words))
    return 'warehouse.oldEncryption';
  return /server requires encryption/i.test(words) ? 'warehouse.encryptionRequired' : null;
}

/** SQL Server's faults as SyncErrors; one of ours passes through, the reason for stopping too. */
export function mssqlError(error: unknown, address: string): SyncError {
  if (error instanceof SyncError) return error;
  if (typeof error !== 'object' || error === null)
    return new SyncError('bug.unexpected', { message: String(error) });
  const known = guardRefusal(error) ?? refusal(error, address);
  if (known !== null) return known;
  const [code, words] = [codeOf(error), wordsOf(error)];
  const unsafe = encryptionFault(words);
  if (unsafe !== null)
    return new SyncError(unsafe, { address, reason: faultCode(error) ?? words }, { cause: error });
  // Where the number of a login's error did not come with it.
  if (code === 'ELOGIN' && /cannot open database/i.test(words))
    return new SyncError('warehouse.databaseUnknown', { address }, { cause: error });
  if (code === 'ELOGIN' && numberOf(error) === 0)
    return new SyncError('warehouse.accessRefused', { address }, { cause: error });
  // Neither user nor password: the server's own words are all that is known.
  if (code === 'ELOGIN')
    return new SyncError('warehouse.entryRefused', { address, reason: words }, { cause: error });
  // A request that waited too long is one that somebody else holds up.
  if (code === 'ETIMEOUT' && /request/i.test(words))
    return new SyncError('warehouse.busy', { address }, { cause: error });
  if (isCommitUncertain(error) || isPoolTimeout(error)) {
    const reason = faultCode(error) ?? (isPoolTimeout(error) ? 'ETIMEOUT' : 'ECONNCLOSED');
    return new SyncError('warehouse.unreachable', { address, reason }, { cause: error });
  }
  return new SyncError('bug.unexpected', { message: words }, { cause: error });
}

/** The pool gives up when the server takes no connection in time. */
function isPoolTimeout(error: unknown): boolean {
  const isNamed = error instanceof Error && error.name === 'TimeoutError';
  return isNamed || /operation timed out/i.test(wordsOf(error));
}
