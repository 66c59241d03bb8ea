import type { Clock } from '../../lib/clock.ts';

/**
 * Milliseconds since an agent was started, which never pass more slowly than they do: a running clock stands
 * still while a machine sleeps, and a message that waited meanwhile would seem to have come at once. Whoever
 * sets the other clock forth makes questions late that are not, and those are asked again.
 */
export function agentClock(running: Clock, wall: Clock): Clock {
  const [runningStart, wallStart] = [running.now(), wall.now()];
  return { now: () => Math.max(running.now() - runningStart, wall.now() - wallStart) };
}
