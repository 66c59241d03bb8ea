import type { Clock } from '../../lib/clock.ts';
import type { Sleep } from '../../lib/sleep.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { SyncError } from '../../model/sync-error.ts';
import { nextStart, readSchedule } from '../../sync/next-start.ts';
import type { BackupDesk, BackupStatus } from './backup-desk.ts';

/** Looked at so often at least, so that a changed plan and a machine that slept are noticed. */
const LOOK_MS = 60_000;
/** A full disk is not tried every minute. */
const AGAIN_MS = 10 * 60_000;

/** Told of the first of a row of backups that could not be made. */
export type OnBackupFailed = (error: SyncError) => Promise<void>;

/** When the plan asks for the next backup, in milliseconds since 1970 UTC; null = it asks for none. */
export function nextBackupMs(
  { plan, files, installation }: Pick<BackupStatus, 'plan' | 'files' | 'installation'>,
  nowMs: number,
  /** What a first one by a clock's hour is counted from, while there is none. */
  firstSeenMs: number = nowMs,
): number | null {
  const schedule = readSchedule(plan.every);
  if (schedule === null || schedule === undefined) return null;
  // One of the future was made by a clock that was wrong: it says nothing of when the next one is due.
  const made = files.filter(
    (file) => file.installation === installation && file.kind === 'kept' && file.madeAtMs <= nowMs,
  );
  const [newest] = made.map(({ madeAtMs }) => madeAtMs).toSorted((left, right) => right - left);
  if (newest === undefined && schedule.kind === 'every') return nowMs;
  const from = Math.min(newest ?? firstSeenMs, nowMs);
  return nextStart(schedule, from, schedule.kind === 'every' ? from : null);
}

/**
 * Makes backups by the plan. What was made last is told by the folder itself, so that neither a restart nor a
 * lost memory makes one twice or none; one that was missed is made up for once.
 */
export class BackupKeeper {
  readonly #desk: BackupDesk;
  readonly #clock: Clock;
  readonly #onFailed: OnBackupFailed;
  #failedAtMs: number | null = null;
  /** What a first cron start is counted from, while the folder holds none. */
  #firstSeenMs: number | null = null;

  constructor(desk: BackupDesk, clock: Clock, onFailed: OnBackupFailed) {
    this.#desk = desk;
    this.#clock = clock;
    this.#onFailed = onFailed;
  }

  /** Looks and sleeps in turns until the signal ends it. A look that fails is told; the next one goes on. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await this.look().catch(onFault);
      await sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  /** A clock that was put back makes nobody wait longer. */
  #isTooSoon(now: number): boolean {
    return this.#failedAtMs !== null && now >= this.#failedAtMs && now < this.#failedAtMs + AGAIN_MS;
  }

  /** Makes a backup when one is due; true when it did. */
  async look(): Promise<boolean> {
    if (this.#desk.refusal !== null) return false;
    const now = this.#clock.now();
    const status = await this.#desk.status();
    this.#firstSeenMs ??= now;
    const dueMs = nextBackupMs(status, now, this.#firstSeenMs);
    if (dueMs === null || dueMs > now || this.#isTooSoon(now)) return false;
    try {
      await this.#desk.make();
      this.#failedAtMs = null;
      return true;
    } catch (error) {
      const isNews = this.#failedAtMs === null && status.failure === null;
      this.#failedAtMs = now;
      if (isNews) await this.#onFailed(asSyncError(error));
      return false;
    }
  }
}
