import type { IssuedUnp, UnpFilter, UnpGap, UsedDevice } from '../../model/issued-unp.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import type { ListPage, OrderFilter } from '../../model/list-page.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { OrderSight } from '../../model/order-sight.ts';
import type { ProfileId } from '../../model/profile.ts';

/** Lists of orders and their numbers, for people: over 100,000 orders a page comes within 200 ms. */
export interface OrderLists {
  /**
   * Orders that fit, newest first, beginning below a number (null = at the newest): for a list that is read
   * as a whole. Repeatable.
   */
  below(
    id: ProfileId,
    filter: OrderFilter,
    from: { readonly below: OrderNumber | null; readonly limit: number },
  ): Promise<readonly LedgerEntry[]>;
  /** What shows of these orders; those of which nothing is kept are absent. Repeatable. */
  sights(id: ProfileId, numbers: readonly OrderNumber[]): Promise<ReadonlyMap<OrderNumber, OrderSight>>;
  /** Orders without a sight, which a program before this one has kept, by number above `after`. Repeatable. */
  sightless(id: ProfileId, after: OrderNumber, limit: number): Promise<readonly OrderNumber[]>;
  /** Gives orders their sight; one that has its own keeps it. Repeatable. */
  putSights(id: ProfileId, sights: ReadonlyMap<OrderNumber, OrderSight>): Promise<void>;
  /** УНП of a profile's orders, past ones too, the highest number first. Repeatable. */
  unps(
    id: ProfileId,
    filter: UnpFilter,
    page: { readonly page: number; readonly size: number },
  ): Promise<ListPage<IssuedUnp>>;
  /** Devices that its orders have numbers of, by serial. Repeatable. */
  devices(id: ProfileId): Promise<readonly UsedDevice[]>;
  /**
   * Numbers of a device between the lowest and the highest that orders of any profile have, both inside the
   * range, and that none of them has: lowest first, `limit` at most. Repeatable.
   */
  gaps(
    deviceSerial: string,
    range: { readonly from: number; readonly to: number; readonly limit: number },
  ): Promise<readonly UnpGap[]>;
}
