import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppParts } from '../../../src/app/app-parts.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { DueSweep } from '../../../src/hosted/due-sweep.ts';
import { HostSlots } from '../../../src/hosted/host-slots.ts';
import { openHosted } from '../../../src/hosted/open-hosted.ts';
import type { HostedPlace } from '../../../src/hosted/open-hosted.ts';
import { RunQueue } from '../../../src/hosted/run-queue.ts';
import type { HeldJob } from '../../../src/hosted/run-queue.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import { databaseAddress } from '../../../src/state/postgres/database-address.ts';
import { askMemory, memoryEnvironment } from '../../support/memory/memory-place.ts';
import { openWorldParts, worldSettings } from '../../support/world.ts';

const NEVER = new AbortController().signal;
const FIRST = 'Магазин';
const WORKERS = 3;
/** Seconds until the workers have begun. */
const SOON = 3;
let folder: string;
let data: string;
let parts: AppParts;
let place: HostedPlace;

/** Confirmed profiles with a schedule, copies of one another, whose next start is due at these times from now. */
async function profilesDue(count: number, secondsFrom: string, filledAt = 'created_at'): Promise<void> {
  await askMemory(data, `delete from hosted_due; delete from profiles where name <> '${FIRST}'`);
  await askMemory(
    data,
    `insert into profiles (name, version, settings, created_at, confirmed_at, first_filled_at)
      select 'Магазин ' || i, version, settings, created_at, created_at, ${filledAt}
      from profiles, generate_series(1, ${count}) i where name = '${FIRST}'`,
  );
  await askMemory(
    data,
    `insert into hosted_due (profile_id, version, full_ms, look_ms)
      select id, version, (extract(epoch from now()) * 1000 + 1000 * (${secondsFrom}))::bigint, 9e15
      from profiles where name <> '${FIRST}'`,
  );
}

/** Several workers, each with a queue of its own and a sweep, until the returned function is called. */
async function workers(
  handler: (held: HeldJob) => Promise<void>,
  slots = { all: 8, bulk: 2 },
): Promise<() => Promise<void>> {
  const stop = new AbortController();
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const app = makeApp(parts);
  const running: Promise<void>[] = [];
  const queues: RunQueue[] = [];
  for (let index = 0; index < WORKERS; index += 1) {
    const queue = await RunQueue.open(place, { isWorking: true, onFault });
    queues.push(queue);
    await queue.work(slots, handler);
    running.push(new DueSweep(place, queue, app).run(sleep, stop.signal, onFault));
  }
  return async () => {
    stop.abort();
    await Promise.all(running);
    for (const queue of queues) await queue.stop();
    expect(faults).toEqual([]);
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20, NEVER);
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? Number.NaN;
}

describe('the queue of several workers', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skladbridge-engine-'));
    data = join(folder, 'data');
    parts = await openWorldParts(data);
    const settings = worldSettings('/nowhere.db', 'https://shop.example.bg', { schedule: '1440' });
    await makeApp(parts).addProfile(FIRST, settings);
    const { SKLADBRIDGE_DATABASE: url = '' } = await memoryEnvironment(data);
    place = await openHosted(databaseAddress(url));
  });
  beforeEach(async () => {
    await askMemory(data, 'delete from hosted_due');
  });
  afterAll(async () => {
    await place.close();
    await parts.state.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('five thousand profiles that are due at once are through within thirty seconds, each once', async () => {
    const done: number[] = [];
    await profilesDue(5000, '0');
    const began = performance.now();
    const stop = await workers(async ({ job }) => void done.push(job.profile));
    await until(() => done.length >= 5000);
    expect(performance.now() - began).toBeLessThan(30_000);
    await stop();
    expect([done.length, new Set(done).size]).toEqual([5000, 5000]);
  }, 120_000);

  it('eight a second start within two seconds of their time', async () => {
    const delays: number[] = [];
    await profilesDue(64, `${SOON} + row_number() over () * 0.125`);
    const stop = await workers(async ({ job }) => void delays.push(Date.now() - (job.dueMs ?? 0)));
    await until(() => delays.length >= 64);
    await stop();
    expect(percentile(delays, 0.95)).toBeLessThan(2000);
  });

  it('first exports that take long leave ordinary runs their slots', async () => {
    const delays: number[] = [];
    await profilesDue(60, `${SOON} + random() * 4`, 'case when i % 2 = 0 then created_at end');
    const rows = await askMemory(data, 'select id from profiles where first_filled_at is null');
    const first = new Set(rows.map(({ id }) => id));
    const stop = await workers(async ({ job, signal }) => {
      const isFirst = first.has(job.profile);
      if (!isFirst) delays.push(Date.now() - (job.dueMs ?? 0));
      await sleep(isFirst ? 3000 : 50, signal);
    });
    await until(() => delays.length >= 30);
    await stop();
    expect(percentile(delays, 0.95)).toBeLessThan(2000);
  });

  it('a host never has more works than its limit, whichever process they are in', async () => {
    const { address, schema } = place;
    const all = Array.from({ length: WORKERS }, () => new HostSlots(address.direct, schema, () => 4));
    const standing = { now: 0, most: 0, done: 0 };
    const one = async (slots: HostSlots): Promise<void> => {
      for (;;) {
        const held = await slots.take(['shop.example', 'db.example']);
        if (held === null) {
          await sleep(5, NEVER);
          continue;
        }
        standing.now += 1;
        standing.most = Math.max(standing.most, standing.now);
        await sleep(5, NEVER);
        standing.now -= 1;
        standing.done += 1;
        return held.release();
      }
    };
    await Promise.all(Array.from({ length: 60 }, (_, index) => one(all[index % WORKERS] as HostSlots)));
    expect([standing.most, standing.done]).toEqual([4, 60]);
    for (const slots of all) await slots.close();
  });
});
