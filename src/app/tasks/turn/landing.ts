import { sleep } from '../../../lib/sleep.ts';
import type { LeaseFence, Leases } from '../../../state/state.ts';

/** A product that was sent may be made by the shop so much later, whatever became of whoever sent it. */
export const LANDING_MS = 10_000;

/** Keeps that products are under way, for whoever holds the lease next. */
export interface MakingNotes {
  readonly begin: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** The notes of a lease's holder. */
export function notesOf(leases: Leases, fence: LeaseFence): MakingNotes {
  return { begin: () => leases.beginMaking(fence), end: () => leases.endMaking(fence) };
}

/**
 * Products of one profile that are under way to the shop: those of earlier runs, which may have ended in the
 * middle of it, and those of this one. That there are some is kept before the first is sent, so that it is
 * known of a run that is killed at any moment; a run that makes none costs the next one nothing.
 */
export class Landing {
  /** So long what anybody has sent may still come; milliseconds. */
  readonly lastsMs: number;
  readonly #notes: MakingNotes | null;
  #untilMs: number;
  #isMaking = false;
  #isUnsure = false;

  /**
   * `inMs`: milliseconds until nothing of earlier runs can come any more, 0 = nothing can. `notes` null: this
   * one makes no products.
   */
  constructor(inMs: number, notes: MakingNotes | null, lastsMs = LANDING_MS) {
    this.#untilMs = inMs === 0 ? 0 : performance.now() + inMs;
    this.#notes = notes;
    this.lastsMs = lastsMs;
  }

  /** Something of an earlier run may have come since this one began, or may still come. */
  get mayCome(): boolean {
    return this.#untilMs > 0;
  }

  /** Milliseconds until nothing of earlier runs can come any more; 0 = nothing can. */
  get leftMs(): number {
    return Math.max(this.#untilMs - performance.now(), 0);
  }

  /** Whoever makes products from now on may not see yet what this run, or one before it, has sent. */
  get isOpen(): boolean {
    return this.#isMaking || this.leftMs > 0;
  }

  /** Resolves when nothing of earlier runs can come any more. Rejects the signal's reason. */
  async wait(signal: AbortSignal): Promise<void> {
    await sleep(this.leftMs, signal);
    this.#untilMs = 0;
  }

  /** Before products are sent. Rejects `run.leaseLost`. */
  async begin(): Promise<void> {
    if (this.#isMaking) return;
    await this.#notes?.begin();
    this.#isMaking = true;
  }

  /** They were answered for; `isSure` false: not all, so that some may come as long as others of this run may. */
  async end(isSure: boolean): Promise<void> {
    if (!isSure) this.#isUnsure = true;
    if (!this.#isMaking || this.#isUnsure) return;
    await this.#notes?.end();
    this.#isMaking = false;
  }
}

/** Where nothing is sent. */
export const NOTHING_LANDS = new Landing(0, null);
