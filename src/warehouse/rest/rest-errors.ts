import { z } from 'zod';
import { SyncError } from '../../model/sync-error.ts';

/** Nothing of the request can have reached the server. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const DETAILS = z.object({ code: z.coerce.number().optional(), message: z.string().optional() });
/** Wrapped and bare, as clients have met them (facts section 5). */
const ERROR_BODY = z.union([z.object({ error: DETAILS }).transform((body) => body.error), DETAILS]);

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code ?? (error as { cause?: { code?: unknown } }).cause?.code;
  return typeof code === 'string' ? code : '';
}

/** A fault of the connection; for a write that may have arrived it is the uncertain `answerLost`. */
export function connectionError(
  error: unknown,
  about: { readonly address: string; readonly isWrite: boolean; readonly order: number },
): SyncError {
  const { address, isWrite, order } = about;
  const reason = codeOf(error) === '' ? 'connection' : codeOf(error);
  const more = { cause: error };
  if (isWrite && !NOT_SENT.has(reason)) return new SyncError('warehouse.record.answerLost', { order }, more);
  return new SyncError('warehouse.unreachable', { address, reason }, more);
}

/** The server's own words for a refusal, in either shape; its status where it says nothing. */
export function messageOf(body: unknown, status: number): string {
  const parsed = ERROR_BODY.safeParse(body);
  const message = parsed.success ? (parsed.data.message ?? '') : '';
  return message === '' ? `HTTP ${status}` : message.slice(0, 300);
}

/** True for a body that tells an error, whatever the status is: some servers say 200 (facts section 7). */
export function isErrorBody(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return 'error' in body || ('code' in body && 'message' in body && !('id' in body));
}
