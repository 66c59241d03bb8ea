import { fromKysely, PgBoss } from 'pg-boss';
import type { Job } from 'pg-boss';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Approval, PlanOf, StartRequest } from '../app/work/work.ts';
import type { ProfileId } from '../model/profile.ts';
import { APPLICATION } from '../state/postgres/postgres-pool.ts';
import type { HostedSchema } from './hosted-tables.ts';
import type { HostedPlace } from './open-hosted.ts';

const RUNS = 'runs';
const DEAD = 'dead';
const MOST_CONNECTIONS = 6;
/** A job may take so long; who works tells that he lives all the while. */
const LONGEST_SECONDS = 12 * 60 * 60;
/** Of completed jobs nothing is asked any more: the log of runs has them. */
const KEPT_SECONDS = 3600;
/** So many workers may die of one job. */
const RETRIES = 3;
/** Counts of the queue are refreshed so often: whether a worker goes on at once hangs on them. */
const LOOK_SECONDS = 2;
const BURST_ABOVE = 10;
const POLL_SECONDS = 0.5;
const POLL_WITH_NOTIFY_SECONDS = 2;
const STOP_MS = 60_000;

/** What is done first where not everything can be at once. */
export const PRIORITY = { person: 100, orders: 50, full: 20, first: 0 } as const;
/** Slots that are reserved take nothing below. */
const RESERVED_ABOVE = 10;

/** What a worker is asked to do. */
export type AskedWork =
  | { readonly kind: 'run'; readonly request: StartRequest }
  | { readonly kind: 'plan'; readonly of: PlanOf; readonly who: string }
  | { readonly kind: 'apply'; readonly madeAt: string; readonly what: Approval };

/** A job of a profile. */
export interface RunJob {
  readonly profile: ProfileId;
  readonly asked: AskedWork;
  /** When a schedule asked for it: milliseconds since 1970 UTC, by the database's clock. Null: a person did. */
  readonly dueMs: number | null;
}

/** A job in hand. */
export interface HeldJob {
  readonly job: RunJob;
  readonly id: string;
  /** From 0; one more each time that a worker has died of it. */
  readonly attempt: number;
  /** Aborts when the job is not this worker's any more. */
  readonly signal: AbortSignal;
}

/** How soon a worker that died is noticed. */
export interface Heartbeat {
  readonly seconds: number;
  readonly refreshSeconds: number;
}

export const HEARTBEAT: Heartbeat = { seconds: 30, refreshSeconds: 5 };

/** How many jobs a worker does at once, and how many of these may be first exports. */
export interface Slots {
  readonly all: number;
  readonly bulk: number;
}

/**
 * The queue that all processes share: one job a profile at a time, whoever asks. It lies in a schema of its
 * own beside the memory's, and may be emptied without harm: what schedules ask for comes again.
 */
export class RunQueue {
  readonly #boss: PgBoss;
  /** The queue's own schema. */
  readonly #jobs: string;
  readonly #heartbeat: Heartbeat;

  private constructor(boss: PgBoss, jobs: string, heartbeat: Heartbeat) {
    this.#boss = boss;
    this.#jobs = jobs;
    this.#heartbeat = heartbeat;
  }

  /** Makes the queue where it is missing. `isWorking`: this process looks after it too. */
  static async open(
    { address, schema, isBound }: HostedPlace,
    how: {
      readonly isWorking: boolean;
      readonly onFault: (error: unknown) => void;
      readonly heartbeat?: Heartbeat;
    },
  ): Promise<RunQueue> {
    const heartbeat = how.heartbeat ?? HEARTBEAT;
    const jobs = `${schema}_jobs`;
    const boss = new PgBoss({
      connectionString: address.direct,
      schema: jobs,
      max: MOST_CONNECTIONS,
      schedule: false,
      supervise: how.isWorking,
      superviseIntervalSeconds: LOOK_SECONDS,
      monitorIntervalSeconds: LOOK_SECONDS,
      queueCacheIntervalSeconds: LOOK_SECONDS,
      useListenNotify: how.isWorking,
      application_name: APPLICATION,
      // A role of pages makes nothing and registers nowhere: whoever has made the role has made the queue.
      ...(isBound ? { migrate: false, registerInstance: false } : {}),
    });
    // Unheard, the event would end the process; what it means for a job the job's own end tells.
    boss.on('error', how.onFault);
    await boss.start();
    if (isBound) return new RunQueue(boss, jobs, heartbeat);
    await boss.createQueue(DEAD);
    await boss.createQueue(RUNS, {
      policy: 'exclusive',
      notify: true,
      retryLimit: RETRIES,
      retryDelay: 1,
      heartbeatSeconds: heartbeat.seconds,
      expireInSeconds: LONGEST_SECONDS,
      deleteAfterSeconds: KEPT_SECONDS,
      deadLetter: DEAD,
    });
    // Of a queue that was there already too.
    if (how.isWorking) await boss.updateQueue(RUNS, { heartbeatSeconds: heartbeat.seconds });
    return new RunQueue(boss, jobs, heartbeat);
  }

