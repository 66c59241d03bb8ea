import type { Clock } from '../lib/clock.ts';
import { SyncError } from '../model/sync-error.ts';

const WINDOW_MS = 60_000;
/** One each two seconds: far more than an installation has to tell. */
const MOST_IN_WINDOW = 30;

/** How often shops report, of all firms: by numbers of shops, in this process alone, bounded by the shops. */
export class ReportPace {
  readonly #clock: Clock;
  /** By shop: when its minute began, and what came in it. */
  readonly #windows = new Map<number, { readonly sinceMs: number; count: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a report. Throws `report.tooOften`. */
  count(shop: number): void {
    const now = this.#clock.now();
    const known = this.#windows.get(shop);
    const passedMs = known === undefined ? WINDOW_MS : now - known.sinceMs;
    if (known === undefined || passedMs >= WINDOW_MS || passedMs < 0) {
      this.#windows.set(shop, { sinceMs: now, count: 1 });
      return;
    }
    known.count += 1;
    if (known.count > MOST_IN_WINDOW)
      throw new SyncError('report.tooOften', { seconds: Math.ceil((WINDOW_MS - passedMs) / 1000) });
  }

  /** Of a shop that is there no more nothing is kept. Repeatable. */
  forget(shop: number): void {
    this.#windows.delete(shop);
  }
}
