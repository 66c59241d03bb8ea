import type { App } from '../app/app.ts';
import { PlanShelf } from '../app/work/plan-shelf.ts';
import type {
  Approval,
  KeptPlan,
  LiveWork,
  PlanOf,
  Standing,
  StartRequest,
  SharedWork,
  TellingListener,
} from '../app/work/work.ts';
import type { Clock } from '../lib/clock.ts';
import type { Profile } from '../model/profile.ts';
import { SyncError } from '../model/sync-error.ts';
import type { TenantId } from '../model/tenant.ts';
import { postgresError } from '../state/postgres/postgres-errors.ts';
import type { HostedPlace } from './open-hosted.ts';
import type { AskedWork, RunQueue } from './run-queue.ts';
import type { ToldTail } from './told-tail.ts';
import type { WorkerRoll } from './worker-roll.ts';
import type { WorkOpening, WorkStore } from './work-store.ts';

/** What the work of all processes is looked at with. */
export interface HostedWorkParts {
  readonly app: Pick<App, 'showProfile' | 'plans'>;
  /** The firm whose profiles it is of, as the application's are; null: of all. */
  readonly tenant: TenantId | null;
  readonly clock: Clock;
  readonly place: HostedPlace;
  readonly store: WorkStore;
  readonly queue: RunQueue;
  readonly tail: ToldTail;
  readonly roll: Pick<WorkerRoll, 'alive'>;
}

/** The work of all processes that share a database: what is asked here, any worker does. */
export class HostedWork implements SharedWork {
  readonly #parts: HostedWorkParts;
  readonly #plans: PlanShelf;

  constructor(parts: HostedWorkParts) {
    this.#parts = parts;
    this.#plans = new PlanShelf(parts.app.plans);
  }

  async start(name: string, request: StartRequest): Promise<void> {
    const by = { trigger: request.trigger ?? 'person', who: request.startedBy ?? '' } as const;
    const opening = { kind: 'run', startedAt: this.#now(), by } as const;
    await this.#ask(await this.#find(name), opening, { kind: 'run', request });
  }

  async startPlan(name: string, of: PlanOf, who = ''): Promise<void> {
    const opening = { kind: 'plan', startedAt: this.#now(), by: { trigger: 'person', who } } as const;
    await this.#ask(await this.#find(name), opening, { kind: 'plan', of, who });
  }

  async apply(name: string, madeAt: string, what: Approval = {}): Promise<void> {
    const profile = await this.#find(name);
    const kept = await this.#plans.find(name);
    if (kept === null || kept.madeAt !== madeAt) throw new SyncError('plan.gone');
    const trigger = kept.of.kind === 'undo' ? 'undo' : 'apply';
    const by = { trigger, who: what.startedBy ?? '' } as const;
    // Whoever does it takes the plan away first: of several who have asked one does.
    await this.#ask(profile, { kind: 'run', startedAt: this.#now(), by }, { kind: 'apply', madeAt, what });
  }

  async #ask(profile: Profile, opening: WorkOpening, asked: AskedWork): Promise<void> {
    const { store, queue } = this.#parts;
    const { id, name } = profile;
    const busy = async (): Promise<SyncError> => {
      const since = (await store.find(id))?.startedAt ?? '';
      return new SyncError('run.alreadyRunning', { profile: name, since });
    };
    const isOpen = await this.#guarded(
      store.open(id, opening, async (transaction) => {
        if (!(await queue.ask(transaction, { profile: id, asked, dueMs: null }))) throw await busy();
      }),
    );
    if (!isOpen) throw await busy();
  }

  async stop(name: string): Promise<boolean> {
    const { id } = await this.#find(name);
    return this.#guarded(this.#parts.store.stop(id));
  }

  async withdraw(name: string): Promise<boolean> {
    const { id } = await this.#find(name);
    const { store, queue } = this.#parts;
    const error = new SyncError('run.cancelled');
    return this.#guarded(store.withdraw(id, error, async (transaction) => queue.withdraw(transaction, id)));
  }

  async workers(): Promise<number> {
    return this.#guarded(this.#parts.roll.alive());
  }

  async isBusy(name: string): Promise<boolean> {
    return (await this.work(name))?.isOver === false;
  }

  async work(name: string): Promise<LiveWork | null> {
    const { id } = await this.#find(name);
    return this.#guarded(this.#parts.store.find(id));
  }

  async standings(): Promise<ReadonlyMap<string, Standing>> {
    return this.#guarded(this.#parts.store.standings(this.#parts.tenant));
  }

  async plan(name: string): Promise<KeptPlan | null> {
    return this.#plans.find(name);
  }

  async forgetPlan(name: string): Promise<void> {
    await this.#plans.drop(name);
  }

  listen(listener: TellingListener, how: { readonly withPast?: boolean } = {}): () => void {
    const { tail, tenant } = this.#parts;
    return tail.listen(listener, { tenant, past: how.withPast ?? false });
  }

  async caughtUp(): Promise<void> {
    await this.#guarded(this.#parts.tail.look());
  }

  /** What others do goes on. */
  async close(): Promise<void> {}

  async #find(name: string): Promise<Profile> {
    return (await this.#parts.app.showProfile(name)).profile;
  }

  async #guarded<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      throw postgresError(error, this.#parts.place.address.place);
    }
  }

  #now(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }
}
