/** Time handed in: the only way that code with decisions learns what time it is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Now as ISO 8601, UTC. */
export function nowIso(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