  /**
   * Asks for a person, inside of his transaction: a job of the schedule that waits becomes his. False where
   * one is being done. Not repeatable.
   */
  async ask(transaction: Transaction<HostedSchema>, job: RunJob): Promise<boolean> {
    const { updated, inserted } = await this.#boss.upsert(RUNS, job, {
      singletonKey: String(job.profile),
      priority: PRIORITY.person,
      db: fromKysely(transaction),
    });
    return updated + inserted > 0;
  }

  /**
   * Takes away a job that nobody has, inside of this transaction: one that was not taken up, or whose worker
   * has not been heard of for its heartbeat, as the queue itself would give it to another. False: none is.
   */
  async withdraw(transaction: Transaction<HostedSchema>, profile: ProfileId): Promise<boolean> {
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(`${this.#jobs}.job`)}
      where name = ${RUNS} and singleton_key = ${String(profile)}
      and (state in ('created', 'retry') or state = 'active'
        and heartbeat_on < now() - heartbeat_seconds * interval '1 second')`.execute(transaction);
    return numAffectedRows > 0n;
  }

  /** Asks for schedules; profiles that have a job already are left alone. Repeatable. */
  async askAll(
    transaction: Transaction<HostedSchema>,
    jobs: readonly { readonly job: RunJob; readonly priority: number }[],
  ): Promise<void> {
    if (jobs.length === 0) return;
    const rows = jobs.map(({ job, priority }) => ({
      data: job,
      priority,
      singletonKey: String(job.profile),
    }));
    await this.#boss.insert(RUNS, rows, { db: fromKysely(transaction) });
  }

  /** Does jobs until `stop`; some slots are kept from first exports, which take minutes. */
  async work(slots: Slots, handler: (held: HeldJob) => Promise<void>): Promise<void> {
    const common = {
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_WITH_NOTIFY_SECONDS,
      burstWhenReadyExceeds: BURST_ABOVE,
      heartbeatRefreshSeconds: this.#heartbeat.refreshSeconds,
    };
    const each = async (jobs: readonly Job<RunJob>[]): Promise<void> => {
      for (const { id, data, retryCount, signal } of jobs)
        await handler({ job: data, id, attempt: retryCount, signal });
    };
    const reserved = slots.all - slots.bulk;
    if (reserved > 0)
      await this.#boss.work(
        RUNS,
        { ...common, localConcurrency: reserved, minPriority: RESERVED_ABOVE },
        each,
      );
    await this.#boss.work(RUNS, { ...common, localConcurrency: slots.bulk }, each);
  }

  /** Takes jobs that no worker has survived. */
  async workDead(handler: (job: RunJob) => Promise<void>): Promise<void> {
    await this.#boss.work(
      DEAD,
      { pollingIntervalSeconds: LOOK_SECONDS },
      async (jobs: readonly Job<RunJob>[]) => {
        for (const { data } of jobs) await handler(data);
      },
    );
  }

  /** How many jobs stand in which state. */
  async counts(): Promise<Readonly<Record<'waiting' | 'active' | 'dead', number>>> {
    const [runs, dead] = [await this.#boss.getQueue(RUNS), await this.#boss.getQueue(DEAD)];
    return {
      waiting: runs?.queuedCount ?? 0,
      active: runs?.activeCount ?? 0,
      dead: dead?.totalCount ?? 0,
    };
  }

  /** Takes no more jobs, and waits for those in hand: they are to be stopped before. Repeatable. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: STOP_MS });
  }
}
