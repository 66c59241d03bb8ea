import type { Clock } from '../../lib/clock.ts';
import type { Machine } from '../../model/installation.ts';
import type { Profile } from '../../model/profile.ts';
import type { Settings } from '../../model/settings.ts';
import type { WarehouseFacts } from '../../model/warehouse-facts.ts';
import type { Shop } from '../../shop/shop.ts';
import type { State } from '../../state/state.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** Both sides, open, and what is remembered of them. */
export interface PairSides {
  readonly state: State;
  readonly profile: Profile;
  readonly settings: Settings;
  readonly facts: WarehouseFacts;
  readonly warehouse: Warehouse;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly machine: Machine;
  readonly signal: AbortSignal;
}
