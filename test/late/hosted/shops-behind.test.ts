import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppParts } from '../../../src/app/app-parts.ts';
import { openHosted } from '../../../src/hosted/open-hosted.ts';
import type { HostedPlace } from '../../../src/hosted/open-hosted.ts';
import { readShopsBehind } from '../../../src/hosted/shops-behind.ts';
import { defaultSettings } from '../../../src/model/settings.ts';
import { NO_COUNTS } from '../../../src/model/run.ts';
import type { TaskName } from '../../../src/model/run.ts';
import { FIRST_TENANT } from '../../../src/model/tenant.ts';
import type { TenantId } from '../../../src/model/tenant.ts';
import { databaseAddress } from '../../../src/state/postgres/database-address.ts';
import { memoryEnvironment, askMemory } from '../../support/memory/memory-place.ts';
import { openWorldParts } from '../../support/world.ts';

const MINUTE_MS = 60_000;
const BOTH: readonly TaskName[] = ['import-orders', 'export-goods'];

let data: string;
let folder: string;
let parts: AppParts;
let place: HostedPlace;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skladbridge-behind-'));
  data = join(folder, 'data');
  parts = await openWorldParts(data);
  const { SKLADBRIDGE_DATABASE: url = '' } = await memoryEnvironment(data);
  place = await openHosted(databaseAddress(url));
});
afterAll(async () => {
  await place.close();
  await parts.state.close();
  await rm(folder, { recursive: true, force: true });
});

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}

/** A shop with a schedule: its scheduled runs by when they began, each told whether it came to its end. */
async function shop(
  name: string,
  runs: readonly (readonly [minutes: number, end: 'done' | 'failed'])[],
  more: {
    readonly tenant?: TenantId;
    readonly tasks?: readonly TaskName[];
    readonly isByHand?: boolean;
  } = {},
): Promise<number> {
  const { tenant = FIRST_TENANT, tasks = BOTH, isByHand = false } = more;
  const memory = parts.state.of(tenant);
  const { id, version } = await memory.profiles.add(name, defaultSettings(), ago(10_000));
  await memory.profiles.confirm(id, ago(9000));
  for (const [minutes, end] of runs) {
    const run = await memory.runs.start(id, { tasks, trigger: 'schedule' }, ago(minutes));
    const counts = Object.fromEntries(tasks.map((task) => [task, NO_COUNTS]));
    await memory.runs.finish(run, { end, counts, nowIso: ago(minutes) });
  }
  await askMemory(
    data,
    `insert into hosted_due (profile_id, version, full_ms, look_ms) values (${id}, ${version},
       ${isByHand ? 'null' : Date.now()}, 9e15)`,
  );
  return id;
}

it('shops are behind whose import is old though they are to import often; nobody else is', async () => {
  const { state } = parts;
  const suspended = await state.tenants.add('Спряна', ago(1));
  const other = await state.tenants.add('Друга', ago(1));
  await shop('наред', [
    [5, 'done'],
    [2, 'done'],
  ]);
  await shop('рядък, наред', [
    [170, 'done'],
    [110, 'done'],
  ]);
  await shop('на половин час, изостанал', [
    [250, 'done'],
    [220, 'done'],
  ]);
  await shop('по 10 минути, магазинът не отговаря', [
    [30, 'done'],
    [20, 'failed'],
    [10, 'failed'],
  ]);
  await shop(
    'друга фирма, от 6 минути',
    [
      [10, 'done'],
      [6, 'done'],
    ],
    { tenant: other.id },
  );
  await shop('никога', [
    [13, 'failed'],
    [3, 'failed'],
  ]);
  await shop(
    'без поръчки',
    [
      [500, 'done'],
      [490, 'done'],
    ],
    { tasks: ['export-goods'] },
  );
  await shop(
    'на ръка',
    [
      [500, 'done'],
      [490, 'done'],
    ],
    { isByHand: true },
  );
  await shop(
    'спряна фирма',
    [
      [500, 'done'],
      [490, 'done'],
    ],
    { tenant: suspended.id },
  );
  await state.tenants.suspend(suspended.id, ago(1));
  const removed = await shop('премахнат', [
    [500, 'done'],
    [490, 'done'],
  ]);
  await askMemory(data, `update profiles set removed_at = created_at where id = ${removed}`);
  const long = await shop('дълго изпраща, поръчките се внасят между другото', [
    [100, 'done'],
    [90, 'done'],
  ]);
  await askMemory(data, `update profiles set orders_between_at = '${ago(3)}' where id = ${long}`);
  const { scheduled, behind, givenUp } = await readShopsBehind(place.database);
  expect([scheduled, givenUp]).toEqual([7, 0]);
  expect([...behind]).toEqual([
    [5, 1],
    [15, 2],
    [60, 2],
  ]);
});
