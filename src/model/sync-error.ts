import { ERROR_CODES } from './error-codes.ts';
import type { ErrorCode, ErrorKind } from './error-codes.ts';

/** Facts that word an error: never a secret, never personal data (P6). */
export type ErrorFacts = Readonly<Record<string, string | number>>;

/**
 * The one error that crosses a room's border. Its code is permanent; whose problem it is and whether
 * repeating is safe follow from the code's kind (docs/architecture.md, errors); its words stand in `texts/`.
 */
export class SyncError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ErrorCode,
    facts: ErrorFacts = {},
    more: { readonly cause?: unknown; readonly retryAfterMs?: number } = {},
  ) {
    super(`${code} ${JSON.stringify(facts)}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'SyncError';
    this.code = code;
    this.facts = facts;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }

  get kind(): ErrorKind {
    return ERROR_CODES[this.code].kind;
  }
}

/** The error itself if it is ours, otherwise a `bug` that keeps it as its cause. */
export function asSyncError(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  return new SyncError(
    'bug.unexpected',
    { message: error instanceof Error ? error.message : String(error) },
    { cause: error },
  );
}

/** True for errors after which the same call may simply be made again. */
export function isTransient(error: unknown): boolean {
  return error instanceof SyncError && error.kind === 'connection';
}

/** What stands in the way of something that is asked for again. */
export interface Retrying {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  /** What was asked for: a path, or the record that was sent; '' = a question to a database. */
  readonly what: string;
  /** Which try has failed, from 1. */
  readonly attempt: number;
  /** Until the next one. */
  readonly waitMs: number;
}
