import { faultCode } from '../../model/fault-code.ts';
import { SyncError } from '../../model/sync-error.ts';

const DUPLICATE_KEY = 1062;
/** What the server says while it is going down or has cut us off: the statement may have been done. */
const CUT_OFF = new Set([1053, 1080, 1152, 1158, 1159, 1160, 1161, 1317, 1927]);
const NETWORK_CODES = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'HANDSHAKE_NO_SSL_SUPPORT',
  'HANDSHAKE_SSL_ERROR',
]);

interface DriverError {
  readonly errno?: unknown;
  readonly code?: unknown;
  readonly fatal?: unknown;
}

function numberOf(error: unknown): number {
  const { errno } = error as DriverError;
  return typeof errno === 'number' && errno > 0 ? errno : 0;
}

function codeOf(error: unknown): string {
  const { code } = error as DriverError;
  return typeof code === 'string' ? code : '';
}

/** The connection is gone, whatever the last statement did. */
function isCutOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isClosed = /closed state|connection is closed|connection lost/i.test(error.message);
  return NETWORK_CODES.has(codeOf(error)) || CUT_OFF.has(numberOf(error)) || isClosed;
}

/** A primary key or unique key that exists already. */
export function isDuplicateKey(error: unknown): boolean {
  return numberOf(error) === DUPLICATE_KEY;
}

/** A connection that was lost while it committed may have committed. */
export function isCommitUncertain(error: unknown): boolean {
  return isCutOff(error);
}

function refusal(error: Error, address: string): SyncError | null {
  const more = { cause: error };
  switch (numberOf(error)) {
    // Waiting for a lock took too long; a deadlock was broken; all connections are taken.
    case 1205:
    case 1213:
    case 1040:
    case 1203:
      return new SyncError('warehouse.busy', { address }, more);
    case 1044:
    case 1045:
    case 1698:
    case 1251:
    case 1862:
      return new SyncError('warehouse.accessRefused', { address }, more);
    case 1142:
    case 1143:
    case 1227:
    case 1290:
    case 1792:
    case 1036:
      return new SyncError('warehouse.readOnly', { address }, more);
    case 1021:
    case 1114:
    case 3675:
      return new SyncError('warehouse.full', { address }, more);
    case 1049:
    case 1046:
      return new SyncError('warehouse.databaseUnknown', { address }, more);
    case 1146:
    case 1054:
      return new SyncError('warehouse.notWarehousePro', { address, missing: quoted(error.message) }, more);
    case 1034:
    case 1194:
    case 1195:
    case 1712:
      return new SyncError('warehouse.corrupt', { address, reason: faultCode(error) ?? error.message }, more);
    // Texts longer than their column are refused whole, never cut.
    case 1406:
      return new SyncError('warehouse.text.tooLong', { ...place(error), order: UNKNOWN }, more);
    // Letters that the column's character set lacks.
    case 1366:
      return new SyncError('warehouse.text.refused', { field: column(error.message) }, more);
    // Out of range, of no number, missing; against a check, another table, or a trigger's own rule.
    case 1264:
    case 1265:
    case 1292:
    case 1690:
    case 1048:
    case 1364:
    case 1451:
    case 1452:
    case 1644:
    case 3819:
    case 4025:
      return new SyncError('warehouse.value.refused', { field: column(error.message) }, more);
    default:
      return null;
  }
}

/** Where nothing tells more. */
const UNKNOWN = '–';

/** Table and column of a text that is too long: the message names the column, the statement the table. */
function place(error: Error): { readonly table: string; readonly column: string } {
  const { sql = '' } = error as { readonly sql?: string };
  return {
    table: /(?:into|update) `?(\w+)/i.exec(sql)?.[1] ?? UNKNOWN,
    column: column(error.message),
  };
}

/** The column that a refusal names, without the value, which may be a person's; else what the server says. */
function column(message: string): string {
  const named = /(?:column|field) [`']?(?:[^`'\s]+`\.`)*([^`'\s]+)[`']?/i.exec(message);
  return named?.[1] ?? quoted(message);
}

/** The table or column that a message of the server names. */
function quoted(message: string): string {
  return /'([^']+)'/.exec(message)?.[1] ?? message;
}

/** MySQL's faults as SyncErrors; one of ours passes through, the reason for stopping too. */
export function mysqlError(error: unknown, address: string): SyncError {
  if (error instanceof SyncError) return error;
  if (!(error instanceof Error)) return new SyncError('bug.unexpected', { message: String(error) });
  const known = refusal(error, address);
  if (known !== null) return known;
  if (isCutOff(error)) {
    const reason = faultCode(error) ?? 'PROTOCOL_CONNECTION_LOST';
    return new SyncError('warehouse.unreachable', { address, reason }, { cause: error });
  }
  return new SyncError('bug.unexpected', { message: error.message }, { cause: error });
}
