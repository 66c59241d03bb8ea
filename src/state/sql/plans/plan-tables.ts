import type { ProfileId } from '../../../model/profile.ts';

interface PlanTable {
  readonly profile_id: ProfileId;
  readonly made_at: string;
  /** JSON: what it is of, and the plan without its changes. */
  readonly head: string;
}

interface PlanChangeTable {
  readonly profile_id: ProfileId;
  readonly ordinal: number;
  /** JSON. */
  readonly change: string;
}

/** The tables of plans. */
export interface PlanSchema {
  readonly plans: PlanTable;
  readonly plan_changes: PlanChangeTable;
}
