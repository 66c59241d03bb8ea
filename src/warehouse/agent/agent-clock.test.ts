import { expect, it } from 'vitest';
import { agentClock } from './agent-clock.ts';

it('goes on while the machine sleeps, and is not set back with its clock', () => {
  const [running, wall] = [{ ms: 5 }, { ms: 1_000_000 }];
  const clock = agentClock({ now: () => running.ms }, { now: () => wall.ms });
  expect(clock.now()).toBe(0);
  running.ms += 100;
  wall.ms -= 50_000;
  expect(clock.now()).toBe(100);
  wall.ms += 50_000 + 3_600_000;
  expect(clock.now()).toBe(3_600_000);
});
