import type { Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import { runnableSettings } from '../model/runnable-settings.ts';
import type { RunnableSettings } from '../model/runnable-settings.ts';
import type { Notice, RunEvent, RunTrigger, TaskCounts, TaskName } from '../model/run.ts';
import { asSyncError, SyncError } from '../model/sync-error.ts';
import type { AppParts } from './app-parts.ts';
import { PACE } from './between/between.ts';
import { OrdersBetween } from './between/orders-between.ts';
import { carryOutTask } from './carry-out.ts';
import { firstFeedTurn } from './first-feed-turn.ts';
import { HeldLease } from './lease.ts';
import { workOf } from './make-plan.ts';
import { rememberPair } from './pair/meet-pair.ts';
import { leaveMark } from './pair/run-marks.ts';
import { tellOthers } from './pair/tell-others.ts';
import { findNumberingFault, keepOrdersAtShop } from './numbering/check-numbering.ts';
import { mendRestoredShop } from './numbering/restored-shop.ts';
import { isToRecordAgain } from './tasks/orders/orders-to-ask.ts';
import { QuietRunLog } from './quiet-run-log.ts';
import { ApprovedChanges } from './report/approved-changes.ts';
import { countsTogether } from './report/counters.ts';
import { AttentionDesk } from './report/attention-desk.ts';
import { tellQuestion } from './report/standing-question.ts';
import { TaskLog } from './report/run-log.ts';
import { TaskReport } from './report/task-report.ts';
import { runEnd, stopSignal } from './run-end.ts';
import type { RunRequest, RunSummary } from './run-request.ts';
import { sessionForOrders, withSession } from './session.ts';
import { settingsHash } from './settings-hash.ts';
import type { Session } from './session.ts';
import { nowIso } from '../lib/clock.ts';
import type { SharedContext, TaskContext } from './task-context.ts';
import type { OpenTask } from './task.ts';
import { taskOf } from './task-work.ts';

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
  const settings = runnableSettings(profile.settings);
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
    const { state, ...held } = lease.parts;
    const quiet = { ...state, runs: new QuietRunLog(state.runs) };
    return await new Run({ ...held, state: quiet }, { profile, settings }, request).start(lease);
  } finally {
    await lease.release();
  }
}

/** How a task is done. */
interface DoneHow {
  readonly approved: ApprovedChanges | null;
  /** Left out = as its name says. */
  readonly open?: OpenTask;
}

/** One run under its lease. */
class Run {
  readonly #parts: AppParts;
  readonly #profile: Profile;
  readonly #settings: RunnableSettings;
  readonly #request: RunRequest;
  readonly #counts: Partial<Record<TaskName, TaskCounts>> = {};
  #runId = 0;
  #startedMs = 0;
  #areOthersTold = false;
  /** What the last import failed with that was let in between; null = it did not, or there was none. */
  #betweenFault: SyncError | null = null;

  constructor(
    parts: AppParts,
    what: { readonly profile: Profile; readonly settings: RunnableSettings },
    request: RunRequest,
  ) {
    this.#parts = parts;
    this.#profile = what.profile;
    this.#settings = what.settings;
    this.#request = request;
  }

  async start(lease: HeldLease): Promise<RunSummary> {
    const { state } = this.#parts;
    const { plan, undo } = this.#request;
    const wanted = plan?.tasks.map((task) => task.task) ?? this.#request.tasks;
    const { tasks, off } = workOf(this.#profile, { tasks: wanted, ...(undo === undefined ? {} : { undo }) });
    const trigger = triggerOf(this.#request);
    const { startedBy = '' } = this.#request;
    this.#startedMs = this.#parts.clock.now();
    this.#runId = await state.runs.start(this.#profile.id, { tasks, trigger, startedBy }, this.#now());
    await this.#tell({ type: 'runStarted', runId: this.#runId, profile: this.#profile.name, tasks });
    if (lease.tookOver !== null)
      await this.#notice({ code: 'notice.lease.takenOver', facts: { since: lease.tookOver.since } });
    for (const task of off) await this.#notice({ code: 'notice.task.off', facts: { task } });
    const error = await this.#work(tasks, stopSignal(this.#request.signal, lease.signal));
    return this.#finish(error);
  }

  async #work(tasks: readonly TaskName[], signal: AbortSignal): Promise<SyncError | null> {
    const approved = this.#request.plan === undefined ? null : new ApprovedChanges(this.#request.plan);
    const { onEvent } = this.#request;
    const { state } = this.#parts;
    try {
      const firstFeed = firstFeedTurn(this.#settings, this.#request);
      const asked = { profile: this.#profile, settings: this.#settings, tasks, signal, onEvent, firstFeed };
      await withSession(this.#parts, { ...asked, isNumberingOpen: true }, async (session) => {
        await this.#stopAtNumbering(session, tasks, { approved });
        await leaveMark(session.shared, session.meeting.marks);
        await rememberPair(session.shared, session.meeting);
        await this.#tellNumbering(null);
        for (const notice of session.notices) await this.#notice(notice);
        const busy = await this.#runTasks(session, tasks, approved);
        await keepOrdersAtShop(session.shared);
        const words = session.shop.takeWords();
        if (words.length > 0) await state.words.sight(this.#profile.id, words, this.#now());
        if (busy !== null) throw busy;
      });
      return null;
    } catch (error) {
      const fault = asSyncError(signal.aborted ? signal.reason : error);
      await this.#tellNumbering(fault);
      return fault;
    }
  }

  /**
   * Rejects where the shop's order numbers are not those that were met before (Q6). Nothing is written then
   * but what a person wants recorded again: of that the shop has no say (Q1).
   */
  async #stopAtNumbering(session: Session, tasks: readonly TaskName[], how: DoneHow): Promise<void> {
    const fault = await findNumberingFault(session.shared);
    if (fault === null) return this.#mendRestored(session.shared);
    if (tasks.includes('import-orders') && (await isToRecordAgain(session.shared))) {
      const shared = { ...session.shared, recordsAgainOnly: true };
      await this.#runTask({ ...session, shared }, 'import-orders', how);
    }
    throw fault;
  }

  /** A shop that was restored and asks nothing is compared before anything is decided (Q6). */
  async #mendRestored(shared: SharedContext): Promise<void> {
    const sign = await mendRestoredShop(shared);
    if (sign !== null) await this.#notice({ code: 'notice.shop.restored', facts: {} });
  }

  /**
   * Where another installation sends goods just now (Q8) the other tasks are done all the same; it is told.
   * So is the fault of an import that was let in between.
   */
  async #runTasks(
    session: Session,
    tasks: readonly TaskName[],
    approved: ApprovedChanges | null,
  ): Promise<SyncError | null> {
    let busy: SyncError | null = null;
    for (const task of tasks) {
      try {
        await this.#runTask(this.#letting(session, task), task, { approved });
      } catch (error) {
        if (!(error instanceof SyncError) || error.code !== 'export.busy') throw error;
        busy = error;
      }
    }
    return busy ?? this.#betweenFault;
  }

