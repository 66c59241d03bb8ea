import { SyncError } from '../model/sync-error.ts';
import type { ProfileId } from '../model/profile.ts';
import type { LeaseHolder, LeaseRequest } from '../state/state.ts';
import type { AppParts } from './app-parts.ts';

const TTL_MS = 60_000;
const RENEW_MS = 15_000;

/**
 * The right to run one profile, renewed while it is held; `signal` tells when it was lost to somebody else.
 */
export class HeldLease {
  readonly tookOver: LeaseHolder | null;
  readonly #parts: AppParts;
  readonly #profile: { readonly id: ProfileId; readonly name: string };
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;

  private constructor(
    parts: AppParts,
    profile: { readonly id: ProfileId; readonly name: string },
    tookOver: LeaseHolder | null,
  ) {
    this.#parts = parts;
    this.#profile = profile;
    this.tookOver = tookOver;
    this.#timer = setInterval(() => void this.#renew(), RENEW_MS);
    this.#timer.unref();
  }

  /** Rejects `run.alreadyRunning` while another process holds it; a dead or expired holder is taken over. */
  static async take(
    parts: AppParts,
    profile: { readonly id: ProfileId; readonly name: string },
  ): Promise<HeldLease> {
    const answer = await parts.state.leases.acquire(profile.id, leaseRequest(parts));
    if (!answer.taken)
      throw new SyncError('run.alreadyRunning', { profile: profile.name, since: answer.since });
    return new HeldLease(parts, profile, answer.tookOver);
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#parts.state.leases.release(this.#profile.id, this.#parts.holder);
  }

  async #renew(): Promise<void> {
    const isHeld = await this.#parts.state.leases
      .renew(this.#profile.id, leaseRequest(this.#parts))
      .catch(() => false);
    if (!isHeld) this.#lost.abort(new SyncError('run.leaseLost', { profile: this.#profile.name }));
  }
}

/** This process as it asks for a lease, now. */
export function leaseRequest(parts: AppParts): LeaseRequest {
  return { holder: parts.holder, nowMs: parts.clock.now(), ttlMs: TTL_MS, isAlive: parts.isAlive };
}
