import type { Clock } from '../lib/clock.ts';
import type { ChangeKind } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Settings } from '../model/settings.ts';
import type { WarehouseChoices, WarehouseFacts } from '../model/warehouse-facts.ts';
import type { Shop, ShopFacts } from '../shop/shop.ts';
import type { State } from '../state/state.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { AppParts } from './app-parts.ts';
import type { TaskReport } from './task-report.ts';

/** What every task of one run works with. The settings are frozen for the run. */
export interface TaskContext {
  readonly profile: Profile;
  readonly settings: Settings;
  /** The shop's identity in claims and notes (I4). */
  readonly identity: string;
  readonly facts: WarehouseFacts;
  readonly choices: WarehouseChoices;
  readonly shopFacts: ShopFacts;
  readonly warehouse: Warehouse;
  readonly shop: Shop;
  readonly state: State;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly orderContacts: AppParts['orderContacts'];
  readonly report: TaskReport;
  /**
   * Goods whose quantity went out together with their new product in this run; `export-stock` counts them.
   */
  readonly quantitiesSent: Set<number>;
  /** Kinds of changes whose first ones were read back from the shop in this run and found as sent. */
  readonly provenKinds: Set<ChangeKind>;
}
