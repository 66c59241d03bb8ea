import { SyncError } from './sync-error.ts';

/** Drivers wrap what went wrong a few times at most. */
const DEEPEST = 6;

/**
 * What a host guard said, however a driver has wrapped it; null where nothing of it is behind the error.
 */
export function guardRefusal(error: unknown, depth = 0): SyncError | null {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return null;
  if (error instanceof SyncError && error.code === 'hosted.privateAddress') return error;
  const { cause, errors } = error as { readonly cause?: unknown; readonly errors?: unknown };
  for (const inner of [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])]) {
    const found = guardRefusal(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
