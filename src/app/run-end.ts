import type { RunEnd } from '../model/run.ts';
import { SyncError } from '../model/sync-error.ts';

/** One signal for a run: a person's stop and a lost lease, each with its own reason as a SyncError. */
export function stopSignal(person: AbortSignal, lease: AbortSignal): AbortSignal {
  const stop = new AbortController();
  const cancel = (): void => stop.abort(new SyncError('run.cancelled'));
  if (person.aborted) cancel();
  person.addEventListener('abort', cancel, { once: true });
  return AbortSignal.any([stop.signal, lease]);
}

/** How a run ended by what it ended with; null = nothing. */
export function runEnd(error: SyncError | null): RunEnd {
  if (error === null) return 'done';
  if (error.kind === 'cancelled') return 'stopped';
  return error.kind === 'connection' || error.kind === 'uncertain' ? 'interrupted' : 'failed';
}
