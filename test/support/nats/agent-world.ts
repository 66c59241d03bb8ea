import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { newAgentKey } from '../../../src/compose/warehouses/agents.ts';
import { MAIN } from '../child.ts';
import { openRelay } from '../network/relay.ts';
import type { Relay } from '../network/relay.ts';
import { makeWorld, PROFILE } from '../world.ts';
import type { World, WorldOptions } from '../world.ts';
import { hubWith, startNats, WORKER } from './nats-server.ts';
import type { PrivateNats } from './nats-server.ts';

const NAME = 'shop-1';

/** A world whose warehouse is behind an agent, with a line of either side to the hub. */
export interface AgentWorld {
  readonly nats: PrivateNats;
  /** Between the agent and the hub. */
  readonly line: Relay;
  /** Between the hub and whoever works with the warehouse. */
  readonly workerLine: Relay;
  readonly world: World;
  /** Starts the program's own agent; resolves once it is there. */
  startAgent(): Promise<ChildProcess>;
  close(): Promise<void>;
}

/** Makes one; the agent is started by the test. */
export async function makeAgentWorld(
  options: WorldOptions & {
    readonly delayMs?: number;
    /** What the agent opens; left out: the world's own file. */
    readonly warehouse?: string;
  } = {},
): Promise<AgentWorld> {
  const { delayMs = 40, warehouse, ...more } = options;
  const folder = mkdtempSync(join(tmpdir(), 'skladbridge-agent-'));
  const tokenFile = join(folder, 'key');
  const { hubLine, token } = await newAgentKey(NAME, tokenFile);
  const nats = await startNats(hubWith([hubLine]));
  const target = { host: '127.0.0.1', port: nats.port };
  const line = await openRelay(target, { delayMs });
  const workerLine = await openRelay(target);
  const before = process.env['SKLADBRIDGE_NATS'];
  process.env['SKLADBRIDGE_NATS'] = `nats://${WORKER.user}:${WORKER.password}@127.0.0.1:${workerLine.port}`;
  const world = await makeWorld({ ...more, settings: { ...more.settings, warehouse: `agent:${NAME}` } });
  await world.app.setSecret(PROFILE, 'warehouseSecret', token);
  const children = new Set<ChildProcess>();
  return {
    nats,
    line,
    workerLine,
    world,
    startAgent: async () => {
      const args = ['agent', NAME, '--hub', `nats://127.0.0.1:${line.port}`, '--token-file', tokenFile];
      const child = spawn(
        process.execPath,
        [MAIN, ...args, '--warehouse', warehouse ?? `sqlite:${world.warehousePath}`, '--json'],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      children.add(child);
      child.once('exit', () => children.delete(child));
      await new Promise<void>((resolve, reject) => {
        child.once('exit', () => reject(new Error('the agent has ended')));
        createInterface({ input: child.stdout }).on('line', (text) => {
          if (text.includes('"agentServed"')) resolve();
        });
      });
      return child;
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      await world.close();
      await line.close();
      await workerLine.close();
      await nats.stop();
      rmSync(folder, { recursive: true, force: true });
      if (before === undefined) delete process.env['SKLADBRIDGE_NATS'];
      else process.env['SKLADBRIDGE_NATS'] = before;
    },
  };
}
