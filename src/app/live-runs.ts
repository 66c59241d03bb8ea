import type { Clock } from '../lib/clock.ts';
import type { KeptPlan, PlanOf } from '../model/kept-plan.ts';
import type { Plan, PlanChoice } from '../model/plan.ts';
import type { RunCounts, RunEnd, RunEvent, RunTrigger } from '../model/run.ts';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import { chosenPart } from '../sync/plans/plan-choice.ts';
import type { App } from './app.ts';
import type { Following, RunRequest, RunSummary } from './run-request.ts';
import { healthAfter, UNKNOWN_HEALTH } from './side-health.ts';
import type { Health } from './side-health.ts';

/** How far a task has come with reading or writing. */
export type ProgressEvent = Extract<RunEvent, { readonly type: 'progress' }>;

/** Who or what started something. */
export interface StartedBy {
  /** As the run's row says it; of a plan, which a person asks for, `person`. */
  readonly trigger: RunTrigger;
  /** Name of an account; '' = a schedule. */
  readonly who: string;
}

/** What a profile is doing, or did last since the program started. */
export interface LiveWork {
  readonly kind: 'run' | 'plan';
  readonly startedAt: string;
  readonly by: StartedBy;
  readonly isOver: boolean;
  readonly error: SyncError | null;
  /** The newest state of each task's progress. */
  readonly progress: readonly ProgressEvent[];
}

export type { KeptPlan, PlanOf } from '../model/kept-plan.ts';

/** What of the application is started here. */
export type LiveApp = Pick<App, 'run' | 'plan' | 'plans'> & {
  readonly upkeep: Pick<App['upkeep'], 'reconcile' | 'acceptActual' | 'planUndo'>;
};

/** Told what every run came to, for notifications; must not reject. */
export type OnRunEnd = (name: string, summary: RunSummary) => Promise<void>;

/** What goes on at a profile, as it goes on. */
export type Happening =
  | {
      readonly type: 'started';
      readonly kind: 'run' | 'plan';
      readonly startedAt: string;
      readonly by: StartedBy;
    }
  | { readonly type: 'told'; readonly event: RunEvent }
  | { readonly type: 'planReady'; readonly madeAt: string }
  /** `end` null: a plan, or a run that could not begin. */
  | {
      readonly type: 'ended';
      readonly kind: 'run' | 'plan';
      readonly end: RunEnd | null;
      readonly counts: RunCounts;
      readonly error: SyncError | null;
    };

/** Told of every happening at any profile; must not throw. */
export type Watcher = (name: string, happening: Happening) => void;

interface Work {
  readonly name: string;
  readonly kind: 'run' | 'plan';
  readonly startedAt: string;
  readonly by: StartedBy;
  readonly stop: AbortController;
  readonly progress: Map<string, ProgressEvent>;
  isOver: boolean;
  error: SyncError | null;
  /** Of a run that came to its end. */
  summary: RunSummary | null;
  ended: Promise<void>;
}

/**
 * Runs and plans that go on while nobody waits for an answer: started by the page or the schedule, watched by
 * any number of pages, stopped by one. One at a time for each profile; across processes the lease decides.
 */
export class LiveRuns {
  readonly #app: LiveApp;
  readonly #clock: Clock;
  readonly #onRunEnd: OnRunEnd;
  readonly #works = new Map<string, Work>();
  /** As they were read last, so that a page of one is not read as a whole each time. */
  readonly #plans = new Map<string, KeptPlan>();
  readonly #health = new Map<string, Health>();
  readonly #watchers = new Set<Watcher>();

  constructor(app: LiveApp, clock: Clock, onRunEnd: OnRunEnd = async () => undefined) {
    this.#app = app;
    this.#clock = clock;
    this.#onRunEnd = onRunEnd;
  }

  /**
   * Starts a run; resolves at once. What went wrong is in `work`. Throws `run.alreadyRunning` when one goes
   * on.
   */
  start(name: string, request: Pick<RunRequest, 'tasks' | 'trigger' | 'first' | 'startedBy'>): void {
    const by = { trigger: request.trigger ?? 'person', who: request.startedBy ?? '' } as const;
    this.#run(name, by, (following) => this.#app.run(name, { ...request, isConfirmed: false, ...following }));
  }

