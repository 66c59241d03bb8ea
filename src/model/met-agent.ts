import { agentOfAddress } from './agent-address.ts';

/** An agent with whose warehouse was worked. */
export interface MetAgent {
  readonly name: string;
  /** Of its program, as it was told last. */
  readonly version: string;
  /** When it was heard last: milliseconds since 1970 UTC, two minutes late at most while it is there. */
  readonly seenMs: number;
}

/** What was noted of an agent is as good as new for so long: one that works all day is not noted all day. */
export const SIGHT_FRESH_MS = 60_000;

/** What was met, without what nobody uses any more: each agent once, as it was heard last, by name. */
export function usedAgents(
  met: readonly (MetAgent & { readonly firm: number })[],
  warehouses: readonly { readonly firm: number; readonly address: string }[],
): readonly MetAgent[] {
  const named = new Set(
    warehouses.map(({ firm, address }) => JSON.stringify([firm, agentOfAddress(address)])),
  );
  const latest = new Map<string, MetAgent>();
  for (const { firm, name, version, seenMs } of met) {
    const isNewer = seenMs >= (latest.get(name)?.seenMs ?? 0);
    if (isNewer && named.has(JSON.stringify([firm, name]))) latest.set(name, { name, version, seenMs });
  }
  return [...latest.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
