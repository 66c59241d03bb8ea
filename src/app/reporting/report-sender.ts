import type { Clock } from '../../lib/clock.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { Standing } from '../work/work.ts';
import { whatMatters } from './make-report.ts';
import type { ReportDraft } from './make-report.ts';
import type { ReportDesk } from './report-desk.ts';

/** What runs and people do is told so soon. */
const LOOK_MS = 10_000;
const MINUTE_MS = 60_000;
const FIRST_WAIT_MS = 20_000;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;

/** What the sender goes by. */
export interface SenderParts {
  readonly desk: Pick<ReportDesk, 'target' | 'draft' | 'send'>;
  readonly standings: () => Promise<ReadonlyMap<string, Standing>>;
  readonly version: string;
  readonly clock: Clock;
  /** 0 up to 1, for the jitter of waiting times: tens of shops do not come back at one moment. */
  readonly random: () => number;
}

/**
 * Tells a hosted page how a firm stands: after each run, when what waits or the health of a side
 * has changed, and at least each interval. A loop of its own that no run waits for; while the page is away it
 * asks ever more rarely. Nothing of it is lost with the process: what is acknowledged is kept, and the next
 * start tells everything else.
 */
export class ReportSender {
  readonly #parts: SenderParts;
  /** What was told last, where, and when; null: nothing by this process. */
  #told: { readonly where: string; readonly what: string; readonly atMs: number } | null = null;
  #failures = 0;
  #waitsSinceMs = 0;
  #waitMs = 0;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Looks and sleeps in turns until the signal ends it. What cannot be sent is for the log. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal).catch((error: unknown) => {
        if (!signal.aborted) onFault(error);
      });
      await sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  /** Tells what is to be told now; false: nothing was. Rejects as `ReportDesk.send` does. */
  async look(signal: AbortSignal): Promise<boolean> {
    const { desk, clock, standings, version } = this.#parts;
    const target = await desk.target();
    if (target === null) {
      this.#told = null;
      this.#failures = 0;
      return false;
    }
    if (this.#isWaiting()) return false;
    const where = `${target.address} ${target.everyMinutes}`;
    const draft = await desk.draft({ standings: await standings(), version });
    if (!this.#isDue(where, draft, target.everyMinutes)) return false;
    try {
      await desk.send(draft, signal);
    } catch (error) {
      this.#waitLonger();
      throw error;
    }
    this.#failures = 0;
    this.#told = { where, what: whatMatters(draft), atMs: clock.now() };
    return true;
  }

  #isDue(where: string, draft: ReportDraft, everyMinutes: number): boolean {
    const told = this.#told;
    if (told === null || told.where !== where || draft.runs.length > 0) return true;
    const passedMs = this.#parts.clock.now() - told.atMs;
    // A clock that was set back must not make anybody silent.
    return passedMs < 0 || passedMs >= everyMinutes * MINUTE_MS || told.what !== whatMatters(draft);
  }

  #isWaiting(): boolean {
    if (this.#failures === 0) return false;
    const passedMs = this.#parts.clock.now() - this.#waitsSinceMs;
    return passedMs >= 0 && passedMs < this.#waitMs;
  }

  #waitLonger(): void {
    const most = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    this.#waitMs = most * (0.5 + this.#parts.random() / 2);
    this.#waitsSinceMs = this.#parts.clock.now();
  }
}
