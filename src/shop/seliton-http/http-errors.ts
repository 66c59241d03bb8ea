import { SyncError } from '../../model/sync-error.ts';

/** What a request is, and so whether it may be sent again: a create whose answer is lost never may. */
export type RequestKind = 'read' | 'repeatableWrite' | 'create';

const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMED_OUT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/;

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code ?? (error as { cause?: { code?: unknown } }).cause?.code;
  return typeof code === 'string' ? code : '';
}

/**
 * A fault of the connection. For a create that may have arrived it is the uncertain `shop.write.answerLost`
 * (E6).
 */
export function connectionError(
  error: unknown,
  about: { readonly address: string; readonly kind: RequestKind; readonly what: string },
): SyncError {
  const { address } = about;
  const code = codeOf(error);
  const more = { cause: error };
  if (CERTIFICATE.test(code)) return new SyncError('shop.certificate', { address, reason: code }, more);
  if (NOT_SENT.has(code)) return new SyncError('shop.unreachable', { address, reason: code }, more);
  if (about.kind === 'create') return new SyncError('shop.write.answerLost', { what: about.what }, more);
  if (TIMED_OUT.has(code)) return new SyncError('shop.timeout', { address }, more);
  return new SyncError('shop.unreachable', { address, reason: code === '' ? 'connection' : code }, more);
}

const LONGEST_ASKED_MS = 300_000;

/** Milliseconds of a Retry-After header, in seconds or as an HTTP date; null when it says nothing usable. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const seconds = Number(header);
  const asked = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(asked) && asked >= 0 ? Math.min(asked, LONGEST_ASKED_MS) : null;
}
