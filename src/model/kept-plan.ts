import type { Plan } from './plan.ts';
import type { TaskName } from './task.ts';

/** What a plan is of: a run, what the shop has otherwise than it should, or taking back a run. */
export type PlanOf =
  | {
      readonly kind: 'run';
      readonly tasks: readonly TaskName[] | null;
      /** Code of the good that the first feed is made of; left out = the settings'. */
      readonly first?: string;
    }
  | { readonly kind: 'reconcile' }
  | { readonly kind: 'undo'; readonly runId: number };

/** A plan that was computed, kept until the next one of the profile. */
export interface KeptPlan {
  readonly of: PlanOf;
  readonly plan: Plan;
  /** ISO 8601, UTC: tells it from every other plan of the profile. */
  readonly madeAt: string;
}
