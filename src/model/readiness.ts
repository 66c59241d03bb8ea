/** What has to hold so that the program can do its work. */
export const READY_POINTS = ['memory', 'schedules', 'leases'] as const;

/**
 * Which of them hold. `memory`: it can be written. `schedules`: none is overdue. `leases`: none is kept by a
 * process that lives and has not renewed it, and none runs longer than one may be taken for.
 */
export type Readiness = Readonly<Record<(typeof READY_POINTS)[number], boolean>>;
