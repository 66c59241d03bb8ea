import { setTimeout as delay } from 'node:timers/promises';

/** Waits; ends at once with the signal's own reason when it is aborted. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : error;
  }
}

/** How code that waits is handed its waiting. */
export type Sleep = typeof sleep;

/** Lets a request that was begun reach the network before the next piece of work holds up everything else. */
export async function letOut(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
}

/**
 * A signal that is aborted after so many milliseconds with a `TimeoutError`, or with the reason of another
 * signal once that one is; the wait keeps no process alive. Not `AbortSignal.timeout`: where `AbortSignal.any`
 * has made a signal with one, and gets that signal again, as the shops' do, Node 24 holds it until the process
 * ends (npm run simulate -- week).
 */
export function timeLimit(milliseconds: number, signal?: AbortSignal): AbortSignal {
  const limit = new AbortController();
  const end = (): void => limit.abort(new DOMException('took too long', 'TimeoutError'));
  setTimeout(end, milliseconds).unref();
  return signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]);
}
