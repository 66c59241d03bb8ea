import { SyncError } from '../../model/sync-error.ts';
import type { ErrorCode } from '../../model/error-codes.ts';
import type { ErrorFacts } from '../../model/sync-error.ts';
import { errorSchema } from './wire.ts';

const LONGEST_MESSAGE = 300;

/** The shop's own words in an error answer; '' when it has none. */
export function shopMessage(body: unknown): string {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? parsed.data.slice(0, LONGEST_MESSAGE) : '';
}

/** True when an answer is not what was asked for: an error status, or an error object behind a good one. */
export function isRefusal(answer: { readonly status: number; readonly body: unknown }): boolean {
  return answer.status >= 400 || errorSchema.safeParse(answer.body).success;
}

/** A refusal of access as an error: a missing scope is told by its name. */
export function refusal(
  answer: { readonly status: number; readonly body: unknown },
  address: string,
): SyncError {
  const scope = /\b(?:read|write)_[A-Za-z]+\b/.exec(shopMessage(answer.body))?.[0];
  return scope === undefined
    ? new SyncError('shop.secret.refused', { address })
    : new SyncError('shop.scope.missing', { scope });
}

/** A refusal of one record, with the shop's message. */
export function refusedRecord(
  code: ErrorCode,
  facts: ErrorFacts,
  answer: { readonly status: number; readonly body: unknown },
): SyncError {
  const message = shopMessage(answer.body);
  return new SyncError(code, { ...facts, message: message === '' ? `HTTP ${answer.status}` : message });
}
