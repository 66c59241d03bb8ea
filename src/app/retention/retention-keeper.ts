import type { Clock } from '../../lib/clock.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { LastForgetting } from '../../model/retention.ts';
import { nextStart } from '../../sync/next-start.ts';
import type { Forgetting, RetentionDesk } from './retention-desk.ts';

const LOOK_MS = 60_000;
/** Before the shops open, and after the nightly backups: what is forgotten is in the last of them. */
const DAILY = { kind: 'cron', pattern: '20 4 * * *' } as const;
/** A memory that cannot be written is not tried every minute. */
const AGAIN_MS = 60 * 60_000;

/** Told what was forgotten, once each time. */
export type OnForgotten = (last: LastForgetting) => void;

/**
 * When old things are to be forgotten next, in milliseconds since 1970 UTC: at 04:20 by the clocks of
 * Sofia, once a day; at once where it never was, and where the clock has been set back since.
 */
export function nextForgettingMs(last: LastForgetting | null, nowMs: number): number {
  const lastMs = last === null ? Number.NaN : Date.parse(last.at);
  if (!(lastMs <= nowMs)) return nowMs;
  return nextStart(DAILY, lastMs, null) ?? nowMs;
}

/** Forgets by itself, once a day; a day on which the program was off is made up for once. */
export class RetentionKeeper {
  readonly #desk: Pick<RetentionDesk, 'status' | 'forget'>;
  readonly #clock: Clock;
  readonly #onForgotten: OnForgotten;
  readonly #forgetLogs: NonNullable<Forgetting['forgetLogs']>;
  #failedAtMs: number | null = null;

  constructor(
    desk: Pick<RetentionDesk, 'status' | 'forget'>,
    clock: Clock,
    also: {
      readonly onForgotten: OnForgotten;
      readonly forgetLogs: NonNullable<Forgetting['forgetLogs']>;
    },
  ) {
    this.#desk = desk;
    this.#clock = clock;
    this.#onForgotten = also.onForgotten;
    this.#forgetLogs = also.forgetLogs;
  }

  /** Looks and sleeps in turns until the signal ends it. A look that fails is told; the next one goes on. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal).catch((error: unknown) => {
        if (!signal.aborted) onFault(error);
      });
      await sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  /** Forgets when it is time; true when it did. */
  async look(signal: AbortSignal): Promise<boolean> {
    const now = this.#clock.now();
    const isTooSoon =
      this.#failedAtMs !== null && now >= this.#failedAtMs && now < this.#failedAtMs + AGAIN_MS;
    if (isTooSoon) return false;
    const { last } = await this.#desk.status();
    if (nextForgettingMs(last, now) > now) return false;
    this.#failedAtMs = now;
    this.#onForgotten(await this.#desk.forget({ signal, forgetLogs: this.#forgetLogs }));
    this.#failedAtMs = null;
    return true;
  }
}
