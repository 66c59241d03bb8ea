import type { WorkState } from '../../../src/api/runs.ts';

/** What the page knows of a plan that was asked for, in whatever order its answers came. */
export interface PlanKnown {
  /** What the server does, or did last; null = that is not known yet. */
  readonly work: Pick<WorkState, 'kind' | 'isOver' | 'startedAt' | 'error'> | null;
  /** When the plan that is here was made; null = none is. */
  readonly madeAt: string | null;
  /** The beginning of the work whose end the plan was asked for after; null = of none. */
  readonly looked: string | null;
}

/**
 * Whether a plan is on its way, and whether it is to be asked for (anew): an answer that was asked for before
 * the plan was made may come last of all, and an older plan is never shown for the new one. `ask`: the
 * beginning of the work that the answer is to be of; null = nothing is to be asked.
 */
export function planComing({ work, madeAt, looked }: PlanKnown): {
  readonly isComing: boolean;
  readonly ask: string | null;
} {
  const since = work?.kind === 'plan' && work.error === null ? work.startedAt : null;
  if (work === null || since === null) return { isComing: false, ask: null };
  const isOlder = madeAt === null || madeAt < since;
  if (!work.isOver) return { isComing: true, ask: null };
  // One that was asked for after the end and is older all the same was not made.
  const isMissing = isOlder && looked !== since;
  return { isComing: isMissing, ask: isMissing ? since : null };
}
