import { agentOfAddress } from '../../model/agent-address.ts';
import { SIGHT_FRESH_MS } from '../../model/met-agent.ts';
import type { AppParts } from '../app-parts.ts';

/**
 * The same parts, which remember of each agent that answers when and in which version it did, for the firm
 * whose parts they are. That is told for convenience: a memory that does not take it keeps nobody from work.
 */
export function withAgentBook(parts: AppParts): AppParts {
  const { state, clock } = parts;
  const notedMs = new Map<string, number>();
  return {
    ...parts,
    openWarehouse: async (settings, secrets, watch) => {
      const agent = agentOfAddress(settings.warehouse);
      if (agent === null) return parts.openWarehouse(settings, secrets, watch);
      let noting = Promise.resolve();
      const note = (version: string): void => {
        const [key, now] = [`${agent} ${version}`, clock.now()];
        if (now - (notedMs.get(key) ?? -Infinity) < SIGHT_FRESH_MS) return;
        notedMs.set(key, now);
        noting = noting.then(() => state.agents.meet(agent, version, now)).catch(() => undefined);
      };
      try {
        return await parts.openWarehouse(settings, secrets, {
          ...watch,
          onAgent: (version) => {
            note(version);
            watch?.onAgent?.(version);
          },
          lastAgent: (name) => state.agents.find(name).catch(() => null),
        });
      } finally {
        await noting;
      }
    },
  };
}
