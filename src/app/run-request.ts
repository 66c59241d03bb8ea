import type { Plan } from '../model/plan.ts';
import type { RunEnd, RunEvent, RunTrigger, TaskCounts, TaskName } from '../model/run.ts';
import type { SyncError } from '../model/sync-error.ts';

/** How long work is stopped and followed. */
export interface Following {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/** What a run is asked for. */
export interface RunRequest extends Following {
  /** Null = all four in their order (S24), as far as the settings turn them on. */
  readonly tasks: readonly TaskName[] | null;
  /**
   * A saved plan: exactly its changes are made, each refused whose facts have changed since (`plan.stale`).
   */
  readonly plan?: Plan;
  /** A run whose changes in the shop are to be taken back, in the place of the tasks. */
  readonly undo?: number;
  /** The schedule that starts the run; left out when a person does. */
  readonly trigger?: Extract<RunTrigger, 'schedule' | 'stockSchedule'>;
  /** Account of whoever starts it; left out = a schedule, or the terminal. */
  readonly startedBy?: string;
  /** Code of the good that the first feed (XML) is made of; left out = the setting, else the proposal. */
  readonly first?: string;
  /** `--yes`: confirms the first real run, the first order and the first product (spec section 4). */
  readonly isConfirmed: boolean;
}

/** What a run came to. */
export interface RunSummary {
  readonly runId: number;
  readonly end: RunEnd;
  readonly counts: Readonly<Partial<Record<TaskName, TaskCounts>>>;
  /** Parked anew in this run. */
  readonly parked: number;
  readonly error: SyncError | null;
}
