import type { ErrorCode } from './error-codes.ts';
import type { AttentionNote, Notice } from './notice.ts';
import type { Change, ChangeOutcome } from './plan.ts';
import type { ErrorFacts, Retrying } from './sync-error.ts';
import type { TaskName } from './task.ts';

export type { AttentionNote, Notice, NoticeCode } from './notice.ts';
export { TASKS } from './task.ts';
export type { RunTask, TaskName } from './task.ts';

/**
 * Why a run was started: by the schedule of all tasks, by that of the quantities, by a person who pressed
 * Start, applied a plan or takes a run back.
 */
export const RUN_TRIGGERS = ['schedule', 'stockSchedule', 'person', 'apply', 'undo'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** Counts at the end of a task (spec section 3). `attention`: parked anew in this run. */
export interface TaskCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly attention: number;
  readonly failed: number;
}

export const NO_COUNTS: TaskCounts = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  attention: 0,
  failed: 0,
};

/** How a run ended. `interrupted`: the other side could not be reached; the next run goes on. */
export type RunEnd = 'done' | 'stopped' | 'interrupted' | 'failed';

/** What a run tells while it works: terminal, JSON and page print the same events. Times: ISO 8601, UTC. */
export type RunEvent =
  | {
      readonly type: 'runStarted';
      readonly runId: number;
      readonly profile: string;
      readonly tasks: readonly TaskName[];
    }
  | { readonly type: 'taskStarted'; readonly task: TaskName }
  /** `total` null while unknown; `phase` tells reading from writing. */
  | {
      readonly type: 'progress';
      readonly task: TaskName;
      readonly phase: 'read' | 'write';
      readonly done: number;
      readonly total: number | null;
    }
  | {
      readonly type: 'change';
      readonly task: TaskName;
      readonly change: Change;
      readonly outcome: ChangeOutcome;
    }
  | {
      readonly type: 'attention';
      readonly task: TaskName;
      readonly note: AttentionNote;
      readonly isNew: boolean;
    }
  | ({ readonly type: 'notice'; readonly task: TaskName | null } & Notice)
  | ({ readonly type: 'retry'; readonly task: TaskName } & Retrying)
  | { readonly type: 'taskEnded'; readonly task: TaskName; readonly counts: TaskCounts }
  | {
      readonly type: 'runEnded';
      readonly runId: number;
      readonly end: RunEnd;
      readonly counts: Readonly<Partial<Record<TaskName, TaskCounts>>>;
      readonly error: RunFault | null;
    };

/** What ended a run before its time, as its log keeps it. */
export interface RunFault {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/** A run as the log keeps it. Times: ISO 8601, UTC; null while it goes on. */
export interface RunRecord {
  readonly id: number;
  readonly trigger: RunTrigger;
  /** Account of whoever started it; '' = a schedule, or the terminal; null = an older program did not keep it. */
  readonly startedBy: string | null;
  readonly tasks: readonly TaskName[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly end: RunEnd | null;
  /** What its tasks counted; null while it runs, and when it died without a word. */
  readonly counts: RunCounts | null;
}

export type RunCounts = Readonly<Partial<Record<TaskName, TaskCounts>>>;

/** An event of a run and when it came. */
export interface StoredEvent {
  readonly at: string;
  readonly event: RunEvent;
}

/** Which run is looked for; what is left out matches every run. */
export interface LastRunQuery {
  readonly trigger?: RunTrigger;
  readonly end?: RunEnd;
}

/** Which runs a person looks for; what is left out matches every run. */
export interface RunSearch {
  readonly end?: RunEnd;
  readonly trigger?: RunTrigger;
  /** It had this task among its tasks. */
  readonly task?: TaskName;
  /** Started at or after, and before this moment: ISO 8601, UTC. */
  readonly from?: string;
  readonly until?: string;
  /** Older than this one; left out = from the newest on. */
  readonly before?: number;
  readonly limit: number;
}
