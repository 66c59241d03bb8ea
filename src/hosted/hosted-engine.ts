import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OverdueProfile } from '../model/readiness.ts';
import type { App } from '../app/app.ts';
import type { OnRunEnd } from '../app/work/local-work.ts';
import type { SharedWork, Watcher } from '../app/work/work.ts';
import { systemClock } from '../lib/clock.ts';
import { sleep as machineSleep } from '../lib/sleep.ts';
import type { Sleep } from '../lib/sleep.ts';
import type { LeaseTimes } from '../model/lease.ts';
import type { ProfileId } from '../model/profile.ts';
import type { TenantId } from '../model/tenant.ts';
import type { SyncError } from '../model/sync-error.ts';
import type { DatabaseAddress } from '../state/postgres/database-address.ts';
import { DueSweep } from './due-sweep.ts';
import { HostSlots } from './host-slots.ts';
import type { HostLimit } from './host-slots.ts';
import { HostedWork } from './hosted-work.ts';
import { HostedWorker } from './hosted-worker.ts';
import type { Attempt } from './hosted-worker.ts';
import { Listener } from './listener.ts';
import { PacedLooks } from './paced-looks.ts';
import { openHosted } from './open-hosted.ts';
import type { HostedPlace } from './open-hosted.ts';
import { HEARTBEAT, RunQueue } from './run-queue.ts';
import type { Heartbeat, Slots } from './run-queue.ts';
import { readShopsBehind } from './shops-behind.ts';
import { ToldTail } from './told-tail.ts';
import { WorkerMetrics } from './worker-metrics.ts';
import { WorkStore } from './work-store.ts';
import { WorkerRoll } from './worker-roll.ts';

/** What is tried again when nobody has given way. */
const KEEPER_LOOK_MS = 10_000;
const FORGET_MS = 60_000;

/** What a process does: everything, the page alone, or the work alone. */
export type Role = 'all' | 'page' | 'worker';

/** How a process shares the work. */
export interface HostedOptions {
  readonly role: Role;
  readonly address: DatabaseAddress;
  readonly slots: Slots;
  readonly limit: HostLimit;
  readonly heartbeat?: Heartbeat;
  readonly onFault: (error: unknown) => void;
}

/** What the application has to give. */
export interface HostedApp {
  /** Of this process. */
  readonly app: App;
  /** For one attempt of a job of a firm, with the leases of jobs. */
  readonly appOf: (attempt: Attempt, leaseTimes: LeaseTimes, tenant: TenantId) => App;
  readonly onRunEnd: (app: App) => OnRunEnd;
  /** Puts on the attention list what a person has to know of a profile. Repeatable. */
  readonly tellLost: (id: ProfileId, error: SyncError) => Promise<void>;
  /** Takes that off the list again. Repeatable. */
  readonly settleLost: (id: ProfileId) => Promise<void>;
}

/**
 * Leases of jobs. A holder that has not heard of the database for `freshMs` changes nothing in the shop without
 * asking, and the queue gives his job to another only after a heartbeat: so that is the longer one.
 */
export function leaseTimesOf({ seconds, refreshSeconds }: Heartbeat): LeaseTimes {
  const second = 1000;
  const freshMs = ((seconds - refreshSeconds) * second * 4) / 5;
  return { ttlMs: 2 * seconds * second, renewMs: freshMs / 4, retryMs: second, freshMs };
}

/** The work of several processes, as one of them takes part in it. */
export class HostedEngine {
  readonly live: SharedWork;
  readonly looks: PacedLooks;
  /** Slots at hosts, for whatever this process asks beside its works. */
  readonly slots: HostSlots;
  readonly #options: HostedOptions;
  readonly #place: HostedPlace;
  readonly #queue: RunQueue;
  readonly #store: WorkStore;
  readonly #tail: ToldTail;
  readonly #sweep: DueSweep;
  readonly #keeper: HostSlots;
  readonly #worker: HostedWorker;
  readonly #metrics: WorkerMetrics;
  readonly #listener: Listener;
  readonly #roll: WorkerRoll;

