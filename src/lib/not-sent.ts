const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The system's code of an error, or of what lies behind it; '' when it has none. */
export function systemCode(error: unknown): string {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  const known = code ?? cause?.code;
  return typeof known === 'string' ? known : '';
}

/** True for codes after which no connection was ever made: surely nothing was sent (E6, I4). */
export function isNotSentCode(code: string): boolean {
  return NOT_SENT.has(code);
}
