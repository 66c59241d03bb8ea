import type { DoctorPoint } from '../../cli/program.ts';
import { batches } from '../../lib/batch.ts';
import type { MetAgent } from '../../model/met-agent.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { AgentPlace } from '../../warehouse/agent/agent-session.ts';
import type { HubConnection } from '../../warehouse/agent/hub-connection.ts';
import type { DatabaseWish } from '../open-memory.ts';
import { workersHub } from './agents.ts';

/** Questions that are under way to a hub at once. */
const AT_ONCE = 50;
/** More agents than these nobody reads line by line: only those that something is wrong with. */
const MOST_LINES = 20;

/** Agents that were met, as the memory has them, without opening it; none where it cannot be looked at. */
async function metAgents(dataFolder: string, database: DatabaseWish | null): Promise<readonly MetAgent[]> {
  const { lookAtAgents } = await import('../../state/sql/firm/look-at-agents.ts');
  if (database === null) {
    const { lookInFile } = await import('../../state/sqlite/read-value.ts');
    const rows = await lookInFile(dataFolder, (file) =>
      lookAtAgents(async (statement) => file.prepare(statement).all()),
    );
    return rows ?? [];
  }
  const { databaseAddress } = await import('../../state/postgres/database-address.ts');
  const { askDatabase } = await import('../../state/postgres/ask-database.ts');
  // That it is away, or older than this table, other points tell.
  return askDatabase(databaseAddress(database.url, database.direct), lookAtAgents).catch(() => []);
}

async function pointOf(hub: HubConnection, { name: agent, version, seenMs }: MetAgent): Promise<DoctorPoint> {
  const { lookAtAgent } = await import('../../warehouse/agent/agent-session.ts');
  const place: AgentPlace = { agent, token: '', program: '' };
  const sight = await lookAtAgent(hub, place).catch((error: unknown) => asSyncError(error).code);
  if (typeof sight === 'string') return { point: 'agentFault', isOk: false, facts: { agent, code: sight } };
  if (sight !== null) return { point: 'agent', isOk: true, facts: { agent, version: sight.program } };
  const seenAt = new Date(seenMs).toISOString();
  return { point: 'agentAway', isOk: false, facts: { agent, version, seenAt } };
}

/** Each agent, or of many how many there are, and those that something is wrong with. */
function shownPoints(points: readonly DoctorPoint[]): readonly DoctorPoint[] {
  if (points.length <= MOST_LINES) return points;
  const wrong = points.filter(({ isOk }) => !isOk);
  const facts = { connected: points.length - wrong.length, gone: wrong.length };
  return [{ point: 'agents', isOk: wrong.length === 0, facts }, ...wrong.slice(0, MOST_LINES)];
}

/**
 * What `doctor` tells of the hub and of agents that profiles of this memory name and have met; nothing where no
 * hub is named.
 */
export async function agentPoints(
  dataFolder: string,
  database: DatabaseWish | null,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly DoctorPoint[]> {
  try {
    const hub = await workersHub(env);
    if (hub === null) return [];
    const { HubConnection: Connection } = await import('../../warehouse/agent/hub-connection.ts');
    const connection = await Connection.open(hub, { name: 'skladbridge doctor' });
    try {
      const points: DoctorPoint[] = [];
      for (const part of batches(await metAgents(dataFolder, database), AT_ONCE))
        points.push(...(await Promise.all(part.map((agent) => pointOf(connection, agent)))));
      return [{ point: 'hub', isOk: true, facts: { hub: hub.hub } }, ...shownPoints(points)];
    } finally {
      await connection.close();
    }
  } catch (error) {
    return [{ point: 'hubAway', isOk: false, facts: { code: asSyncError(error).code } }];
  }
}
