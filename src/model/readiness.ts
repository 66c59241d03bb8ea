/** What has to hold so that the program can do its work. */
export const READY_POINTS = ['memory', 'schedules', 'leases', 'workers'] as const;

/**
 * Which of them hold. `memory`: it can be written. `schedules`: none is overdue. `leases`: none is kept by a
 * process that lives and has not renewed it, and none runs longer than one may be taken for. `workers`: a
 * process lives that does the work.
 */
export type ReadyPoints = Readonly<Record<(typeof READY_POINTS)[number], boolean>>;

/** Whether a process is ready for what it is there for: a page that others work for needs none of them. */
export interface Readiness {
  readonly isReady: boolean;
  readonly points: ReadyPoints;
}

/** A profile whose schedule is overdue. */
export interface OverdueProfile {
  readonly name: string;
  /** The name of its firm, where several share the memory; '' = it is of one. */
  readonly firm: string;
}
