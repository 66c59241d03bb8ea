import type { DoctorPoint } from '../../cli/program.ts';
import type { MetAgent } from '../../model/met-agent.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { DatabaseWish } from '../open-memory.ts';
import { workersHub } from './agents.ts';
import { lookAtEach } from './look-at-agents.ts';
import type { AgentLook } from './look-at-agents.ts';

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

function pointOf({ name: agent, version, seenMs }: MetAgent, look: AgentLook): DoctorPoint {
  if (look instanceof Error) return { point: 'agentFault', isOk: false, facts: { agent, code: look.code } };
  if (look !== null) return { point: 'agent', isOk: true, facts: { agent, version: look.version } };
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
    const met = await metAgents(dataFolder, database);
    const looks = await lookAtEach(
      hub,
      met.map(({ name }) => name),
    );
    const points = met.map((agent) => pointOf(agent, looks.get(agent.name) ?? null));
    return [{ point: 'hub', isOk: true, facts: { hub: hub.hub } }, ...shownPoints(points)];
  } catch (error) {
    return [{ point: 'hubAway', isOk: false, facts: { code: asSyncError(error).code } }];
  }
}
