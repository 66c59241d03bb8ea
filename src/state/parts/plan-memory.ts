import type { KeptPlan } from '../../model/kept-plan.ts';
import type { ProfileId } from '../../model/profile.ts';

/**
 * The plan of each profile that a person looks at and applies, for every process that shows it or carries
 * it out; it outlives the one that made it. Gone with its profile, with a restore, and when a buyer is
 * forgotten.
 */
export interface PlanMemory {
  /** Keeps a plan in the place of the one before, all or nothing. Repeatable. */
  keep(id: ProfileId, kept: KeptPlan): Promise<void>;
  /** When the plan of a profile was made; null: there is none. Repeatable. */
  madeAt(id: ProfileId): Promise<string | null>;
  /** The whole plan, its changes in their order; null: there is none. Repeatable. */
  find(id: ProfileId): Promise<KeptPlan | null>;
  /**
   * Forgets the plan; with `madeAt` only that one. False where there was none: of several who ask at once it
   * is true for one. Not repeatable.
   */
  drop(id: ProfileId, madeAt?: string): Promise<boolean>;
}
