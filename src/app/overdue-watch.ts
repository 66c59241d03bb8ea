import { takesDocuments } from '../model/access-address.ts';
import type { Clock } from '../lib/clock.ts';
import type { Sleep } from '../lib/sleep.ts';
import { timeLimit } from '../lib/sleep.ts';
import type { App, ProfileSummary } from './app.ts';
import { nextStarts } from './due.ts';

const LOOK_MS = 5 * 60_000;
/** So long after the schedule's own gap an order is overdue. */
const MINUTES = 5;
/** A look at one shop takes no longer; the next one comes anyway. */
const LIMIT_MS = 2 * 60_000;
const MINUTE_MS = 60_000;

/** Told of a profile in which orders have become overdue. */
export type OnOverdue = (profile: string) => Promise<void>;

/**
 * Looks into the shops by itself, whatever schedule and runs do: an order that should have come in long ago
 * raises an alarm. Profiles without a schedule are started by people and are not watched.
 */
export class OverdueWatch {
  readonly #app: Pick<App, 'listProfiles' | 'upkeep'>;
  readonly #clock: Clock;
  readonly #onOverdue: OnOverdue;
  readonly #limitMs: number;

  constructor(
    app: Pick<App, 'listProfiles' | 'upkeep'>,
    parts: { readonly clock: Clock; readonly onOverdue: OnOverdue; readonly limitMs?: number },
  ) {
    this.#app = app;
    this.#clock = parts.clock;
    this.#onOverdue = parts.onOverdue;
    this.#limitMs = parts.limitMs ?? LIMIT_MS;
  }

  async run(sleep: Sleep, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(LOOK_MS, signal).catch(() => undefined);
      if (!signal.aborted) await this.look(signal);
    }
  }

  /**
   * One look at every profile, all at once and each within its time: a slow shop delays nobody else's alarm.
   * One that cannot be asked is for its next run to tell.
   */
  async look(signal: AbortSignal): Promise<void> {
    const profiles = await this.#app.listProfiles();
    await Promise.all(profiles.map((summary) => this.#lookAt(summary, signal)));
  }

  async #lookAt(summary: ProfileSummary, signal: AbortSignal): Promise<void> {
    const minutes = this.#minutes(summary);
    if (minutes === null) return;
    const { name } = summary.profile;
    const limited = timeLimit(this.#limitMs, signal);
    const looking = this.#app.upkeep.watchOverdue(name, { minutes, signal: limited });
    const isNews = await looking.catch(() => false);
    if (isNews) await this.#onOverdue(name).catch(() => undefined);
  }

  #minutes({ profile }: ProfileSummary): number | null {
    const { settings, confirmedAt } = profile;
    if (confirmedAt === null || !settings.import || !takesDocuments(settings)) return null;
    const [first, second] = nextStarts(settings.schedule, this.#clock.now(), 2);
    if (first === undefined || second === undefined) return null;
    return Math.ceil((second - first) / MINUTE_MS) + MINUTES;
  }
}
