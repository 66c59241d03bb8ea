import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AgentWatch } from '../../app/app-parts.ts';
import type { AgentRequest, RunningAgent } from '../../cli/program.ts';
import { writeWholeFile } from '../../lib/whole-file.ts';
import { sleep } from '../../lib/sleep.ts';
import { isAgentName } from '../../model/agent-address.ts';
import { readError, writeError } from '../../model/file-error.ts';
import type { MetAgent } from '../../model/met-agent.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import type { AgentSecret, ShownKey } from '../../warehouse/agent/agent-key.ts';
import type { HubPlace } from '../../warehouse/agent/hub-address.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

// Whoever has no agent loads nothing of this.
const addresses = () => import('../../warehouse/agent/hub-address.ts');
const keys = () => import('../../warehouse/agent/agent-key.ts');

/** What a worker knows of the hub and of itself. */
export interface WorkerPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly watch: AgentWatch;
}

/** The hub that `SKLADBRIDGE_NATS` names, with user and password of the workers; null = none. */
export async function workersHub(env: WorkerPlace['env']): Promise<HubPlace | null> {
  const { SKLADBRIDGE_NATS: address = '', SKLADBRIDGE_NATS_CA: authority = '' } = env;
  if (address === '') return null;
  return (await addresses()).hubPlace(address, authority === '' ? null : authority);
}

/**
 * Opens the warehouse of an agent. Its token is the password of the warehouse in the profile: whoever knows
 * no more than the agent's name gets nowhere.
 */
export async function openAgentWarehouse(
  agent: string,
  token: string | null,
  place: WorkerPlace,
): Promise<Warehouse> {
  if (!isAgentName(agent))
    throw new SyncError('settings.warehouseUrl.malformed', { value: `agent:${agent}` });
  if (token === null || token === '') throw new SyncError('secrets.notSet', { name: 'warehouseSecret' });
  const hub = await workersHub(place.env);
  if (hub === null) throw new SyncError('agent.hubNotSet');
  const { AgentWarehouse } = await import('../../warehouse/agent/agent-warehouse.ts');
  try {
    return await AgentWarehouse.open(hub, {
      agent,
      token,
      program: place.version,
      onHeard: (version) => place.watch.onAgent?.(version),
    });
  } catch (error) {
    const isAway = error instanceof SyncError && error.facts['reason'] === 'AGENT_ABSENT';
    const seen = isAway ? await place.watch.lastAgent?.(agent) : null;
    throw isAway && seen ? awaySince(error, seen) : error;
  }
}

/** That nobody is there, with when somebody was and in which version. */
function awaySince(error: SyncError, { seenMs, version }: MetAgent): SyncError {
  const reason = `AGENT_AWAY: ${new Date(seenMs).toISOString().slice(0, 16).replace('T', ' ')} UTC (${version})`;
  return new SyncError(error.code, { ...error.facts, reason }, { cause: error });
}

/** A key, or a token of at least 32 characters: what is shorter is guessed too soon. */
async function readAgentSecret(file: string): Promise<AgentSecret> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readError(error, file);
  });
  const line = text.trim();
  const { agentSecretOf } = await keys();
  const secret = /^[A-Za-z0-9]{32,200}$/.test(line) ? agentSecretOf(line) : null;
  if (secret === null) throw new SyncError('agent.tokenMalformed', { file });
  return secret;
}

/**
 * Makes the key of an agent in a file that is its owner's alone, and tells what of it is shown at the hoster.
 * A file that is there stays, so that it may be asked for again. Rejects `agent.nameMalformed`,
 * `agent.notAKey`, `agent.tokenMalformed`, and what keeps the file from being written.
 */
export async function newAgentKey(name: string, file: string): Promise<ShownKey> {
  if (!isAgentName(name)) throw new SyncError('agent.nameMalformed', { name });
  const { makeAgentKey, showAgentKey } = await keys();
  if (!existsSync(file)) {
    try {
      writeWholeFile(file, `${makeAgentKey()}\n`);
    } catch (error) {
      throw writeError(error, file);
    }
  }
  const shown = showAgentKey(name, await readAgentSecret(file));
  if (shown === null) throw new SyncError('agent.notAKey', { file });
  return shown;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** A machine may start before its network: whatever time alone mends is tried again until it is stopped. */
async function patiently<T>(
  work: () => Promise<T>,
  { signal, onTold }: Pick<AgentRequest, 'signal' | 'onTold'>,
): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      const fault = asSyncError(error);
      if (fault.kind !== 'connection') throw error;
      onTold({ kind: 'fault', method: 'start', fault });
      await sleep(waitMs, signal);
    }
  }
}

/**
 * Serves the warehouse beside this machine to whoever knows its token, over a hub. Rejects what no waiting
 * mends: addresses, token, a warehouse that lets nobody in, a hub that refuses the agent.
 */
export async function serveAgentWarehouse(
  request: AgentRequest,
  version: string,
  open: () => Promise<Warehouse>,
): Promise<RunningAgent> {
  const { name, hub, caFile, tokenFile, url, onTold } = request;
  if (!isAgentName(name)) throw new SyncError('agent.nameMalformed', { name });
  // The REST API has no claims, and wants to be told of the warehouse what a profile alone knows.
  if (/^(?:agent|api\+https?):/i.test(url.trim()))
    throw new SyncError('agent.warehouseElsewhere', { address: url });
  const { hubPlace, refusePlainHub } = await addresses();
  const place = hubPlace(hub, caFile);
  refusePlainHub(place);
  const secret = await readAgentSecret(tokenFile);
  const { serveAgent } = await import('../../warehouse/agent/serve-agent.ts');
  const serving = { hub: place, agent: name, secret, program: version, open, onTold };
  await patiently(async () => (await open()).close(), request);
  const agent = await patiently(() => serveAgent(serving), request);
  return { ...agent, hub: place.hub };
}
