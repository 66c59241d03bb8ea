/** What one step of forgetting has removed. */
export interface Forgotten {
  readonly events: number;
  readonly runs: number;
  /** Nothing is left of what was asked for. */
  readonly isDone: boolean;
}

/** How much of the memory's place is in use. */
export interface Room {
  readonly bytes: number;
  /** Of these what nothing stands in any more; it is used again before the memory grows. */
  readonly freeBytes: number;
}

/**
 * What is forgotten by its age: the log of what was sent to the shop. Orders, their archive, УНП, documents
 * and who changed what are not forgotten here, nor is what a run did in the warehouse (Annex 29 т. 13 and
 * 15, чл. 52к (3)).
 */
export interface Housekeeping {
  /**
   * Makes room ahead for the log of the months that begin next, where the memory keeps it by months (in a
   * database). Nothing is lost without it: what comes meanwhile is put where it belongs by the next call.
   * Repeatable.
   */
  makeMonths(nowIso: string): Promise<void>;
  /**
   * Forgets the oldest month of the log that was over before this moment as a whole, and answers how many
   * events went: those that `forgetRuns` would remove. Their runs stay for it. Null: there is no such month
   * (any more), or the memory does not keep the log by months. Rejects `state.busy`. Repeatable.
   */
  forgetMonth(beforeIso: string): Promise<number | null>;
  /**
   * Runs of any profile that were started and over before this moment (ISO 8601, UTC), oldest first; where
   * the log is kept by months, before its month, which goes as a whole. The last of each trigger and of each
   * end are not among them: schedules and people go by them. Repeatable.
   */
  oldRuns(beforeIso: string): Promise<readonly number[]>;
  /**
   * One short transaction: removes at most so many events of these runs, and then those runs of which
   * nothing is left. Of a run that wrote into the warehouse everything stays but changes of goods and
   * quantities. Repeatable: a process that dies in between leaves what the next call goes on with.
   */
  forgetRuns(runIds: readonly number[], mostEvents: number): Promise<Forgotten>;
  /**
   * Removes what a person had put aside before this moment and no run has met since. Of orders nothing is
   * removed: it keeps them from being tried again. Answers how many. Repeatable.
   */
  forgetDismissed(beforeIso: string): Promise<number>;
  /** Repeatable. */
  room(): Promise<Room>;
  /**
   * Gives unused room back to the disk, where the engine does not do so by itself. Whoever writes meanwhile
   * waits, so nobody may be at work. Rejects `state.full` and `state.busy`, and leaves everything as it was
   * then. Repeatable.
   */
  compact(): Promise<void>;
}
