import { LEASE_TTL_MS } from '../model/lease.ts';
import type { LeaseTimes } from '../model/lease.ts';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import type { LeaseFence, LeaseHolder } from '../state/state.ts';
import type { AppParts } from './app-parts.ts';
import { fencedShop } from './fenced-shop.ts';
import { Landing, LANDING_MS, notesOf } from './tasks/turn/landing.ts';

const LEASE_TIMES: LeaseTimes = {
  ttlMs: LEASE_TTL_MS,
  renewMs: 15_000,
  retryMs: 2_000,
  freshMs: 45_000,
};

/** A moment by two clocks: one may be set anew, the other stands still while the machine sleeps. */
interface Moment {
  readonly wallMs: number;
  readonly runningMs: number;
}

/**
 * Leases of this process that could not be given back: the disk was full, or the memory away. At most one of
 * each profile.
 */
const owed = new Set<HeldLease>();

/**
 * The right to run one profile, renewed while it is held; `signal` tells when it was lost to somebody else. A
 * renewal that fails is repeated while the last one is fresh: the memory may be away for a moment.
 */
export class HeldLease {
  readonly tookOver: LeaseHolder | null;
  readonly #parts: AppParts;
  readonly #fence: LeaseFence;
  readonly #times: LeaseTimes;
  readonly #landing: Landing;
  readonly #lost = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  /** Until it is tried again to give it back. */
  #owing: NodeJS.Timeout | undefined;
  #renewed: Moment;
  #renewal: Promise<void> | null = null;

  private constructor(
    parts: AppParts,
    what: {
      readonly fence: LeaseFence;
      readonly tookOver: LeaseHolder | null;
      readonly landsInMs: number;
      readonly asked: Moment;
      readonly times: LeaseTimes;
    },
  ) {
    this.#parts = parts;
    this.#fence = what.fence;
    this.#times = what.times;
    this.#renewed = what.asked;
    this.tookOver = what.tookOver;
    // By the clock of the memory's engine, which may have been set back meanwhile: never longer than it can be.
    const inMs = Math.min(what.landsInMs, landingMsOf(parts) + what.times.freshMs);
    this.#landing = new Landing(inMs, notesOf(parts.state.leases, what.fence), landingMsOf(parts));
    this.#renewIn(what.times.renewMs);
  }

  /**
   * Rejects `run.alreadyRunning` while another process holds it; a dead or expired holder is taken over. One
   * that this process could not give back is given back first: nobody works under it any more. Rejects what
   * keeps it from that, such as `state.full`.
   */
  static async take(
    parts: AppParts,
    profile: LeaseFence['profile'],
    times: LeaseTimes = parts.leaseTimes ?? LEASE_TIMES,
  ): Promise<HeldLease> {
    for (const lease of owed) if (lease.#fence.profile.id === profile.id) await lease.#giveBack();
    const asked = moment(parts);
    const { holder, isAlive, mayLive = false } = parts;
    const { id, name } = profile;
    const { ttlMs, freshMs } = times;
    const sends = mayLive ? { freshMs } : {};
    const request = { holder, isAlive, ttlMs, landingMs: landingMsOf(parts), ...sends };
    const answer = await parts.state.leases.acquire({ id, name }, request);
    if (!answer.taken) throw new SyncError('run.alreadyRunning', { profile: name, since: answer.since });
    return new HeldLease(parts, { ...answer, asked, times });
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * The parts of the application for this holder alone: a memory that refuses to be written, and a shop that
   * is not changed, once the lease is somebody else's.
   */
  get parts(): AppParts {
    const { state, openShop } = this.#parts;
    return {
      ...this.#parts,
      landing: this.#landing,
      state: state.under(this.#fence),
      openShop: async (settings, secrets, watch) => {
        // A request that is repeated has waited, and so has one that was connected first: meanwhile somebody
        // else may have taken over.
        const beforeChange = async (): Promise<() => boolean> => {
          await this.assertFresh();
          return () => this.#isFresh();
        };
        return fencedShop(await openShop(settings, secrets, { ...watch, beforeChange }), this);
      },
    };
  }

  /**
   * Resolves while nobody else can hold the lease; when that is not sure any more, such as after the machine
   * slept, it is asked for first. Rejects `run.leaseLost`.
   */
  async assertFresh(): Promise<void> {
    if (!this.#isFresh()) await this.#renew();
    if (!this.#isFresh()) this.#lose();
    this.signal.throwIfAborted();
  }

  /** Ends the run at once, by `signal`, where there is no time to ask. */
  loseIfStale(): void {
    if (!this.#isFresh()) this.#lose();
  }

  /**
   * Never rejects, so that it hides no other fault. What cannot be given back now is given back as soon as it
   * can be: it would expire by itself, but stand as a lease that its living holder has forgotten.
   */
  async release(): Promise<void> {
    this.#stop();
    await this.#giveBack().catch(() => undefined);
  }

  /** Rejects what keeps it from being given back, which is tried again in a while. Repeatable. */
  async #giveBack(): Promise<void> {
    clearTimeout(this.#owing);
    try {
      await this.#parts.state.leases.release(this.#fence, landingMsOf(this.#parts));
    } catch (error) {
      if (asSyncError(error).kind === 'connection') {
        this.#oweIt();
        throw error;
      }
      // A memory that was closed meanwhile takes nothing any more.
    }
    owed.delete(this);
  }

  #oweIt(): void {
    const waitMs = owed.has(this) ? this.#times.renewMs : this.#times.retryMs;
    owed.add(this);
    this.#owing = setTimeout(() => void this.#giveBack().catch(() => undefined), waitMs);
    this.#owing.unref();
  }

  #isFresh(): boolean {
    const now = moment(this.#parts);
    const { freshMs } = this.#times;
    const passed = now.wallMs - this.#renewed.wallMs;
    return passed >= 0 && passed < freshMs && now.runningMs - this.#renewed.runningMs < freshMs;
  }

  #renewIn(milliseconds: number): void {
    this.#stop();
    if (this.signal.aborted) return;
    this.#timer = setTimeout(() => void this.#renew(), milliseconds);
    this.#timer.unref();
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Several who ask at once share one renewal. Never rejects. */
  #renew(): Promise<void> {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renewOnce(): Promise<void> {
    const asked = moment(this.#parts);
    const isHeld = await this.#parts.state.leases
      .renew(this.#fence, this.#times.ttlMs)
      .catch(() => 'unknown' as const);
    if (isHeld === true) this.#renewed = asked;
    else if (isHeld === false || !this.#isFresh()) this.#lose();
    if (this.#timer !== null) this.#renewIn(isHeld === true ? this.#times.renewMs : this.#times.retryMs);
  }

  #lose(): void {
    this.#stop();
    this.#lost.abort(new SyncError('run.leaseLost', { profile: this.#fence.profile.name }));
  }
}

function landingMsOf({ landingMs = LANDING_MS }: AppParts): number {
  return landingMs;
}

function moment(parts: AppParts): Moment {
  return { wallMs: parts.clock.now(), runningMs: performance.now() };
}
