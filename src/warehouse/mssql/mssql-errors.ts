import { SyncError } from '../../model/sync-error.ts';

/** Starting, paused, being upgraded, stopping; a database that is being recovered, restored or moved. */
const STARTING = new Set([17142, 17148, 17187, 18401, 6005, 921, 922, 927, 952]);
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
const DRIVER_ERRORS = new Set(['ConnectionError', 'RequestError', 'TransactionError']);

interface DriverError {
  readonly name?: unknown;
  readonly number?: unknown;
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

/** What the server says has a number; what has none the driver says, and it says that the way is broken. */
function isCutOff(error: unknown): boolean {
  const code = codeOf(error);
  if (NETWORK_CODES.has(code)) return true;
  const { name } = first(error);
  return DRIVER_ERRORS.has(String(name)) && numberOf(error) === 0 && !MISTAKES.has(code);
}

/** A connection that was lost, or a time that ran out, while it committed may have committed. */
export function isCommitUncertain(error: unknown): boolean {
  return isCutOff(error) || /connection.*(closed|lost)/i.test(wordsOf(error));
}

function refusal(error: unknown, address: string): SyncError | null {
  const more = { cause: error };
  if (STARTING.has(numberOf(error)))
    return new SyncError('warehouse.starting', { address, reason: wordsOf(error) }, more);
  switch (numberOf(error)) {
    // A deadlock's victim, a lock not given, too many connections.
    case 1205:
    case 1222:
    case 17809:
      return new SyncError('warehouse.busy', { address }, more);
    case 18456:
    case 18452:
    case 18470:
    case 18486:
    case 18487:
    case 18488:
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
    case 245:
    case 8114:
    case 515:
    case 547:
    case 50000:
      return new SyncError('warehouse.value.refused', { field: column(wordsOf(error)) }, more);
    case 823:
    case 824:
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

/** SQL Server's faults as SyncErrors; one of ours passes through, the reason for stopping too. */
export function mssqlError(error: unknown, address: string): SyncError {
  if (error instanceof SyncError) return error;
  if (typeof error !== 'object' || error === null)
    return new SyncError('bug.unexpected', { message: String(error) });
  const known = refusal(error, address);
  if (known !== null) return known;
  const [code, words] = [codeOf(error), wordsOf(error)];
  if (/certificate|altname|SELF_SIGNED|UNABLE_TO_VERIFY/i.test(words))
    return new SyncError('warehouse.certificate', { address, reason: words }, { cause: error });
  if (/unsupported protocol|alert protocol version|does not support encryption/i.test(words))
    return new SyncError('warehouse.oldEncryption', { address, reason: words }, { cause: error });
  // Where the number of a login's error did not come with it.
  if (code === 'ELOGIN' && /cannot open database/i.test(words))
    return new SyncError('warehouse.databaseUnknown', { address }, { cause: error });
  if (code === 'ELOGIN') return new SyncError('warehouse.accessRefused', { address }, { cause: error });
  // A request that waited too long is one that somebody else holds up.
  if (code === 'ETIMEOUT' && /request/i.test(words))
    return new SyncError('warehouse.busy', { address }, { cause: error });
  if (isCommitUncertain(error) || isPoolTimeout(error)) {
    const reason = code === '' ? words : code;
    return new SyncError('warehouse.unreachable', { address, reason }, { cause: error });
  }
  return new SyncError('bug.unexpected', { message: words }, { cause: error });
}

/** The pool gives up when the server takes no connection in time. */
function isPoolTimeout(error: unknown): boolean {
  const isNamed = error instanceof Error && error.name === 'TimeoutError';
  return isNamed || /operation timed out/i.test(wordsOf(error));
}
