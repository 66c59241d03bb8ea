import { batches } from '../../lib/batch.ts';
import { nowIso } from '../../lib/clock.ts';
import { sleep } from '../../lib/sleep.ts';
import {
  DEFAULT_RETENTION_DAYS,
  paysToCompact,
  RETENTION_DAYS,
  RETENTION_KEPT_AS,
} from '../../model/retention.ts';
import type { Compaction, LastForgetting } from '../../model/retention.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { Room } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import type { ChangeDesk } from '../changes/change-desk.ts';

const { days: DAYS, last: LAST } = RETENTION_KEPT_AS;
const DAY_MS = 86_400_000;
const RUNS_AT_ONCE = 200;
const EVENTS_AT_ONCE = 500;
/** Between two steps whoever else writes has his turn, in this process and in others. */
const PAUSE_MS = 10;

/** For how long the log of runs is kept, and what became of it. */
export interface RetentionStatus extends Room {
  readonly days: number;
  /** Null: nothing was ever forgotten. */
  readonly last: LastForgetting | null;
}

/** Helps with what only the process itself knows. */
export interface Forgetting {
  readonly signal: AbortSignal;
  /**
   * Removes files of the program's log that are older than this moment (milliseconds since 1970); how many.
   */
  readonly forgetLogs?: (beforeMs: number) => number;
}

/**
 * Forgets what is old: runs that sent goods, what was put aside, sessions that have ended, full files of
 * the log. Orders, their archive, УНП and who changed what stay, for the law asks for them
 * (docs/decisions/0045-retention.md).
 */
export class RetentionDesk {
  readonly #parts: AppParts;
  readonly #changes: ChangeDesk;
  readonly #endSessions: () => Promise<number>;

  /** `endSessions` removes sessions of the page that have ended, and tells how many. */
  constructor(parts: AppParts, changes: ChangeDesk, endSessions: () => Promise<number>) {
    this.#parts = parts;
    this.#changes = changes;
    this.#endSessions = endSessions;
  }

  /** Days for which the log of runs is kept. */
  async days(): Promise<number> {
    const kept = await this.#parts.state.program.value(DAYS);
    return kept === null ? DEFAULT_RETENTION_DAYS : (JSON.parse(kept) as number);
  }

  /** Rejects `settings.badValue`. What is older goes with the next forgetting. */
  async setDays(days: number): Promise<void> {
    const { least, most } = RETENTION_DAYS;
    if (!Number.isInteger(days) || days < least || days > most)
      throw new SyncError('settings.badValue', { key: 'days', value: days, expected: `${least}–${most}` });
    const before = await this.days();
    await this.#parts.state.program.setValue(DAYS, JSON.stringify(days));
    if (before !== days)
      await this.#changes.note('', {
        kind: 'backup',
        field: 'retention',
        before: String(before),
        after: String(days),
      });
  }

  async status(): Promise<RetentionStatus> {
    const { state } = this.#parts;
    const last = await state.program.value(LAST);
    return {
      days: await this.days(),
      last: last === null ? null : (JSON.parse(last) as LastForgetting),
      ...(await state.housekeeping.room()),
    };
  }

  /**
   * Forgets what is older than the days, in short steps. Stopped or killed it leaves what the next one goes
   * on with. Rejects the signal's reason, and what keeps the memory from being written.
   */
  async forget({ signal, forgetLogs }: Forgetting): Promise<LastForgetting> {
    const { state, clock } = this.#parts;
    const beforeMs = clock.now() - (await this.days()) * DAY_MS;
    const beforeIso = new Date(beforeMs).toISOString();
    await state.housekeeping.makeMonths(nowIso(clock));
    const ofMonths = await this.#forgetMonths(beforeIso, signal);
    const { runs, events } = await this.#forgetRuns(beforeIso, signal);
    const dismissed = await state.housekeeping.forgetDismissed(beforeIso);
    const sessions = await this.#endSessions();
    const logFiles = forgetLogs?.(beforeMs) ?? 0;
    signal.throwIfAborted();
    const compacted = await this.#compact();
    const last = {
      at: nowIso(clock),
      runs,
      events: ofMonths + events,
      dismissed,
      sessions,
      logFiles,
      ...compacted,
    };
    await state.program.setValue(LAST, JSON.stringify(last));
    return last;
  }

  /** Months of the log that are over as a whole; how many events went. */
  async #forgetMonths(beforeIso: string, signal: AbortSignal): Promise<number> {
    let events = 0;
    for (;;) {
      await sleep(PAUSE_MS, signal);
      const gone = await this.#parts.state.housekeeping.forgetMonth(beforeIso);
      if (gone === null) return events;
      events += gone;
    }
  }

  async #forgetRuns(
    beforeIso: string,
    signal: AbortSignal,
  ): Promise<Pick<LastForgetting, 'runs' | 'events'>> {
    const { housekeeping } = this.#parts.state;
    let [runs, events] = [0, 0];
    for (const some of batches(await housekeeping.oldRuns(beforeIso), RUNS_AT_ONCE)) {
      for (let isDone = false; !isDone;) {
        await sleep(PAUSE_MS, signal);
        const gone = await housekeeping.forgetRuns(some, EVENTS_AT_ONCE);
        runs += gone.runs;
        events += gone.events;
        ({ isDone } = gone);
      }
    }
    return { runs, events };
  }

  /** Gives room back where that pays and nobody is at work, who would wait for it. */
  async #compact(): Promise<{ readonly compaction: Compaction; readonly freedBytes: number }> {
    const { housekeeping, leases } = this.#parts.state;
    const before = await housekeeping.room();
    if (!paysToCompact(before)) return { compaction: 'no', freedBytes: 0 };
    if ((await leases.standing()).some(({ leftMs }) => leftMs > 0))
      return { compaction: 'busy', freedBytes: 0 };
    try {
      await housekeeping.compact();
    } catch (error) {
      // The memory is as it was, and as good: what is unused is used again. Tomorrow is another try.
      const { code } = asSyncError(error);
      const known = { 'state.full': 'full', 'state.busy': 'busy' } as const;
      return { compaction: known[code as keyof typeof known] ?? 'failed', freedBytes: 0 };
    }
    const after = await housekeeping.room();
    return { compaction: 'done', freedBytes: Math.max(before.bytes - after.bytes, 0) };
  }
}
