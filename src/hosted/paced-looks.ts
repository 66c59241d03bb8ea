import type { Sleep } from '../lib/sleep.ts';
import type { Settings } from '../model/settings.ts';
import type { HostSlots } from './host-slots.ts';
import { hostsOf } from './hosts-of.ts';

/** What thousands of shops are asked so often is little beside their schedules (hosted.md 6). */
const HOUR_MS = 3_600_000;
/** Looks of this process at once, at whatever hosts. */
const AT_ONCE = 8;
/** A host whose slots are all taken is tried so often before a look at it is left out. */
const [TRIES, WAIT_MS] = [15, 2000];

/**
 * Looks into the shops of a memory that many share, by the one process that keeps what is of all: each shop
 * once an hour, from a moment of chance on, a few at once, and each with a slot at its hosts as a run has, so
 * that a host never has more than its limit.
 */
export class PacedLooks {
  readonly everyMs = HOUR_MS;
  readonly #slots: Pick<HostSlots, 'take' | 'holding'>;
  readonly #random: () => number;
  readonly #sleep: Sleep;
  #open = AT_ONCE;
  readonly #waiting: (() => void)[] = [];

  constructor(
    slots: Pick<HostSlots, 'take' | 'holding'>,
    how: { readonly random: () => number; readonly sleep: Sleep },
  ) {
    this.#slots = slots;
    this.#random = how.random;
    this.#sleep = how.sleep;
  }

  firstMs(): number {
    return this.#random() * this.everyMs;
  }

  /**
   * Null where its host had no slot for half a minute, or the signal is aborted before. Rejects as the look
   * does, and while the database is away.
   */
  async within<T>(settings: Settings, look: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
    await this.#enter();
    try {
      const hosts = hostsOf(settings);
      const held = await this.#slotAt(hosts, signal);
      if (held === null) return null;
      try {
        return await this.#slots.holding(hosts, look);
      } finally {
        await held.release();
      }
    } finally {
      this.#leave();
    }
  }

  async #slotAt(hosts: readonly string[], signal: AbortSignal): ReturnType<HostSlots['take']> {
    for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
      const held = await this.#slots.take(hosts);
      if (held !== null) return held;
      await this.#sleep(WAIT_MS, signal).catch(() => undefined);
    }
    return null;
  }

  async #enter(): Promise<void> {
    if (this.#open > 0) this.#open -= 1;
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }

  /** Whoever waits longest has the room at once. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#open += 1;
    else next();
  }
}