  /** The session of a task that lets due orders in, unless a person has approved what the run does. */
  #letting(session: Session, task: TaskName): Session {
    const { plan, undo } = this.#request;
    if (plan !== undefined || undo !== undefined) return session;
    const { state, clock, pace = PACE } = this.#parts;
    const looked = { state, clock, pace, profile: this.#profile, startedMs: this.#startedMs };
    const between = new OrdersBetween(looked, async (open) => {
      await this.#importBetween(session, open);
      // What follows is the task's own again.
      this.#request.onEvent({ type: 'taskStarted', task });
    });
    return { ...session, shared: { ...session.shared, between } };
  }

  /**
   * Imports orders in the middle of another task, over the same session. What it fails with neither ends the
   * task nor gets lost: the run ends with it, unless a later one succeeds.
   */
  async #importBetween(session: Session, open: OpenTask): Promise<void> {
    const { signal } = session.shared;
    // Before anything else: one that dies is not begun again at once.
    await this.#parts.state.profiles.markOrdersBetween(this.#profile.id, this.#now());
    await this.#notice({ code: 'notice.orders.between', facts: {} });
    try {
      const own = await sessionForOrders(session);
      await this.#stopAtNumbering(own, ['import-orders'], { approved: null, open });
      await this.#tellNumbering(null);
      await this.#runTask(own, 'import-orders', { approved: null, open });
      await keepOrdersAtShop(own.shared);
      this.#betweenFault = null;
    } catch (error) {
      signal.throwIfAborted();
      this.#betweenFault = asSyncError(error);
      await this.#tellNumbering(this.#betweenFault);
      await this.#notice({ code: 'notice.orders.betweenFailed', facts: { code: this.#betweenFault.code } });
    }
  }

  async #runTask(session: Session, task: TaskName, how: DoneHow): Promise<void> {
    const { approved, open: openTask = taskOf(task, this.#request.undo) } = how;
    const { state } = this.#parts;
    const { onEvent } = this.#request;
    const now = (): string => this.#now();
    const open = await AttentionDesk.open(state.attention, this.#profile.id);
    const log = new TaskLog(state.runs, { runId: this.#runId, nowIso: now, onEvent });
    const report = new TaskReport({
      task,
      desk: open,
      log,
      nowIso: now,
      currencies: session.shared,
      approved,
    });
    log.tell({ type: 'taskStarted', task });
    const onProgress: TaskContext['onProgress'] = ({ phase, done, total }) =>
      report.progress(phase, done, total);
    const context: TaskContext = { ...session.shared, report, open, onProgress };
    try {
      session.shared.signal.throwIfAborted();
      if (!this.#areOthersTold) await tellOthers(context);
      this.#areOthersTold = true;
      await carryOutTask(openTask(context), context, approved);
      await report.end();
      // A shop is not filled while everything waits for the answer which product goes first.
      if (task === 'export-goods' && !session.shared.firstFeed.isHeld)
        await this.#parts.state.profiles.markFilled(this.#profile.id, this.#now());
    } finally {
      await report.flush();
      this.#counts[task] = countsTogether(this.#counts[task], report.counts);
    }
  }

  /** That order numbers begin again stays on the attention list as long as it lasts (Q6). */
  async #tellNumbering(error: SyncError | null): Promise<void> {
    const told = { kind: 'numbering', error, nowIso: this.#now() } as const;
    await tellQuestion(this.#parts.state, this.#profile, told);
  }

  async #finish(error: SyncError | null): Promise<RunSummary> {
    const end = runEnd(error);
    const told = error === null ? null : { code: error.code, facts: error.facts };
    await this.#tell({ type: 'runEnded', runId: this.#runId, end, counts: this.#counts, error: told });
    const nowIso = this.#now();
    await this.#parts.state.runs.finish(this.#runId, { end, counts: this.#counts, nowIso });
    const parked = Object.values(this.#counts).reduce((sum, counts) => sum + counts.attention, 0);
    return { runId: this.#runId, end, counts: this.#counts, parked, error };
  }

  async #notice(notice: Notice): Promise<void> {
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
