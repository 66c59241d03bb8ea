// What a system, a driver or a checker says was wrong, as a code: its own words are English and for
// programmers. The words for people stand in `texts` (`faultWords`); the whole error goes along as the cause,
// for the log.

/** Says no more than that it failed; what lies beneath it says why. */
const SAYS_LITTLE = new Set(['ESOCKET', 'ELOGIN', 'ERR_SOCKET_CLOSED']);
/** Deeper than anybody wraps errors. */
const DEEPEST = 6;
const PRIMARY = 0xff;
const SQLITE: Readonly<Record<number, string>> = {
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
};

function ownCode(error: object): string | null {
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  if (typeof errcode === 'number') return SQLITE[errcode & PRIMARY] ?? `SQLITE_${errcode & PRIMARY}`;
  return typeof code === 'string' && code !== '' ? code : null;
}

function beneath(error: object): unknown {
  const { errors, cause } = error as { readonly errors?: unknown; readonly cause?: unknown };
  return Array.isArray(errors) && errors.length > 0 ? errors[0] : cause;
}

/**
 * The code of an error (`ECONNREFUSED`, `SQLITE_CANTOPEN`, `CERT_HAS_EXPIRED`): its own, or that of what it
 * was caused by where its own says little; null where nothing has one.
 */
export function faultCode(error: unknown): string | null {
  let found: string | null = null;
  let next = error;
  for (let depth = 0; depth < DEEPEST && typeof next === 'object' && next !== null; depth += 1) {
    const code = ownCode(next);
    if (code !== null && !SAYS_LITTLE.has(code)) return code;
    found ??= code;
    next = beneath(next);
  }
  return found;
}

/** What a schema found wrong: `missing`, the name of a rule of ours, or zod’s own code (`invalid_type`). */
export function issueCode(issue: { readonly code: string; readonly message: string } | undefined): string {
  if (issue === undefined) return 'invalid_value';
  if (/received undefined/.test(issue.message)) return 'missing';
  return issue.code === 'custom' && /^[a-z]+$/i.test(issue.message) ? issue.message : issue.code;
}
