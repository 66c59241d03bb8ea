import type { KeptPlan } from '../../model/kept-plan.ts';
import type { Profile } from '../../model/profile.ts';
import type { State } from '../../state/state.ts';

/**
 * The plan of each profile that people look at, whichever process made it. An unknown profile rejects
 * `profile.notFound`.
 */
export interface PlanDesk {
  /** Keeps it in the place of the one before. */
  keep(name: string, kept: KeptPlan): Promise<void>;
  /** When it was made; null: there is none. */
  madeAt(name: string): Promise<string | null>;
  find(name: string): Promise<KeptPlan | null>;
  /** Forgets it; with `madeAt` only that one. Of several who ask at once it is true for one. */
  drop(name: string, madeAt?: string): Promise<boolean>;
}

/** Plans by the name of their profile. */
export function planDesk({ plans }: State, find: (name: string) => Promise<Profile>): PlanDesk {
  return {
    keep: async (name, kept) => plans.keep((await find(name)).id, kept),
    madeAt: async (name) => plans.madeAt((await find(name)).id),
    find: async (name) => plans.find((await find(name)).id),
    drop: async (name, madeAt) => plans.drop((await find(name)).id, madeAt),
  };
}
