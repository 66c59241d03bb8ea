import type { Clock } from '../../lib/clock.ts';
import type { Sleep } from '../../lib/sleep.ts';
import type { Profile } from '../../model/profile.ts';
import { shopTime } from '../../model/shop-time.ts';
import type { App } from '../app.ts';
import { dayBefore, dayFigures } from './day-figures.ts';
import type { DayFigures } from './day-figures.ts';

const LOOK_MS = 60_000;

/** Sends a day's figures by mail. Its fault is for the log: nobody is told twice of one day. */
export type OnDigest = (profile: string, figures: DayFigures) => Promise<void>;

/** Whether a profile's day is to be told now: somebody is told at all, and the hour has come. */
export function isDigestDue({ settings }: Pick<Profile, 'settings'>, nowMs: number): boolean {
  const { digestAt, notifyEmail } = settings;
  return digestAt !== '' && notifyEmail !== '' && shopTime(nowMs).slice(11, 16) >= digestAt;
}

/**
 * Tells each morning what the day before was like. That a day is told is kept before the mail leaves: a crash
 * in between tells it to nobody, and a restart never tells it twice. Days on which the program was off are
 * not made up for.
 */
export class DigestSender {
  readonly #app: Pick<App, 'listProfiles' | 'beginDigest' | 'orders' | 'summary' | 'runs'>;
  readonly #clock: Clock;
  readonly #onDigest: OnDigest;
  /** What was looked up already, so that the memory is not written to each minute. */
  readonly #told = new Map<number, string>();

  constructor(
    app: Pick<App, 'listProfiles' | 'beginDigest' | 'orders' | 'summary' | 'runs'>,
    clock: Clock,
    onDigest: OnDigest,
  ) {
    this.#app = app;
    this.#clock = clock;
    this.#onDigest = onDigest;
  }

  /** Looks and sleeps in turns until the signal ends it. A look that fails is told; the next one goes on. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await this.look().catch(onFault);
      await sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  /** Tells what is due; answers of how many profiles. */
  async look(): Promise<number> {
    const now = this.#clock.now();
    const day = dayBefore(now);
    let told = 0;
    for (const { profile } of await this.#app.listProfiles()) {
      if (!isDigestDue(profile, now) || this.#told.get(profile.id) === day) continue;
      const isNew = await this.#app.beginDigest(profile.name, day);
      this.#told.set(profile.id, day);
      if (!isNew) continue;
      await this.#onDigest(profile.name, await dayFigures(this.#app, profile.name, day));
      told += 1;
    }
    return told;
  }
}
