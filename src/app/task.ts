import type { Change } from '../model/plan.ts';
import type { Gathering, TaskContext } from './task-context.ts';
import type { TaskWindow } from '../sync/task-window.ts';

/**
 * One part of a run (S24). A plan is "stop after deciding": the runner asks for the windows and either shows
 * each or carries it out, and only then asks for the next.
 */
export interface Task<Window extends TaskWindow = TaskWindow> {
  /**
   * What there is to do, window by window, without holding it as a whole. Reads both sides and the memory,
   * and writes to none of them; what it was given to work with (`Gathering`) cannot write.
   */
  decide(): AsyncIterable<Window>;
  /**
   * Makes the changes of a window and remembers what came of each; told by `context.report`. Called for every
   * window of a run, also for one without steps: it holds exactly the steps that may be made, and its notes
   * have been told. Safe to be lost at any place: the next run decides anew.
   */
  carryOut(window: Window, context: TaskContext): Promise<void>;
  /**
   * Which of these approved changes stand already, by their keys: asked for those that deciding anew did not
   * come to, so that "done before" is not taken for "changed since". Reads only.
   */
  standing(changes: readonly Change[]): Promise<ReadonlySet<string>>;
  /** Ends what goes on beside the windows; called once after the last one, also when the run breaks off. */
  end?(): Promise<void>;
}

/** Makes a task ready to decide. */
export type OpenTask = (gathering: Gathering) => Task;