  private constructor(
    given: HostedApp,
    options: HostedOptions,
    made: {
      readonly place: HostedPlace;
      readonly queue: RunQueue;
      readonly store: WorkStore;
      readonly tail: ToldTail;
    },
  ) {
    const { place, queue, store, tail } = made;
    const { onFault, limit } = options;
    const { direct } = place.address;
    this.#options = options;
    this.#place = place;
    this.#queue = queue;
    this.#store = store;
    this.#tail = tail;
    const clock = systemClock;
    this.#sweep = new DueSweep(place, queue, given.app);
    this.slots = new HostSlots(direct, '', limit);
    this.#keeper = new HostSlots(direct, 'keeper', () => 1);
    this.looks = new PacedLooks(this.slots, { random: Math.random, sleep: machineSleep });
    const { heartbeat = HEARTBEAT } = options;
    const times = leaseTimesOf(heartbeat);
    this.#worker = new HostedWorker({
      appOf: (attempt, tenant) => given.appOf(attempt, times, tenant),
      onRunEnd: given.onRunEnd,
      tellLost: given.tellLost,
      settleLost: given.settleLost,
      clock,
      random: Math.random,
      store,
      sweep: this.#sweep,
      slots: this.slots,
      onFault,
    });
    const look = {
      jobs: () => queue.counts(),
      dueNow: () => this.#sweep.dueNow(),
      shops: () => readShopsBehind(place.database),
    };
    this.#metrics = new WorkerMetrics(this.#worker, look);
    this.#roll = new WorkerRoll(place, randomUUID(), heartbeat);
    this.live = this.#workOf(given.app, null);
    const told = (): void => void tail.look().catch(onFault);
    const stop = (id: string): void => this.#worker.stop(Number(id) as ProfileId);
    this.#listener = new Listener(
      direct,
      new Map([
        [store.toldChannel, told],
        [store.stopChannel, stop],
      ]),
    );
  }

  /** Opens what is shared, and begins to take part. Rejects `state.database.*`. */
  static async open(given: HostedApp, options: HostedOptions): Promise<HostedEngine> {
    const { address, onFault, heartbeat } = options;
    const place = await openHosted(address);
    const isWorking = options.role !== 'page';
    const how = { isWorking, onFault, ...(heartbeat === undefined ? {} : { heartbeat }) };
    const queue = await RunQueue.open(place, how);
    const store = new WorkStore(place);
    const tail = await ToldTail.open(store, { readEpoch: () => place.epoch(), onFault });
    return new HostedEngine(given, options, { place, queue, store, tail });
  }

  /** The same work, of one firm's profiles alone; `app`: that firm's. */
  of(tenant: TenantId, app: App): SharedWork {
    return this.#workOf(app, tenant);
  }

  #workOf(app: App, tenant: TenantId | null): SharedWork {
    const [place, queue, tail] = [this.#place, this.#queue, this.#tail];
    const store = tenant === null ? this.#store : this.#store.of(tenant);
    return new HostedWork({ app, tenant, clock: systemClock, place, store, queue, tail, roll: this.#roll });
  }

  /** False: this process is a page alone. */
  get isWorking(): boolean {
    return this.#options.role !== 'page';
  }

  /** How many workers live. Rejects while the database is away. Repeatable. */
  workers(): Promise<number> {
    return this.#roll.alive();
  }

  /** Told of what this process does; must not throw. */
  watch(watcher: Watcher): () => void {
    return this.#worker.watch(watcher);
  }

  /** Profiles whose schedule should have started something so long ago. */
  overdue(graceMs: number): Promise<readonly OverdueProfile[]> {
    return this.#sweep.overdue(graceMs);
  }

  /** Rejects while the database cannot be asked. */
  async look(): Promise<void> {
    await sql`select 1`.execute(this.#place.database);
  }

  /** Figures of this worker. */
  metrics(): Promise<{ readonly type: string; readonly text: string }> {
    return this.#metrics.text();
  }

  /** Does the work of schedules and people until the signal ends it; a page only looks on. */
  async run(sleep: Sleep, signal: AbortSignal, onFault: (error: unknown) => void): Promise<void> {
    if (!this.isWorking) return;
    await this.#queue.work(this.#options.slots, async (held) => {
      if (held.job.dueMs !== null && held.attempt === 0) this.#metrics.taken(held.job.dueMs);
      await this.#worker.handle(held);
    });
    await this.#queue.workDead((job) => this.#worker.bury(job));
    await Promise.all([this.#sweep.run(sleep, signal, onFault), this.#forget(signal), this.#beat(signal)]);
  }

  /** Whoever asks for work sees that somebody is there to do it. */
  async #beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#roll.beat().catch(this.#options.onFault);
      await machineSleep(this.#roll.beatMs, signal).catch(() => undefined);
    }
    await this.#roll.leave().catch(this.#options.onFault);
  }

  async #forget(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#store.forgetTold().catch(this.#options.onFault);
      await machineSleep(FORGET_MS, signal).catch(() => undefined);
    }
  }

  /**
   * Does what one process of all is to do, mails of the day and the forgetting of what is old, whenever it is
   * this one's turn, until the signal ends it.
   */
  async keep(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (!this.isWorking) return;
    while (!signal.aborted) {
      const turn = await this.#keeper.take(['']).catch(() => null);
      if (turn !== null) {
        await work(AbortSignal.any([signal, turn.lost]));
        await turn.release();
      }
      await machineSleep(KEEPER_LOOK_MS, signal).catch(() => undefined);
    }
  }

  /** Asks what goes on here to stop, waits for it, and leaves. */
  async close(): Promise<void> {
    await this.#worker.stopAll();
    await this.#queue.stop();
    await this.#listener.close();
    await this.#tail.close();
    await this.slots.close();
    await this.#keeper.close();
    await this.#place.close();
  }
}
