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
