import { takesDocuments } from '../model/access-address.ts';
import type { Settings } from '../model/settings.ts';
import type { Clock } from '../lib/clock.ts';
import type { Sleep } from '../lib/sleep.ts';
import { timeLimit } from '../lib/sleep.ts';
import type { App, ProfileSummary } from './app.ts';
import { nextStarts } from './due.ts';

/** So long after the schedule's own gap an order is overdue. */
const MINUTES = 5;
/** A look at one shop takes no longer; the next one comes anyway. */
const LIMIT_MS = 2 * 60_000;
const MINUTE_MS = 60_000;

/** Told of a profile in which orders have become overdue. */
export type OnOverdue = (profile: string) => Promise<void>;

/** When shops are looked into, and where. Milliseconds. */
export interface LookPace {
  readonly everyMs: number;
  /** How long before the first look. */
  firstMs(): number;
  /**
   * Makes a look when there is room for it beside what else goes on. Null where there is none for a while, or
   * the signal is aborted: the next one comes anyway. Rejects as the look does.
   */
  within<T>(settings: Settings, look: () => Promise<T>, signal: AbortSignal): Promise<T | null>;
}

const FIVE_MINUTES_MS = 5 * 60_000;

/** Of one machine with its few shops. */
export const LOOK_PACE: LookPace = {
  everyMs: FIVE_MINUTES_MS,
  firstMs: () => FIVE_MINUTES_MS,
  within: (_settings, look) => look(),
};

/**
 * Looks into the shops by itself, whatever schedule and runs do: an order that should have come in long ago
 * raises an alarm. Profiles without a schedule are started by people and are not watched.
 */
export class OverdueWatch {
  readonly #app: Pick<App, 'listProfiles' | 'upkeep'>;
  readonly #clock: Clock;
  readonly #onOverdue: OnOverdue;
  readonly #pace: LookPace;
  readonly #limitMs: number;

  constructor(
    app: Pick<App, 'listProfiles' | 'upkeep'>,
    parts: {
      readonly clock: Clock;
      readonly onOverdue: OnOverdue;
      readonly pace: LookPace;
      readonly limitMs?: number;
    },
  ) {
    this.#app = app;
    this.#clock = parts.clock;
    this.#onOverdue = parts.onOverdue;
    this.#pace = parts.pace;
    this.#limitMs = parts.limitMs ?? LIMIT_MS;
  }

  /** Until the signal ends it. A look that fails as a whole is told, and the next one comes. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    let waitMs = this.#pace.firstMs();
    while (!signal.aborted) {
      await sleep(waitMs, signal).catch(() => undefined);
      waitMs = this.#pace.everyMs;
      if (!signal.aborted) await this.look(signal).catch(onFault);
    }
  }

  /**
   * One look at every profile, all at once as far as there is room, and each within its time: a slow shop
   * delays nobody else's alarm. One that cannot be asked is for its next run to tell.
   */
  async look(signal: AbortSignal): Promise<void> {
    const profiles = await this.#app.listProfiles();
    await Promise.all(profiles.map((summary) => this.#lookAt(summary, signal)));
  }

  async #lookAt(summary: ProfileSummary, signal: AbortSignal): Promise<void> {
    const minutes = this.#minutes(summary);
    if (minutes === null) return;
    const { name, settings } = summary.profile;
    const look = async (): Promise<boolean> =>
      this.#app.upkeep.watchOverdue(name, { minutes, signal: timeLimit(this.#limitMs, signal) });
    const isNews = await this.#pace.within(settings, look, signal).catch(() => false);
    if (isNews === true) await this.#onOverdue(name).catch(() => undefined);
  }

  #minutes({ profile }: ProfileSummary): number | null {
    const { settings, confirmedAt } = profile;
    if (confirmedAt === null || !settings.import || !takesDocuments(settings)) return null;
    const [first, second] = nextStarts(settings.schedule, this.#clock.now(), 2);
    if (first === undefined || second === undefined) return null;
    return Math.ceil((second - first) / MINUTE_MS) + MINUTES;
  }
}
