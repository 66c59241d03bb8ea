import { hostLimits } from '../../hosted/host-slots.ts';
import type { HostLimit } from '../../hosted/host-slots.ts';

/** Works at one host at once, unless it is said otherwise. */
const PER_HOST = 8;

/** How many works may be at a host at once (`SKLADBRIDGE_PER_HOST`). Apart, so that a terminal loads no queue. */
export function hostLimitOf(env: Readonly<Record<string, string | undefined>>): HostLimit {
  return hostLimits(env['SKLADBRIDGE_PER_HOST'] ?? '', PER_HOST);
}
