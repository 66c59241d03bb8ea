import type { ErrorCode } from './error-codes.ts';
import { SyncError } from './sync-error.ts';

const NOT_HERE = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']);

/** Where something was to be served, and the code that says that its port is taken. */
export interface ListenPlace {
  readonly host: string;
  readonly port: number;
  readonly taken: ErrorCode;
}

/** A server that cannot listen, as an error that says whether its port or its host is wrong. */
export function listenError(error: unknown, { host, port, taken }: ListenPlace): SyncError {
  const { code } = error as { readonly code?: unknown };
  const reason = typeof code === 'string' ? code : String(error);
  const cause = { cause: error };
  if (reason === 'EACCES') return new SyncError('port.notAllowed', { port }, cause);
  if (NOT_HERE.has(reason)) return new SyncError('host.notHere', { host, reason }, cause);
  return new SyncError(taken, { port, reason }, cause);
}
