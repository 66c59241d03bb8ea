/** Time handed in: the only way that code with decisions learns what time it is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * Milliseconds that pass, from a beginning of its own: for waiting and pacing. Whoever sets the machine's clock
 * anew does not move it.
 */
export const runningClock: Clock = { now: () => performance.now() };

/** Now as ISO 8601, UTC. */
export function nowIso(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