  /**
   * Does what a kept plan shows, once, whoever else asks for it; resolves when it was begun. Rejects
   * `plan.gone` when it is not the one looked at, or somebody has taken it, and `run.alreadyRunning`.
   * `first`: code of the good that the first feed is made of, in the place of the plan's; `choice`: the part
   * of it that is approved, left out = all.
   */
  async apply(
    name: string,
    madeAt: string,
    what: { readonly first?: string; readonly choice?: PlanChoice; readonly startedBy?: string } = {},
  ): Promise<void> {
    const { first, choice, startedBy = '' } = what;
    const kept = await this.plan(name);
    if (kept === null || kept.madeAt !== madeAt) throw new SyncError('plan.gone');
    this.#refuseBusy(name);
    const taken = this.#app.plans.drop(name, madeAt);
    const { of } = kept;
    const plan = choice === undefined ? kept.plan : chosenPart(kept.plan, choice);
    const started = { tasks: null, isConfirmed: false, startedBy } as const;
    const common = { ...started, ...(first === undefined ? {} : { first }) };
    const by = { trigger: of.kind === 'undo' ? 'undo' : 'apply', who: startedBy } as const;
    this.#run(name, by, async (following) => {
      if (!(await taken)) throw new SyncError('plan.gone');
      const undo = of.kind === 'undo' ? { undo: of.runId } : {};
      if (of.kind === 'reconcile') await this.#app.upkeep.acceptActual(name, following);
      return this.#app.run(name, { ...common, plan, ...undo, ...following });
    });
    if (!(await taken)) throw new SyncError('plan.gone');
  }

  #run(name: string, by: StartedBy, go: (following: Following) => Promise<RunSummary>): void {
    const work = this.#open(name, 'run', by);
    const { signal } = work.stop;
    const onEvent = (event: RunEvent): void => this.#tell(work, event);
    work.ended = this.#settle(work, async () => {
      const summary = await go({ onEvent, signal });
      work.error = summary.error;
      work.summary = summary;
      await this.#onRunEnd(name, summary);
    });
  }

  /** Starts to compute a plan; resolves at once. Throws `run.alreadyRunning` when something goes on. */
  startPlan(name: string, of: PlanOf, who = ''): void {
    const work = this.#open(name, 'plan', { trigger: 'person', who });
    const { signal } = work.stop;
    const onEvent = (event: RunEvent): void => this.#tell(work, event);
    work.ended = this.#settle(work, async () => {
      const plan = await this.#planOf(name, of, { signal, onEvent });
      const madeAt = this.#now();
      const kept = { of, plan, madeAt };
      await this.#app.plans.keep(name, kept);
      this.#plans.set(name, kept);
      this.#happens(name, { type: 'planReady', madeAt });
    });
  }

  #planOf(name: string, of: PlanOf, following: Following): Promise<Plan> {
    if (of.kind === 'undo') return this.#app.upkeep.planUndo(name, of.runId, following);
    if (of.kind === 'reconcile') return this.#app.upkeep.reconcile(name, following);
    return this.#app.plan(name, { tasks: of.tasks, ...following });
  }

  /** Asks politely: what is being written is finished. False when nothing goes on. */
  stop(name: string): boolean {
    const work = this.#works.get(name);
    if (work === undefined || work.isOver) return false;
    work.stop.abort(new SyncError('run.cancelled'));
    return true;
  }

  isBusy(name: string): boolean {
    return this.#works.get(name)?.isOver === false;
  }

  work(name: string): LiveWork | null {
    const work = this.#works.get(name);
    if (work === undefined) return null;
    const { kind, startedAt, by, isOver, error } = work;
    return { kind, startedAt, by, isOver, error, progress: [...work.progress.values()] };
  }

  /** How both sides answered when they were asked last; unknown until the first work since the start. */
  health(name: string): Health {
    return this.#health.get(name) ?? UNKNOWN_HEALTH;
  }

  /** Tells whatever happens from now on, at every profile, until the returned function is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The newest plan of a profile, whichever process made it; null: there is none. */
  async plan(name: string): Promise<KeptPlan | null> {
    const madeAt = await this.#app.plans.madeAt(name);
    const known = this.#plans.get(name);
    if (madeAt !== null && known?.madeAt === madeAt) return known;
    const kept = madeAt === null ? null : await this.#app.plans.find(name);
    if (kept === null) this.#plans.delete(name);
    else this.#plans.set(name, kept);
    return kept;
  }

  /** A plan whose profile has changed is not to be pressed any more. */
  async forgetPlan(name: string): Promise<void> {
    this.#plans.delete(name);
    await this.#app.plans.drop(name);
  }

  /** Stops everything and waits for it. */
  async close(): Promise<void> {
    for (const name of this.#works.keys()) this.stop(name);
    await Promise.all([...this.#works.values()].map((work) => work.ended));
  }

  #refuseBusy(name: string): void {
    if (!this.isBusy(name)) return;
    const since = this.#works.get(name)?.startedAt ?? '';
    throw new SyncError('run.alreadyRunning', { profile: name, since });
  }

  #open(name: string, kind: 'run' | 'plan', by: StartedBy): Work {
    this.#refuseBusy(name);
    const work: Work = {
      name,
      kind,
      startedAt: this.#now(),
      by,
      stop: new AbortController(),
      progress: new Map(),
      isOver: false,
      error: null,
      summary: null,
      ended: Promise.resolve(),
    };
    this.#works.set(name, work);
    this.#happens(name, { type: 'started', kind, startedAt: work.startedAt, by });
    return work;
  }

  async #settle(work: Work, go: () => Promise<void>): Promise<void> {
    try {
      await go();
    } catch (error) {
      work.error = asSyncError(error);
    } finally {
      work.isOver = true;
      this.#end(work);
    }
  }

  #end({ name, kind, error, summary }: Work): void {
    this.#health.set(name, healthAfter(this.health(name), error, this.#now()));
    const { end = null, counts = {} } = summary ?? {};
    this.#happens(name, { type: 'ended', kind, end, counts, error });
  }

  #happens(name: string, happening: Happening): void {
    for (const watcher of this.#watchers) watcher(name, happening);
  }

  #tell(work: Work, event: RunEvent): void {
    this.#happens(work.name, { type: 'told', event });
    if (event.type === 'progress') work.progress.set(`${event.task} ${event.phase}`, event);
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
