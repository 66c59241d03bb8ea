import { hubPlace } from '../../../src/warehouse/agent/hub-address.ts';
import { serveAgent } from '../../../src/warehouse/agent/serve-agent.ts';
import type { AgentTold, ServedAgent } from '../../../src/warehouse/agent/serve-agent.ts';
import { AgentWarehouse } from '../../../src/warehouse/agent/agent-warehouse.ts';
import type { Warehouse } from '../../../src/warehouse/warehouse.ts';
import { TOKEN, WORKER } from './nats-server.ts';

/** The hub as a worker comes to it, behind whatever stands before its port. */
export function workerAt(port: number): ReturnType<typeof hubPlace> {
  return hubPlace(`nats://${WORKER.user}:${WORKER.password}@127.0.0.1:${port}`, null);
}

/** An agent at its work, in this process. */
export async function agentAt(
  port: number,
  agent: string,
  open: () => Promise<Warehouse>,
  onTold: (told: AgentTold) => void = () => undefined,
): Promise<ServedAgent> {
  const hub = hubPlace(`nats://127.0.0.1:${port}`, null);
  return serveAgent({
    hub,
    agent,
    secret: { seed: null, token: TOKEN },
    program: '0.0.0-test',
    open,
    onTold,
  });
}

/** The warehouse of an agent, as whoever works with it has it. */
export async function warehouseOf(port: number, agent: string, token: string = TOKEN): Promise<Warehouse> {
  return AgentWarehouse.open(workerAt(port), { agent, token, program: '0.0.0-test' });
}
