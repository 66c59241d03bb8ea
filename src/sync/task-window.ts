import type { Change, SkippedRecord } from '../model/plan.ts';
import type { AttentionNote, Notice, NoticeCode, TaskCounts } from '../model/run.ts';

/**
 * A change that was decided: what a plan shows and what a run makes, as data. Each task adds what it needs to
 * carry it out. An id that does not exist yet (of a partner or a good that a change before it makes) stands
 * as 0, so that a plan and a run decide the same; who carries the window out fills it in.
 */
export interface DecidedChange {
  readonly change: Change;
  /**
   * Subject of the note that holds it until a person approves (guards); null = it goes out. A plan shows it
   * beside its note, and applying that plan is the approval.
   */
  readonly heldBy: string | null;
}

/** Why a record waits for a person. */
export interface DecidedNote extends AttentionNote {
  /** Hash of what was refused: the same is not tried again until it changes or is released; '' = none. */
  readonly contentHash: string;
  /** It only holds changes back, and says nothing where they were approved. */
  readonly isHold: boolean;
}

/** A record that needs nothing, or must not be handled, with the sentence that tells it. */
export interface DecidedSkip extends SkippedRecord {
  readonly code: NoticeCode;
}

/**
 * What was decided of some records of a task, as data; nothing of it is done. A window is as large as it may
 * be lost: what is decided later may build upon its having been carried out.
 */
export interface TaskWindow<Step extends DecidedChange = DecidedChange> {
  /** In the order in which they are made. */
  readonly steps: readonly Step[];
  readonly notes: readonly DecidedNote[];
  /**
   * Subjects that are as they should be once it is carried out: an open item about one has lost its cause.
   */
  readonly settled: readonly string[];
  /** Subjects refused before that neither changed nor were released: they wait on, counted as skipped. */
  readonly stillRefused: readonly string[];
  /** Beginnings of subjects of which all were met: open items about others have lost their cause. */
  readonly metWhole: readonly string[];
  readonly skipped: readonly DecidedSkip[];
  readonly notices: readonly Notice[];
  /** What is counted without being told one by one. */
  readonly counts: Partial<TaskCounts>;
}
