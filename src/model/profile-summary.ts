import type { OrderNumber } from './order-origin.ts';
import type { OrderStage } from './order-stage.ts';
import type { Profile } from './profile.ts';
import type { RunRecord } from './run.ts';

/** A profile in a list: its state at a glance. */
export interface ProfileSummary {
  readonly profile: Profile;
  readonly lastRun: RunRecord | null;
  /** Open attention items. */
  readonly attention: number;
  readonly cursor: OrderNumber;
  readonly stages: Readonly<Partial<Record<OrderStage, number>>>;
}
