import { join } from 'node:path';
import type { AppParts } from '../../../src/app/app-parts.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { HostedEngine } from '../../../src/hosted/hosted-engine.ts';
import type { Role } from '../../../src/hosted/hosted-engine.ts';
import type { HostLimit } from '../../../src/hosted/host-slots.ts';
import type { Heartbeat, Slots } from '../../../src/hosted/run-queue.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import { databaseAddress } from '../../../src/state/postgres/database-address.ts';
import { memoryEnvironment } from '../memory/memory-place.ts';
import { openWorldParts } from '../world.ts';
import type { World } from '../world.ts';

/** One process of several, in this one. */
export interface OpenEngine {
  readonly engine: HostedEngine;
  /** What went wrong inside. */
  readonly faults: readonly unknown[];
  close(): Promise<void>;
}

/** Takes part in the work over the memory of a world, as a process of its own would. */
export async function engineOf(
  world: Pick<World, 'folder'>,
  role: Role,
  how: {
    readonly slots?: Slots;
    readonly limit?: HostLimit;
    readonly heartbeat?: Heartbeat;
    /** What its works are done with, in the place of what is usual. */
    readonly parts?: Partial<Pick<AppParts, 'clock' | 'pace' | 'leaseTimes'>>;
  } = {},
): Promise<OpenEngine> {
  const data = join(world.folder, 'data');
  const { SKLADBRIDGE_DATABASE: url = '' } = await memoryEnvironment(data);
  const parts = await openWorldParts(data);
  const app = makeApp(parts);
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const { slots = { all: 4, bulk: 1 }, limit = () => 8, heartbeat } = how;
  const engine = await HostedEngine.open(
    {
      app,
      appOf: (attempt, leaseTimes, tenant) =>
        makeApp({ ...parts, ...attempt, leaseTimes, ...how.parts }).of(tenant),
      onRunEnd: () => async () => undefined,
      tellLost: async (id, { code, facts }) => {
        const draft = { subject: 'profile', code, facts, contentHash: '' };
        await parts.state.attention.put(id, [draft], new Date().toISOString());
      },
      settleLost: (id) => parts.state.attention.resolve(id, ['profile']),
    },
    {
      role,
      address: databaseAddress(url),
      slots,
      limit,
      onFault,
      ...(heartbeat === undefined ? {} : { heartbeat }),
    },
  );
  const stop = new AbortController();
  const running = engine.run(sleep, stop.signal, onFault);
  return {
    engine,
    faults,
    close: async () => {
      stop.abort();
      await running;
      await engine.close();
      await app.close();
    },
  };
}
