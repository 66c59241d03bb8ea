import type { LeaseAnswer, LeaseFence, LeaseRequest, StandingLease } from '../../model/lease.ts';

/** The right to run a profile: one at a time, across processes; expires by itself. */
export interface Leases {
  /**
   * Taken, or who holds it. `tookOver` tells of an expired or dead holder. Rejects `profile.notFound` for a
   * profile that was removed meanwhile. Not repeatable: whoever asks again is told who holds it.
   */
  acquire(profile: LeaseFence['profile'], request: LeaseRequest): Promise<LeaseAnswer>;
  /** False when somebody else has taken it meanwhile: the run must stop. Repeatable. */
  renew(fence: LeaseFence, ttlMs: number): Promise<boolean>;
  /**
   * Before the first of some products is sent to the shop: until `endMaking` they may be under way, whatever
   * becomes of the holder. Rejects `run.leaseLost` when the lease is not his any more. Repeatable.
   */
  beginMaking(fence: LeaseFence): Promise<void>;
  /** The shop has answered for all of them. Rejects `run.leaseLost`. Repeatable. */
  endMaking(fence: LeaseFence): Promise<void>;
  /**
   * `landingMs`: so long what is under way may still come into the shop. Repeatable; does nothing when another
   * holds it.
   */
  release(fence: LeaseFence, landingMs: number): Promise<void>;
  /** Those of living profiles that nobody has given back. Repeatable. */
  standing(): Promise<readonly StandingLease[]>;
}
