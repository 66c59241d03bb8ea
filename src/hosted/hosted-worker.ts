import type { App } from '../app/app.ts';
import { healthAfter } from '../app/side-health.ts';
import { LocalWork } from '../app/work/local-work.ts';
import type { OnRunEnd } from '../app/work/local-work.ts';
import type { Happening, StartedBy, Watcher } from '../app/work/work.ts';
import type { Clock } from '../lib/clock.ts';
import { sleep } from '../lib/sleep.ts';
import type { ProfileId } from '../model/profile.ts';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import type { TenantId } from '../model/tenant.ts';
import type { DueSweep } from './due-sweep.ts';
import type { HeldSlots, HostSlots } from './host-slots.ts';
import { hostsOf } from './hosts-of.ts';
import type { AskedWork, HeldJob, RunJob } from './run-queue.ts';
import { WorkJournal } from './work-journal.ts';
import type { JobProfile } from './work-row.ts';
import type { WorkOpening, WorkStore } from './work-store.ts';

/** A job that found no slot free comes again so much later, and somewhat scattered. */
const SLOT_WAIT_MS = 5000;
/** A person's job waits where it is. */
const PERSON_WAIT_MS = 500;

/** Who holds leases for one attempt of a job, and who of the other holders lives. */
export interface Attempt {
  readonly holder: string;
  readonly isAlive: (holder: string) => boolean | null;
}

/** What a worker is made of. */
export interface WorkerParts {
  /** The application for one attempt, of the firm whose profile it is. */
  readonly appOf: (attempt: Attempt, tenant: TenantId) => App;
  readonly onRunEnd: (app: App) => OnRunEnd;
  /** Puts on the attention list what a person has to know of a profile. Repeatable. */
  readonly tellLost: (id: ProfileId, error: SyncError) => Promise<void>;
  /** Takes that off the list again. Repeatable. */
  readonly settleLost: (id: ProfileId) => Promise<void>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly store: WorkStore;
  readonly sweep: Pick<DueSweep, 'worked' | 'postpone' | 'pause'>;
  readonly slots: Pick<HostSlots, 'take'>;
  readonly onFault: (error: unknown) => void;
}

/**
 * Every attempt of a job is a holder of its own. An earlier one of the same job is taken for dead: the queue
 * gives a job out again when it has failed, or when its worker has not been heard of for a heartbeat. He may
 * live all the same, and changes the shop until his lease is not fresh any more (`AppParts.mayLive`).
 */
export function attemptOf({ id, attempt }: Pick<HeldJob, 'id' | 'attempt'>): Attempt {
  const job = `job:${id}:`;
  const holder = `${job}${attempt}`;
  return { holder, isAlive: (other) => (other.startsWith(job) && other !== holder ? false : null) };
}

/** Does jobs of the queue in this process. */
export class HostedWorker {
  readonly #parts: WorkerParts;
  readonly #doing = new Map<ProfileId, { readonly stop: () => void; readonly job: RunJob }>();
  readonly #watchers = new Set<Watcher>();
  #isStopping = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Told of what happens in this process; must not throw. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Somebody asks a profile's work to stop. */
  stop(id: ProfileId): void {
    this.#doing.get(id)?.stop();
  }

