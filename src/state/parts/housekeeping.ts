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
   * Runs of any profile that were started and over before this moment (ISO 8601, UTC), oldest first. The
   * last of each trigger and of each end are not among them: schedules and people go by them. Repeatable.
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
