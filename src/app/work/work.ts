import type { KeptPlan, PlanOf } from '../../model/kept-plan.ts';
import type { ChangeKind, ChangeOutcome, PlanChoice } from '../../model/plan.ts';
import type { RunCounts, RunEnd, RunEvent, RunFault, RunTrigger } from '../../model/run.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { RunRequest } from '../run-request.ts';
import type { Health } from '../side-health.ts';

export type { KeptPlan, PlanOf } from '../../model/kept-plan.ts';

/** How far a task has come with reading or writing. */
export type ProgressEvent = Extract<RunEvent, { readonly type: 'progress' }>;

/** Who or what started something. */
export interface StartedBy {
  /** As the run's row says it; of a plan, which a person asks for, `person`. */
  readonly trigger: RunTrigger;
  /** Name of an account; '' = a schedule. */
  readonly who: string;
}

/** What a profile is doing, or did last. */
export interface LiveWork {
  readonly kind: 'run' | 'plan';
  readonly startedAt: string;
  readonly by: StartedBy;
  readonly isOver: boolean;
  readonly error: SyncError | null;
  /** The newest state of each task's progress. */
  readonly progress: readonly ProgressEvent[];
}

/** How a profile stands at a glance. */
export interface Standing {
  readonly isBusy: boolean;
  /** How both sides answered when they were asked last; unknown until the first work. */
  readonly health: Health;
}

/** Something was begun. */
export interface Started {
  readonly type: 'started';
  readonly kind: 'run' | 'plan';
  readonly startedAt: string;
  readonly by: StartedBy;
}

interface PlanReady {
  readonly type: 'planReady';
  readonly madeAt: string;
}

/** What goes on at a profile, as it goes on, in the process that works. */
export type Happening =
  | Started
  | { readonly type: 'told'; readonly event: RunEvent }
  | PlanReady
  /** `end` null: a plan, or a run that could not begin. */
  | {
      readonly type: 'ended';
      readonly kind: 'run' | 'plan';
      readonly end: RunEnd | null;
      readonly counts: RunCounts;
      readonly error: SyncError | null;
    };

/**
 * Told of every happening at any profile; must not throw. `firm`: the name of the profile's, where several share the
 * memory.
 */
export type Watcher = (name: string, happening: Happening, firm?: string) => void;

/** A change in passing; as a whole it stands in the run's report. */
export interface PassingChange {
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly label: string;
  readonly outcome: ChangeOutcome['kind'];
}

type Of<T extends RunEvent['type']> = Extract<RunEvent, { readonly type: T }>;

/** A line for people that a run says in passing. */
export type PassingNote = Of<'attention'> | Of<'notice'> | Of<'retry'>;

/**
 * What is told of a profile to whoever looks on, in this process or in another: happenings without what
 * passes too fast to be told one by one. All of it is JSON.
 */
export type Telling =
  | Started
  | PlanReady
  | Of<'taskStarted'>
  | Of<'taskEnded'>
  | ProgressEvent
  | PassingNote
  /** How many changes were made since the last of these, and the newest few. */
  | { readonly type: 'changes'; readonly count: number; readonly latest: readonly PassingChange[] }
  | {
      readonly type: 'ended';
      readonly kind: 'run' | 'plan';
      readonly end: RunEnd | null;
      readonly counts: RunCounts;
      readonly error: RunFault | null;
    };

/**
 * Told of every telling, in the order in which each profile told them; must not throw. `mark`: its place among
 * those of all processes that share the work, the same in each; null where this process is the only one.
 */
export type TellingListener = (name: string, telling: Telling, mark: string | null) => void;

/** What a run is started with. */
export type StartRequest = Pick<RunRequest, 'tasks' | 'trigger' | 'first' | 'startedBy'> &
  Partial<Pick<RunRequest, 'isConfirmed'>>;

/** How a plan that was looked at is carried out. */
export interface Approval {
  /** Code of the good that the first feed is made of, in the place of the plan's. */
  readonly first?: string;
  /** The part of it that is approved; left out = all. */
  readonly choice?: PlanChoice;
  readonly startedBy?: string;
  /** `--yes` of the terminal; left out = a person has looked at the plan, and no more. */
  readonly isConfirmed?: boolean;
}

/**
 * Runs and plans that go on while nobody waits for an answer: started by the page or the schedule, looked at
 * by any number of pages, stopped by one. One at a time for each profile. Where several processes share the
 * work, each of them answers for all.
 */
export interface Work {
  /**
   * Starts a run; resolves when it is begun or waits for its turn. What went wrong is in `work`. Rejects
   * `run.alreadyRunning` when one goes on. Not repeatable: a second call is refused, or another run.
   */
  start(name: string, request: StartRequest): Promise<void>;
  /** Starts to compute a plan; otherwise as `start`. */
  startPlan(name: string, of: PlanOf, who?: string): Promise<void>;
  /**
   * Does what a kept plan shows, once, whoever else asks for it; resolves as `start`. Rejects `plan.gone`
   * when it is not the one looked at, or somebody has taken it, and `run.alreadyRunning`. Not repeatable: the
   * second call is refused.
   */
  apply(name: string, madeAt: string, what?: Approval): Promise<void>;
  /** Asks politely: what is being written is finished. False when nothing goes on. Repeatable. */
  stop(name: string): Promise<boolean>;
  /** Repeatable. */
  isBusy(name: string): Promise<boolean>;
  /** What goes on at a profile, or did last; null: nothing yet. Repeatable. */
  work(name: string): Promise<LiveWork | null>;
  /** Every profile that has worked, by name; of the others nothing is known. Repeatable. */
  standings(): Promise<ReadonlyMap<string, Standing>>;
  /** The newest plan of a profile, whichever process made it; null: there is none. Repeatable. */
  plan(name: string): Promise<KeptPlan | null>;
  /** A plan whose profile has changed is not to be pressed any more. Repeatable. */
  forgetPlan(name: string): Promise<void>;
  /**
   * Tells what goes on from now on, at every profile, until the returned function is called. `withPast`: first
   * what is kept of what was told before, where several processes share the work.
   */
  listen(listener: TellingListener, how?: { readonly withPast?: boolean }): () => void;
  /** Resolves when everything was told that had been told anywhere before the call. Repeatable. */
  caughtUp(): Promise<void>;
  /** Stops what goes on in this process, and waits for it. Repeatable. */
  close(): Promise<void>;
}

/** Work that several processes share: who asks need not be who does it. */
export interface SharedWork extends Work {
  /**
   * Takes back what was asked for and no worker has: it was not begun, or who began it has not been heard of
   * for a heartbeat. False: there is no such thing. Repeatable.
   */
  withdraw(name: string): Promise<boolean>;
  /** How many workers are there to do it. Repeatable. */
  workers(): Promise<number>;
}