  /** Asks everything to stop; schedules that were being kept are due again at once. */
  async stopAll(): Promise<void> {
    this.#isStopping = true;
    for (const { stop } of this.#doing.values()) stop();
  }

  /** Does one job. What goes wrong with the work is the work's end; rejects when the database is away. */
  async handle(held: HeldJob): Promise<void> {
    const { job } = held;
    const profile = await this.#parts.store.jobProfile(job.profile);
    if (profile === null) {
      await this.#parts.store.abandon(job.profile, new SyncError('run.cancelled'));
      return;
    }
    const { tenant } = profile;
    const app = this.#parts.appOf(attemptOf(held), tenant);
    const { settings } = (await app.showProfile(profile.name)).profile;
    const slots = await this.#slotsFor(held, hostsOf(settings));
    if (slots === null) return;
    try {
      await this.#work(held, profile, app);
      await this.#ended(job);
      // Whatever came of it: with a person's work the schedules go on.
      if (job.dueMs === null) await this.#parts.settleLost(job.profile);
    } finally {
      await slots.release();
    }
  }

  /** What was stopped since this process ends is due again at once, for another. */
  async #ended({ profile, asked, dueMs }: RunJob): Promise<void> {
    const { sweep } = this.#parts;
    if (this.#isStopping && dueMs !== null && asked.kind === 'run')
      await sweep.postpone(profile, asked.request.trigger ?? 'schedule', 0);
    else await sweep.worked(profile);
  }

  /** A job that no worker has survived: a person is told, and its schedules rest. */
  async bury(job: RunJob): Promise<void> {
    const profile = await this.#parts.store.jobProfile(job.profile);
    if (profile === null) return;
    const { name } = profile;
    const { store, sweep, tellLost } = this.#parts;
    const error = new SyncError('run.workersLost', { profile: name });
    await store.abandon(job.profile, error);
    await sweep.pause(job.profile);
    await tellLost(job.profile, error);
  }

  async #slotsFor({ job, signal }: HeldJob, hosts: readonly string[]): Promise<HeldSlots | null> {
    const { slots, sweep, random } = this.#parts;
    for (;;) {
      const taken = await slots.take(hosts);
      if (taken !== null) return taken;
      const { asked, dueMs } = job;
      if (dueMs !== null && asked.kind === 'run') {
        const trigger = asked.request.trigger ?? 'schedule';
        await sweep.postpone(job.profile, trigger, SLOT_WAIT_MS * (0.5 + random()));
        return null;
      }
      // Another worker has it next.
      if (this.#isStopping) throw new SyncError('run.cancelled');
      await sleep(PERSON_WAIT_MS, signal);
    }
  }

  async #work(held: HeldJob, { name, firm }: JobProfile, app: App): Promise<void> {
    const { store, clock, onRunEnd } = this.#parts;
    const { job, signal } = held;
    const { holder } = attemptOf(held);
    const local = new LocalWork(app, clock, onRunEnd(app));
    const stop = (): void => void local.stop(name);
    const journal = new WorkJournal(store, { id: job.profile, holder }, stop);
    const before = await store.health(job.profile);
    local.watch((_name, happening) => this.#happens({ name, firm }, happening, journal));
    const isStopping = await store.begin(job.profile, holder, this.#opening(job.asked));
    this.#doing.set(job.profile, { stop, job });
    signal.addEventListener('abort', stop, { once: true });
    let error: SyncError | null = null;
    try {
      await begin(local, name, job.asked);
      if (isStopping || this.#isStopping || signal.aborted) stop();
      await local.over(name);
    } catch (fault) {
      error = asSyncError(fault);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#doing.delete(job.profile);
    }
    error ??= (await local.work(name))?.error ?? null;
    await journal.end(error, healthAfter(before, error, this.#now()));
  }

  #happens(
    { name, firm }: Pick<JobProfile, 'name' | 'firm'>,
    happening: Happening,
    journal: WorkJournal,
  ): void {
    journal.happens(name, happening);
    for (const watcher of this.#watchers) watcher(name, happening, firm);
  }

  #opening(asked: AskedWork): WorkOpening {
    return { kind: asked.kind === 'plan' ? 'plan' : 'run', startedAt: this.#now(), by: byOf(asked) };
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }
}

function byOf(asked: AskedWork): StartedBy {
  if (asked.kind === 'plan') return { trigger: 'person', who: asked.who };
  if (asked.kind === 'apply') return { trigger: 'apply', who: asked.what.startedBy ?? '' };
  return { trigger: asked.request.trigger ?? 'person', who: asked.request.startedBy ?? '' };
}

function begin(local: LocalWork, name: string, asked: AskedWork): Promise<void> {
  if (asked.kind === 'plan') return local.startPlan(name, asked.of, asked.who);
  if (asked.kind === 'apply') return local.apply(name, asked.madeAt, asked.what);
  return local.start(name, asked.request);
}
