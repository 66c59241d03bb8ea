import type { ErrorCode } from '../model/error-codes.ts';
import type { ErrorFacts } from '../model/sync-error.ts';

/**
 * The decision not to handle a record: no error but a value, with the reason a person reads
 * (docs/architecture.md, errors).
 */
export interface Park {
  readonly park: { readonly code: ErrorCode; readonly facts: ErrorFacts };
}

export function park(code: ErrorCode, facts: ErrorFacts): Park {
  return { park: { code, facts } };
}

export function isPark(value: object | string | null): value is Park {
  return typeof value === 'object' && value !== null && 'park' in value;
}
