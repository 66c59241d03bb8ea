import type { EventPageQuery, ListPage } from '../../model/list-page.ts';
import type { ProfileId } from '../../model/profile.ts';
import type {
  LastRunQuery,
  RunSearch,
  RunCounts,
  RunEnd,
  RunFault,
  RunRecord,
  RunTrigger,
  StoredEvent,
  TaskName,
} from '../../model/run.ts';

/** Runs with their events: what was done, when, before and after. */
export interface RunLog {
  /**
   * Under the profile's lease. Whatever run of this profile is still open died without a word (F4): it is
   * closed as `interrupted` in the same transaction. Not repeatable: a second call is a second run.
   */
  start(
    id: ProfileId,
    run: {
      readonly tasks: readonly TaskName[];
      readonly trigger: RunTrigger;
      /** Left out = a schedule, or the terminal. */
      readonly startedBy?: string;
    },
    nowIso: string,
  ): Promise<number>;
  /** In one transaction; order is kept. Not repeatable: what was added twice stands twice. */
  addEvents(runId: number, events: readonly StoredEvent[]): Promise<void>;
  /**
   * A task that has counts and was not among the run's tasks is among them from then on. Repeatable; the last
   * call counts.
   */
  finish(
    runId: number,
    how: { readonly end: RunEnd; readonly counts: RunCounts; readonly nowIso: string },
  ): Promise<void>;
  /** Newest first. Repeatable. */
  list(id: ProfileId, limit: number): Promise<readonly RunRecord[]>;
  /** For people: those that match, newest first. Repeatable. */
  search(id: ProfileId, query: RunSearch): Promise<readonly RunRecord[]>;
  /** What ended these runs before their time; of those that left no word nothing is told. Repeatable. */
  faults(runIds: readonly number[]): Promise<ReadonlyMap<number, RunFault>>;
  /**
   * The run that was started last among those that match, by their order, not by their clock; null when there
   * is none. It is found by an index, however long the log is: schedules ask every few seconds. Repeatable.
   */
  lastOf(id: ProfileId, query: LastRunQuery): Promise<RunRecord | null>;
  /**
   * When each task was last part of a run that came to its end (ISO 8601, UTC), by the order of runs; also of
   * runs that are forgotten by now. Repeatable.
   */
  successes(id: ProfileId): Promise<Readonly<Partial<Record<TaskName, string>>>>;
  /** Null when there is no such run of this profile. Repeatable. */
  find(id: ProfileId, runId: number): Promise<RunRecord | null>;
  /** What ended a run before its time; null for one that was not, or that left no word. Repeatable. */
  fault(runId: number): Promise<RunFault | null>;
  /** For people: oldest first, a page at a time. Repeatable. */
  page(runId: number, query: EventPageQuery): Promise<ListPage<StoredEvent>>;
  /** Oldest first, in batches. Repeatable. */
  events(runId: number): AsyncIterable<readonly StoredEvent[]>;
  /** Changes ever made to one subject (`good:45`), newest first. Repeatable. */
  history(id: ProfileId, subject: string, limit: number): Promise<readonly StoredEvent[]>;
}
