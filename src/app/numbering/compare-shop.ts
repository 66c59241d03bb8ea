import { sha256 } from '../../lib/hash.ts';
import type { GoodId } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { FetchedOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { firstNumberOf } from '../../model/order-series.ts';
import { isSameOrder } from '../../sync/orders/order-numbering.ts';
import type { ComparedOrder } from '../../sync/orders/order-numbering.ts';
import type { PastKey } from '../../state/state.ts';
import type { SharedContext } from '../task-context.ts';
import { NumberlessOrders } from '../tasks/orders/numberless-orders.ts';
import { readOrders } from '../tasks/orders/read-orders.ts';
import { readActualProducts } from '../upkeep/actual-links.ts';
import { refreshLinks } from '../upkeep/refresh-links.ts';

const LINKS_AT_ONCE = 500;

/** The shop's orders beside those that we know. */
export interface ComparedShop {
  readonly orders: readonly ComparedOrder[];
  /** Those without a number: they cannot be compared. */
  readonly numberless: NumberlessOrders;
  /** Of orders that the shop has as we knew them in a past series. */
  readonly takenBack: readonly PastKey[];
  /** Of orders that the shop has as we know them, but without the УНП that it was given. */
  readonly lostUnp: readonly { readonly order: OrderNumber; readonly unp: string }[];
}

/** Reads all orders of the shop once and puts each beside what is known of it. Writes nowhere. */
export async function compareOrders(shared: SharedContext): Promise<ComparedShop> {
  const { state, profile, settings, series } = shared;
  const orders: ComparedOrder[] = [];
  const takenBack: PastKey[] = [];
  const lostUnp: { order: OrderNumber; unp: string }[] = [];
  const first = firstNumberOf(settings.firstOrder, series);
  const numberless = new NumberlessOrders(first);
  for await (const batch of readOrders(shared, first, numberless.meet)) {
    const numbers = batch.map(({ number }) => number);
    const known = await state.ledger.find(profile.id, numbers);
    const past = series.length === 0 ? [] : await state.series.findPast(profile.id, numbers);
    for (const fetched of batch) {
      const isIt = (entry: LedgerEntry): boolean =>
        entry.orderNumber === fetched.number && isSameOrder(listed(fetched), entry);
      const entry = known.find(isIt);
      const back = entry === undefined ? past.findLast((each) => isIt(each.entry)) : undefined;
      const same = entry ?? back?.entry;
      orders.push({ number: fetched.number, isSame: same !== undefined });
      if (back !== undefined) takenBack.push({ series: back.series, orderNumber: fetched.number });
      const unp = same === undefined ? null : unpThatIsLost(fetched, same);
      if (unp !== null) lostUnp.push({ order: fetched.number, unp });
    }
  }
  return { orders, takenBack, lostUnp, numberless };
}

function listed({ number, raw, order }: FetchedOrder) {
  return { number, createdAt: order?.createdAt ?? '', rawHash: sha256(raw) };
}

function unpThatIsLost({ order }: FetchedOrder, entry: LedgerEntry): string | null {
  return entry.stage === 'acknowledged' && order !== undefined && order.unp === null ? entry.unp : null;
}

/**
 * What was sent is taken for what the shop has; where that cannot be read, all of it is sent anew. Writes
 * to the memory alone. Repeatable.
 */
export async function compareProducts(shared: SharedContext): Promise<void> {
  const { shop, state, profile, signal } = shared;
  if (shop.abilities.readsProducts) {
    await refreshLinks(shared, await readActualProducts(shop, { signal, onRead: () => undefined }));
    return;
  }
  for (let after = 0 as GoodId; ;) {
    const ids = await state.links.idsAfter(profile.id, after, LINKS_AT_ONCE);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    const links = await state.links.find(profile.id, ids);
    const unknown = links.map(({ sent, ...link }) => ({
      ...link,
      goodsHash: '',
      stockHash: '',
      sent: { ...NOTHING_SENT, code: sent.code },
    }));
    await state.links.save(profile.id, unknown);
  }
}
