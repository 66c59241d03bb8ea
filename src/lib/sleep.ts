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
