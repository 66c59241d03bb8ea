import type { Clock } from '../lib/clock.ts';
import type { Sleep } from '../lib/sleep.ts';
import type { App, ProfileSummary } from './app.ts';
import { nextStarts } from './scheduler.ts';

const LOOK_MS = 5 * 60_000;
/** So long after the schedule's own gap an order is overdue. */
const MINUTES = 5;
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

  constructor(app: Pick<App, 'listProfiles' | 'upkeep'>, clock: Clock, onOverdue: OnOverdue) {
    this.#app = app;
    this.#clock = clock;
    this.#onOverdue = onOverdue;
  }

  async run(sleep: Sleep, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(LOOK_MS, signal).catch(() => undefined);
      if (!signal.aborted) await this.look(signal);
    }
  }

  /** One look at every profile; one that cannot be asked is for its next run to tell. */
  async look(signal: AbortSignal): Promise<void> {
    for (const summary of await this.#app.listProfiles()) {
      const minutes = this.#minutes(summary);
      if (minutes === null) continue;
      const { name } = summary.profile;
      const isNews = await this.#app.upkeep.watchOverdue(name, { minutes, signal }).catch(() => false);
      if (isNews) await this.#onOverdue(name);
    }
  }

  #minutes({ profile }: ProfileSummary): number | null {
    const { settings, confirmedAt } = profile;
    if (confirmedAt === null || !settings.import) return null;
    const [first, second] = nextStarts(settings.schedule, this.#clock.now(), 2);
    if (first === undefined || second === undefined) return null;
    return Math.ceil((second - first) / MINUTE_MS) + MINUTES;
  }
}
