import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { AppParts } from '../../../src/app/app-parts.ts';
import { makeApp } from '../../../src/app/make-app.ts';
import { openParts } from '../../../src/compose.ts';
import { DueSweep } from '../../../src/hosted/due-sweep.ts';
import { HostSlots } from '../../../src/hosted/host-slots.ts';
import { openHosted } from '../../../src/hosted/open-hosted.ts';
import type { HostedPlace } from '../../../src/hosted/open-hosted.ts';
import { RunQueue } from '../../../src/hosted/run-queue.ts';
import type { HeldJob } from '../../../src/hosted/run-queue.ts';
import { sleep } from '../../../src/lib/sleep.ts';
import type { ProfileId } from '../../../src/model/profile.ts';
import { databaseAddress } from '../../../src/state/postgres/database-address.ts';
import { TYPES } from '../../../src/state/postgres/postgres-pool.ts';
import { worldSettings } from '../world.ts';

const NEVER = new AbortController().signal;
const FIRST = 'Магазин';
/** So often whoever is at a host looks whether the others have come, every five milliseconds. */
const MEETING_LOOKS = 400;
const WORKERS = 3;
const LOOK_MS = 20;

/** When profiles are due, and whether their first export is behind them; SQL over `i` from 1. */
interface Due {
  /** Seconds from now. */
  readonly seconds: string;
  readonly filledAt?: string;
}

/** The queue of several workers over profiles that do nothing: what is looked at is when each one starts. */
export class QueueBed {
  readonly #folder: string;
  readonly #url: string;
  readonly #parts: AppParts;
  readonly #place: HostedPlace;

  private constructor(
    at: { readonly folder: string; readonly url: string },
    parts: AppParts,
    place: HostedPlace,
  ) {
    this.#folder = at.folder;
    this.#url = at.url;
    this.#parts = parts;
    this.#place = place;
  }

  /** `url`: of an empty memory. */
  static async open(url: string): Promise<QueueBed> {
    const folder = await mkdtemp(join(tmpdir(), 'skladbridge-queue-'));
    const parts = await openParts(join(folder, 'data'), { ...process.env, SKLADBRIDGE_DATABASE: url });
    const settings = worldSettings('/nowhere.db', 'https://shop.example.bg', { schedule: '1440' });
    await makeApp(parts).addProfile(FIRST, settings);
    return new QueueBed({ folder, url }, parts, await openHosted(databaseAddress(url)));
  }

  /** Confirmed profiles with a schedule, copies of one another, whose next start is due at these times. */
  async profilesDue(count: number, { seconds, filledAt = 'created_at' }: Due): Promise<void> {
    await this.#ask(`delete from hosted_due; delete from profiles where name <> '${FIRST}'`);
    await this.#ask(`insert into profiles (name, version, settings, created_at, confirmed_at, first_filled_at)
      select 'Магазин ' || i, version, settings, created_at, created_at, ${filledAt}
      from profiles, generate_series(1, ${count}) i where name = '${FIRST}'`);
    await this.#ask(`insert into hosted_due (profile_id, version, full_ms, look_ms)
      select id, version, (extract(epoch from now()) * 1000 + 1000 * (${seconds}))::bigint, 9e15
      from profiles, lateral (select substring(name from '\\d+')::int as i) as numbered
      where name <> '${FIRST}'`);
  }

  /** Profiles that have never exported anything. */
  async unfilled(): Promise<ReadonlySet<ProfileId>> {
    const rows = await this.#ask('select id from profiles where first_filled_at is null');
    return new Set(rows.map(({ id }) => id as ProfileId));
  }

  async #ask(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const client = new pg.Client({ connectionString: this.#url, types: TYPES });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /**
   * Several workers, each with a queue of its own and a sweep, until the returned function is called, which rejects with
   * what went wrong inside.
   */
  async work(
    handler: (held: HeldJob) => Promise<void>,
    slots = { all: 8, bulk: 2 },
  ): Promise<() => Promise<void>> {
    const stop = new AbortController();
    const faults: unknown[] = [];
    const onFault = (error: unknown): void => void faults.push(error);
    const app = makeApp(this.#parts);
    const running: Promise<void>[] = [];
    const queues: RunQueue[] = [];
    for (let index = 0; index < WORKERS; index += 1) {
      const queue = await RunQueue.open(this.#place, { isWorking: true, onFault });
      queues.push(queue);
      await queue.work(slots, handler);
      running.push(new DueSweep(this.#place, queue, app).run(sleep, stop.signal, onFault));
    }
    return async () => {
      stop.abort();
      await Promise.all(running);
      for (const queue of queues) await queue.stop();
      if (faults.length > 0) throw new AggregateError(faults, 'a worker has failed');
    };
  }

  /** So many works at one host, of several processes, where only `limit` may be there at once: the most that were. */
  async mostAtHost(works: number, limit: number): Promise<{ readonly most: number; readonly done: number }> {
    const { address } = this.#place;
    const all = Array.from({ length: WORKERS }, () => new HostSlots(address.direct, '', () => limit));
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
        // Until as many as may be there were there: only then one more would be seen.
        for (let wait = 0; wait === 0 || (standing.most < limit && wait < MEETING_LOOKS); wait += 1)
          await sleep(5, NEVER);
        standing.now -= 1;
        standing.done += 1;
        return held.release();
      }
    };
    await Promise.all(Array.from({ length: works }, (_, index) => one(all[index % WORKERS] as HostSlots)));
    for (const slots of all) await slots.close();
    return standing;
  }

  async close(): Promise<void> {
    await this.#place.close();
    await this.#parts.state.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** How much later than it was due a job is begun: milliseconds by the machine's clock, which is the database's. */
export function delayOf({ job }: HeldJob): number {
  return Date.now() - (job.dueMs ?? 0);
}

/** Looks until it holds. */
export async function untilTrue(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(LOOK_MS, NEVER);
}

/** The value that this part of all does not go beyond. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? Number.NaN;
}
