import type { Clock } from '../../lib/clock.ts';
import type { KeptPlan, PlanOf } from '../../model/kept-plan.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../model/run.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import { chosenPart } from '../../sync/plans/plan-choice.ts';
import type { App } from '../app.ts';
import type { Following, RunSummary } from '../run-request.ts';
import { healthAfter, UNKNOWN_HEALTH } from '../side-health.ts';
import type { Health } from '../side-health.ts';
import { PlanShelf } from './plan-shelf.ts';
import { Teller } from './teller.ts';
import type {
  Approval,
  Happening,
  LiveWork,
  ProgressEvent,
  Standing,
  StartedBy,
  StartRequest,
  TellingListener,
  Watcher,
  Work,
} from './work.ts';

/** What of the application is started here. */
export type LiveApp = Pick<App, 'run' | 'plan' | 'plans'> & {
  readonly upkeep: Pick<App['upkeep'], 'reconcile' | 'acceptActual' | 'planUndo'>;
};

/** Told what every run came to, for notifications; must not reject. */
export type OnRunEnd = (name: string, summary: RunSummary) => Promise<void>;

interface Doing {
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
 * The work of one process: what it starts is done in it, and it answers for that alone. Across processes the
 * lease of a profile decides.
 */
export class LocalWork implements Work {
  readonly #app: LiveApp;
  readonly #clock: Clock;
  readonly #onRunEnd: OnRunEnd;
  readonly #works = new Map<string, Doing>();
  readonly #plans: PlanShelf;
  readonly #health = new Map<string, Health>();
  readonly #watchers = new Set<Watcher>();

  constructor(app: LiveApp, clock: Clock, onRunEnd: OnRunEnd = async () => undefined) {
    this.#app = app;
    this.#clock = clock;
    this.#onRunEnd = onRunEnd;
    this.#plans = new PlanShelf(app.plans);
  }

  async start(name: string, request: StartRequest): Promise<void> {
    const by = { trigger: request.trigger ?? 'person', who: request.startedBy ?? '' } as const;
    this.#run(name, by, (following) => this.#app.run(name, { isConfirmed: false, ...request, ...following }));
  }

  async apply(name: string, madeAt: string, what: Approval = {}): Promise<void> {
    const { first, choice, startedBy = '', isConfirmed = false } = what;
    const kept = await this.plan(name);
    if (kept === null || kept.madeAt !== madeAt) throw new SyncError('plan.gone');
    this.#refuseBusy(name);
    const taken = this.#plans.drop(name, madeAt);
    const { of } = kept;
    const plan = choice === undefined ? kept.plan : chosenPart(kept.plan, choice);
    const started = { tasks: null, isConfirmed, startedBy } as const;
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

  async startPlan(name: string, of: PlanOf, who = ''): Promise<void> {
    const work = this.#open(name, 'plan', { trigger: 'person', who });
    const { signal } = work.stop;
    const onEvent = (event: RunEvent): void => this.#tell(work, event);
    work.ended = this.#settle(work, async () => {
      const plan = await this.#planOf(name, of, { signal, onEvent });
      const madeAt = this.#now();
      await this.#plans.keep(name, { of, plan, madeAt });
      this.#happens(name, { type: 'planReady', madeAt });
    });
  }

  #planOf(name: string, of: PlanOf, following: Following): Promise<Plan> {
    if (of.kind === 'undo') return this.#app.upkeep.planUndo(name, of.runId, following);
    if (of.kind === 'reconcile') return this.#app.upkeep.reconcile(name, following);
    const first = of.first === undefined ? {} : { first: of.first };
    return this.#app.plan(name, { tasks: of.tasks, ...first, ...following });
  }

  async stop(name: string): Promise<boolean> {
    return this.#stop(name);
  }

  #stop(name: string): boolean {
    const work = this.#works.get(name);
    if (work === undefined || work.isOver) return false;
    work.stop.abort(new SyncError('run.cancelled'));
    return true;
  }

  async isBusy(name: string): Promise<boolean> {
    return this.#isBusy(name);
  }

  #isBusy(name: string): boolean {
    return this.#works.get(name)?.isOver === false;
  }

  async work(name: string): Promise<LiveWork | null> {
    const work = this.#works.get(name);
    if (work === undefined) return null;
    const { kind, startedAt, by, isOver, error } = work;
    return { kind, startedAt, by, isOver, error, progress: [...work.progress.values()] };
  }

  async standings(): Promise<ReadonlyMap<string, Standing>> {
    const names = [...this.#works.keys()];
    return new Map(names.map((name) => [name, { isBusy: this.#isBusy(name), health: this.#healthOf(name) }]));
  }

  #healthOf(name: string): Health {
    return this.#health.get(name) ?? UNKNOWN_HEALTH;
  }

  /** Happenings as they are, for whoever works beside this in the same process. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  listen(listener: TellingListener): () => void {
    const teller = new Teller((name, telling) => listener(name, telling, null));
    return this.watch((name, happening) => teller.take(name, happening));
  }

  /** Everything is told as it happens. */
  async caughtUp(): Promise<void> {}

  async plan(name: string): Promise<KeptPlan | null> {
    return this.#plans.find(name);
  }

  async forgetPlan(name: string): Promise<void> {
    await this.#plans.drop(name);
  }

  /** Resolves when nothing goes on any more that goes on at a profile now. */
  async over(name: string): Promise<void> {
    await this.#works.get(name)?.ended;
  }

  async close(): Promise<void> {
    for (const name of this.#works.keys()) this.#stop(name);
    await Promise.all([...this.#works.values()].map((work) => work.ended));
  }

  #refuseBusy(name: string): void {
    if (!this.#isBusy(name)) return;
    const since = this.#works.get(name)?.startedAt ?? '';
    throw new SyncError('run.alreadyRunning', { profile: name, since });
  }

  #open(name: string, kind: 'run' | 'plan', by: StartedBy): Doing {
    this.#refuseBusy(name);
    const work: Doing = {
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

  async #settle(work: Doing, go: () => Promise<void>): Promise<void> {
    try {
      await go();
    } catch (error) {
      work.error = asSyncError(error);
    } finally {
      work.isOver = true;
      this.#end(work);
    }
  }

  #end({ name, kind, error, summary }: Doing): void {
    this.#health.set(name, healthAfter(this.#healthOf(name), error, this.#now()));
    const { end = null, counts = {} } = summary ?? {};
    this.#happens(name, { type: 'ended', kind, end, counts, error });
  }

  #happens(name: string, happening: Happening): void {
    for (const watcher of this.#watchers) watcher(name, happening);
  }

  #tell(work: Doing, event: RunEvent): void {
    this.#happens(work.name, { type: 'told', event });
    if (event.type === 'progress') work.progress.set(`${event.task} ${event.phase}`, event);
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
