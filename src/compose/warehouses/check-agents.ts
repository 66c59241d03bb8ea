import type { DoctorPoint } from '../../cli/program.ts';
import { asSyncError } from '../../model/sync-error.ts';
import { workersHub } from './agents.ts';
import { KeptAgents } from './kept-agents.ts';

/** What `doctor` tells of the hub and of agents that were met from here; nothing where no hub is named. */
export async function agentPoints(
  dataFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly DoctorPoint[]> {
  try {
    const hub = await workersHub(env);
    if (hub === null) return [];
    const { HubConnection } = await import('../../warehouse/agent/hub-connection.ts');
    const { lookAtAgent } = await import('../../warehouse/agent/agent-session.ts');
    const connection = await HubConnection.open(hub, { name: 'skladbridge doctor' });
    try {
      const points: DoctorPoint[] = [{ point: 'hub', isOk: true, facts: { hub: hub.hub } }];
      for (const [agent, { version, at }] of Object.entries(new KeptAgents(dataFolder).all())) {
        const place = { agent, token: '', program: '' };
        const sight = await lookAtAgent(connection, place).catch((error: unknown) => asSyncError(error).code);
        if (sight === null) points.push({ point: 'agentAway', isOk: false, facts: { agent, version, at } });
        else if (typeof sight === 'string')
          points.push({ point: 'agentFault', isOk: false, facts: { agent, code: sight } });
        else points.push({ point: 'agent', isOk: true, facts: { agent, version: sight.program } });
      }
      return points;
    } finally {
      await connection.close();
    }
  } catch (error) {
    return [{ point: 'hubAway', isOk: false, facts: { code: asSyncError(error).code } }];
  }
}
