import type { IssuedUnp, UnpFilter, UnpGap, UsedDevice } from '../../../model/issued-unp.ts';
import type { LedgerEntry } from '../../../model/ledger.ts';
import type { ListPage, OrderFilter } from '../../../model/list-page.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import type { OrderSight } from '../../../model/order-sight.ts';
import type { ProfileId } from '../../../model/profile.ts';
import type { OrderLists } from '../../state.ts';
import { putSights, readSights, sightlessOrders } from './sights.ts';
import { findOrdersBelow } from './order-page.ts';
import { readEntries } from '../read-entries.ts';
import type { StateStore } from '../state-store.ts';
import { findDevices, findGaps, findUnps } from './unp-list.ts';

/** Lists of orders and their numbers; sights that an older memory lacks. */
export class SqlOrderLists implements OrderLists {
  readonly #store: StateStore;

  constructor(store: StateStore) {
    this.#store = store;
  }

  async below(
    id: ProfileId,
    filter: OrderFilter,
    from: { readonly below: OrderNumber | null; readonly limit: number },
  ): Promise<readonly LedgerEntry[]> {
    const { engine } = this.#store;
    const numbers = await this.#store.read((database) =>
      findOrdersBelow(database, engine, { id, filter, ...from }),
    );
    return (await readEntries(this.#store, id, numbers)).toReversed();
  }

  async sights(
    id: ProfileId,
    numbers: readonly OrderNumber[],
  ): Promise<ReadonlyMap<OrderNumber, OrderSight>> {
    const { engine } = this.#store;
    return this.#store.read((database) => readSights(database, engine, { id, numbers }));
  }

  async sightless(id: ProfileId, after: OrderNumber, limit: number): Promise<readonly OrderNumber[]> {
    return this.#store.read((database) => sightlessOrders(database, id, { after, limit }));
  }

  async putSights(id: ProfileId, sights: ReadonlyMap<OrderNumber, OrderSight>): Promise<void> {
    await this.#store.write(id, (transaction) => putSights(transaction, id, sights));
  }

  async unps(
    id: ProfileId,
    filter: UnpFilter,
    page: { readonly page: number; readonly size: number },
  ): Promise<ListPage<IssuedUnp>> {
    const { engine } = this.#store;
    return this.#store.read((database) => findUnps(database, engine, { id, filter, ...page }));
  }

  async devices(id: ProfileId): Promise<readonly UsedDevice[]> {
    return this.#store.read((database) => findDevices(database, id));
  }

  async gaps(
    deviceSerial: string,
    range: { readonly from: number; readonly to: number; readonly limit: number },
  ): Promise<readonly UnpGap[]> {
    return this.#store.read((database) => findGaps(database, deviceSerial, range));
  }
}
