import { batches } from '../../lib/batch.ts';
import type { MetAgent } from '../../model/met-agent.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { HubPlace } from '../../warehouse/agent/hub-address.ts';
import type { WorkerPlace } from './agents.ts';

/** Questions that are under way to a hub at once. */
const AT_ONCE = 200;

/** What came of a look: the version of the program, nobody (null), or why it cannot be worked with. */
export type AgentLook = { readonly version: string } | SyncError | null;

/** Asks a hub for agents, each once. Rejects `agent.hub*`. */
export async function lookAtEach(
  hub: HubPlace,
  names: readonly string[],
): Promise<ReadonlyMap<string, AgentLook>> {
  const { HubConnection } = await import('../../warehouse/agent/hub-connection.ts');
  const { lookAtAgent } = await import('../../warehouse/agent/agent-session.ts');
  const connection = await HubConnection.open(hub, { name: 'skladbridge look' });
  const look = async (agent: string): Promise<readonly [string, AgentLook]> => {
    const place = { agent, token: '', program: '' };
    const sight = await lookAtAgent(connection, place).catch((error: unknown) => asSyncError(error));
    return [agent, sight === null || sight instanceof Error ? sight : { version: sight.program }];
  };
  try {
    const found = new Map<string, AgentLook>();
    for (const part of batches(names, AT_ONCE))
      for (const [agent, each] of await Promise.all(part.map(look))) found.set(agent, each);
    return found;
  } finally {
    await connection.close();
  }
}

/** Which of these agents are there, at the hub that the environment names; null: it names none. */
export function agentLook(
  env: WorkerPlace['env'],
): ((names: readonly string[]) => Promise<readonly Omit<MetAgent, 'seenMs'>[]>) | null {
  if ((env['SKLADBRIDGE_NATS'] ?? '') === '') return null;
  return async (names) => {
    const { workersHub } = await import('./agents.ts');
    const hub = await workersHub(env);
    if (hub === null) return [];
    return [...(await lookAtEach(hub, names))].flatMap(([name, look]) =>
      look === null || look instanceof Error ? [] : [{ name, version: look.version }],
    );
  };
}
