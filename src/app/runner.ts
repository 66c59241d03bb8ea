import type { Plan, TaskPlan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { RunEnd, RunEvent, RunTrigger, TaskCounts, TaskName } from '../model/run.ts';
import { checkSettings } from '../model/settings-check.ts';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import type { AppParts } from './app-parts.ts';
import type { RunRequest, RunSummary } from './app.ts';
import { ApprovedChanges } from './approved-changes.ts';
import { HeldLease } from './lease.ts';
import { tasksToRun } from './preflight.ts';
import type { RunNotice } from './preflight.ts';
import { withSession } from './session.ts';
import { settingsHash } from './settings-hash.ts';
import type { Session } from './session.ts';
import { TaskReport } from './task-report.ts';
import { nowIso } from '../lib/clock.ts';
import type { TaskContext } from './task-context.ts';
import { exportGoods } from './tasks/export-goods.ts';
import { exportStock } from './tasks/export-stock.ts';
import { importGoods } from './tasks/import-goods.ts';
import { importOrders } from './tasks/import-orders.ts';
import { undoRun } from './upkeep/undo.ts';

const TASK_WORK: Readonly<Record<TaskName, (context: TaskContext) => Promise<void>>> = {
  'import-goods': importGoods,
  'import-orders': importOrders,
  'export-goods': exportGoods,
  'export-stock': exportStock,
};

function refuseFaults(profile: Profile): void {
  const [fault] = checkSettings(profile.settings);
  if (fault !== undefined) throw fault.error;
}

/**
 * What a run would do, computed without writing anywhere but the note that a plan was made (spec section
 * 4).
 */
export async function makePlan(
  parts: AppParts,
  profile: Profile,
  request: Pick<RunRequest, 'tasks' | 'signal' | 'onEvent'>,
): Promise<Plan> {
  refuseFaults(profile);
  const { tasks } = tasksToRun(profile.settings, request.tasks);
  const { signal, onEvent } = request;
  const plan = await withSession(parts, { profile, tasks, signal, onEvent }, (session) =>
    planOf(parts, { profile, tasks, session, onEvent }),
  );
  await parts.state.profiles.confirm(profile.id, nowIso(parts.clock));
  return plan;
}

/** The plan of these tasks over an open session; `parts.state` is what they read. Writes nowhere. */
export async function planOf(
  parts: AppParts,
  what: {
    readonly profile: Profile;
    readonly tasks: readonly TaskName[];
    readonly session: Session;
    readonly onEvent: (event: RunEvent) => void;
  },
): Promise<Plan> {
  const { profile, session } = what;
  const { state } = parts;
  const made: TaskPlan[] = [];
  for (const task of what.tasks) {
    const report = new TaskReport({
      task,
      profileId: profile.id,
      state,
      runId: null,
      approved: null,
      nowIso: () => nowIso(parts.clock),
      onEvent: what.onEvent,
    });
    await report.open();
    await TASK_WORK[task]({ ...session.shared, state, report });
    const plan = report.plan();
    made.push(made.length === 0 ? { ...plan, notices: [...session.notices, ...plan.notices] } : plan);
  }
  return {
    format: 'skladbridge-plan-1',
    profile: profile.name,
    settingsHash: settingsHash(profile),
    madeAt: nowIso(parts.clock),
    tasks: made,
  };
}

function refusePlan(profile: Profile, plan: Plan): void {
  if (plan.profile !== profile.name) throw new SyncError('plan.otherProfile', { profile: plan.profile });
  if (plan.settingsHash !== settingsHash(profile))
    throw new SyncError('plan.stale', { record: profile.name });
}

/** Runs the tasks of a profile. Rejects only when the run could not start; otherwise tells how it ended. */
export async function runProfile(
  parts: AppParts,
  profile: Profile,
  request: RunRequest,
): Promise<RunSummary> {
  refuseFaults(profile);
  if (request.plan !== undefined) refusePlan(profile, request.plan);
  if (profile.confirmedAt === null) {
    if (!request.isConfirmed) {
      throw new SyncError('run.firstNeedsPlan', {
        profile: profile.name,
        orders: profile.settings.firstOrder,
      });
    }
    await parts.state.profiles.confirm(profile.id, nowIso(parts.clock));
  }
  const lease = await HeldLease.take(parts, profile);
  try {
    return await new Run(parts, profile, request).start(lease);
  } finally {
    await lease.release();
  }
}

/** One run under its lease. */
class Run {
  readonly #parts: AppParts;
  readonly #profile: Profile;
  readonly #request: RunRequest;
  readonly #counts: Partial<Record<TaskName, TaskCounts>> = {};
  #runId = 0;

  constructor(parts: AppParts, profile: Profile, request: RunRequest) {
    this.#parts = parts;
    this.#profile = profile;
    this.#request = request;
  }

  async start(lease: HeldLease): Promise<RunSummary> {
    const { state } = this.#parts;
    const { tasks, off } = this.#tasks();
    const trigger = triggerOf(this.#request);
    this.#runId = await state.runs.start(this.#profile.id, { tasks, trigger }, this.#now());
    await this.#tell({ type: 'runStarted', runId: this.#runId, profile: this.#profile.name, tasks });
    if (lease.tookOver !== null)
      await this.#notice({ code: 'notice.lease.takenOver', facts: { since: lease.tookOver.since } });
    for (const task of off) await this.#notice({ code: 'notice.task.off', facts: { task } });
    const error = await this.#work(tasks, stopSignal(this.#request.signal, lease.signal));
    return this.#finish(error);
  }

  #tasks(): { readonly tasks: readonly TaskName[]; readonly off: readonly TaskName[] } {
    // An undo is asked for by name: no switch of the settings stands in its way.
    if (this.#request.undo !== undefined) return { tasks: ['export-goods'], off: [] };
    const wanted = this.#request.plan?.tasks.map((task) => task.task) ?? this.#request.tasks;
    return tasksToRun(this.#profile.settings, wanted);
  }

  async #work(tasks: readonly TaskName[], signal: AbortSignal): Promise<SyncError | null> {
    const approved = this.#request.plan === undefined ? null : new ApprovedChanges(this.#request.plan);
    const { onEvent } = this.#request;
    try {
      await withSession(this.#parts, { profile: this.#profile, tasks, signal, onEvent }, async (session) => {
        for (const notice of session.notices) await this.#notice(notice);
        for (const task of tasks) await this.#runTask(session, task, approved);
      });
      return null;
    } catch (error) {
      return asSyncError(signal.aborted ? signal.reason : error);
    }
  }

  async #runTask(session: Session, task: TaskName, approved: ApprovedChanges | null): Promise<void> {
    const report = new TaskReport({
      task,
      profileId: this.#profile.id,
      state: this.#parts.state,
      runId: this.#runId,
      approved,
      nowIso: () => this.#now(),
      onEvent: this.#request.onEvent,
    });
    try {
      session.shared.signal.throwIfAborted();
      await report.open();
      const { undo } = this.#request;
      const context = { ...session.shared, report };
      await (undo === undefined ? TASK_WORK[task](context) : undoRun(context, undo));
      await report.end();
      if (task === 'export-goods' && undo === undefined)
        await this.#parts.state.profiles.markFilled(this.#profile.id, this.#now());
    } finally {
      await report.flush();
      this.#counts[task] = report.counts;
    }
  }

  async #finish(error: SyncError | null): Promise<RunSummary> {
    const end = runEnd(error);
    const told = error === null ? null : { code: error.code, facts: error.facts };
    await this.#tell({ type: 'runEnded', runId: this.#runId, end, counts: this.#counts, error: told });
    await this.#parts.state.runs.finish(this.#runId, end, this.#now());
    const parked = Object.values(this.#counts).reduce((sum, counts) => sum + counts.attention, 0);
    return { runId: this.#runId, end, counts: this.#counts, parked, error };
  }

  async #notice(notice: RunNotice): Promise<void> {
    await this.#tell({ type: 'notice', task: null, code: notice.code, facts: notice.facts });
  }

  async #tell(event: RunEvent): Promise<void> {
    this.#request.onEvent(event);
    await this.#parts.state.runs.addEvents(this.#runId, [{ at: this.#now(), event }]);
  }

  #now(): string {
    return nowIso(this.#parts.clock);
  }
}

/** What asked for the run, as its log remembers it. */
function triggerOf(request: RunRequest): RunTrigger {
  if (request.undo !== undefined) return 'undo';
  return request.plan === undefined ? (request.trigger ?? 'person') : 'apply';
}

/** One signal for a run: a person's stop and a lost lease, each with its own reason as a SyncError. */
function stopSignal(person: AbortSignal, lease: AbortSignal): AbortSignal {
  const stop = new AbortController();
  const cancel = (): void => stop.abort(new SyncError('run.cancelled'));
  if (person.aborted) cancel();
  person.addEventListener('abort', cancel, { once: true });
  return AbortSignal.any([stop.signal, lease]);
}

function runEnd(error: SyncError | null): RunEnd {
  if (error === null) return 'done';
  if (error.kind === 'cancelled') return 'stopped';
  return error.kind === 'connection' || error.kind === 'uncertain' ? 'interrupted' : 'failed';
}
