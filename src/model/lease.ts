import type { ProfileId } from './profile.ts';

/** A lease is never taken or renewed for longer: so long after the last renewal others may take it. */
export const LEASE_TTL_MS = 60_000;

/** Who holds a profile's lease. `since`: ISO 8601, UTC. */
export interface LeaseHolder {
  /** A process as `host/boot/space:pid:start`. */
  readonly holder: string;
  readonly since: string;
}

/**
 * Tells of a holder on this machine whether it still lives; null = cannot tell. A dead one's lease is
 * taken over at once.
 */
export type IsAlive = (holder: string) => boolean | null;

/** A lease that was taken and not given back, also one that has run out since. */
export interface StandingLease extends LeaseHolder {
  /** Name of the profile that it is for, and its number. */
  readonly profile: string;
  readonly id: ProfileId;
  /** Until it runs out, in milliseconds by the clock of the memory's engine; below zero: it has. */
  readonly leftMs: number;
  /** No product that anybody who has held it had under way can come into the shop any more. */
  readonly isQuiet: boolean;
}

export interface LeaseRequest {
  readonly holder: string;
  /** Held for so long from now on, by the clock of the memory's engine: the same for all who use it. */
  readonly ttlMs: number;
  readonly isAlive: IsAlive;
  /** What an earlier holder has sent to the shop may come there so much later. */
  readonly landingMs: number;
  /**
   * Whoever is taken for dead may live: he sends for so long after he was last heard of, which he was when
   * his lease, as long as this one, was renewed. Left out: he has sent until now, and sends no more.
   */
  readonly freshMs?: number;
}

/** A lease that was taken: what its holder shows at every write that follows from it. */
export interface LeaseFence {
  readonly profile: { readonly id: ProfileId; readonly name: string };
  /** Grows each time that the profile's lease is taken; never used again, also after a restored backup. */
  readonly fence: number;
}

/**
 * What came of asking for a lease. `tookOver` tells of an expired or dead holder. `landsInMs`: milliseconds
 * until no product that anybody who held it before had under way can come into the shop any more, whoever has
 * held it meanwhile; 0 = there is none.
 */
export type LeaseAnswer =
  | {
      readonly taken: true;
      readonly fence: LeaseFence;
      readonly tookOver: LeaseHolder | null;
      readonly landsInMs: number;
    }
  | ({ readonly taken: false } & LeaseHolder);

/** How long a lease is held, and how it is kept. All in milliseconds. */
export interface LeaseTimes {
  /** Others may take it so long after the last renewal. */
  readonly ttlMs: number;
  readonly renewMs: number;
  /** After a renewal that failed. */
  readonly retryMs: number;
  /** So long after a renewal was asked for nobody else can have it; less than `ttlMs`, for slow clocks. */
  readonly freshMs: number;
}
