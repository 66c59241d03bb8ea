import { sha256 } from '../../lib/hash.ts';
import { nowIso } from '../../lib/clock.ts';
import type { GoodId } from '../../model/good.ts';
import type { LedgerEntry } from '../../model/ledger.ts';
import { NOTHING_SENT } from '../../model/link.ts';
import type { FetchedOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { firstNumberOf } from '../../model/order-series.ts';
import type { Profile } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import { isSameOrder, seriesBeginning } from '../../sync/orders/order-numbering.ts';
import type { ComparedOrder } from '../../sync/orders/order-numbering.ts';
import type { PastKey } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import type { Following } from '../run-request.ts';
import type { SharedContext } from '../task-context.ts';
import { readOrders } from '../tasks/orders/read-orders.ts';
import { readActualProducts } from '../upkeep/actual-links.ts';
import { keepMissing, listMissing } from '../upkeep/missing-orders.ts';
import { withLeasedSession } from '../upkeep/leased-session.ts';
import { refreshLinks } from '../upkeep/refresh-links.ts';
import { findNumberingFault, tellNumbering } from './check-numbering.ts';

const LINKS_AT_ONCE = 500;

/** What importing from here means, or has meant. */
export interface ImportFromHere {
  /** The series goes on after this order, the last one that the shop has as we know it; 0 = it has none. */
  readonly beginsAfter: OrderNumber;
  /** Orders of the shop that are to be imported: they are above it. */
  readonly toImport: number;
  /** Orders of the shop that are those we know. */
  readonly same: number;
  /** Orders of ours that the shop has no more; they stay on record. Null before the series is opened. */
  readonly past: number | null;
}

interface Compared {
  readonly orders: readonly ComparedOrder[];
  /** Of orders that the shop has as we knew them in a past series. */
  readonly takenBack: readonly PastKey[];
  /** Of orders that the shop has as we know them, but without the УНП that it was given. */
  readonly lostUnp: readonly { readonly order: OrderNumber; readonly unp: string }[];
}

/**
 * The way out of order numbers that begin again (Q6): the shop's orders are compared with ours once, and from
 * the first one on that is another, a new series is imported, whose claims and notes meet none of ours. What
 * the shop was sent is compared, too: it may be a restored one. Without `isConfirmed` it only tells. Rejects
 * `orders.numbersGoOn` where there is nothing to be mended, `orders.missingFirst`, and `run.alreadyRunning`.
 */
export async function importFromHere(
  parts: AppParts,
  profile: Profile,
  request: Following & { readonly isConfirmed: boolean },
): Promise<ImportFromHere> {
  return withLeasedSession(parts, profile, {
    following: request,
    isNumberingOpen: true,
    use: async ({ shared }) => {
      if ((await findNumberingFault(shared)) === null)
        throw new SyncError('orders.numbersGoOn', { cursor: await shared.state.ledger.cursor(profile.id) });
      await refuseMissing(shared);
      const { orders, takenBack, lostUnp } = await compareOrders(shared);
      const beginning = seriesBeginning(orders);
      const { beginsAfter } = beginning;
      const past = new Set(takenBack.map(({ orderNumber }) => orderNumber));
      const kept = beginning.kept.filter((number) => !past.has(number));
      const same = orders.filter(({ isSame }) => isSame).length;
      const toImport = orders.filter(({ number, isSame }) => number > beginsAfter && !isSame).length;
      if (!request.isConfirmed) return { beginsAfter, toImport, same, past: null };
      const at = nowIso(shared.clock);
      // First what may be repeated: after a crash the series is not open yet, and all of it is done again.
      for (const { order, unp } of lostUnp) await shared.shop.writeUnp(order, unp, shared.signal);
      await compareProducts(shared);
      const opening = { beginsAfter, kept, takenBack, nowIso: at };
      const left = await shared.state.series.open(profile.id, opening);
      await tellNumbering(shared.state, profile, { error: null, nowIso: at });
      return { beginsAfter, toImport, same, past: left };
    },
  });
}

/**
 * What becomes of the past is asked for no more (Q1): documents that are missing just now would be lost with
 * their УНП. They are kept as missing, for a person to decide about first.
 */
async function refuseMissing(shared: SharedContext): Promise<void> {
  await keepMissing(shared);
  const count = (await listMissing(shared)).length;
  if (count > 0) throw new SyncError('orders.missingFirst', { count });
}

async function compareOrders(shared: SharedContext): Promise<Compared> {
  const { state, profile, settings, series } = shared;
  const orders: ComparedOrder[] = [];
  const takenBack: PastKey[] = [];
  const lostUnp: { order: OrderNumber; unp: string }[] = [];
  for await (const batch of readOrders(shared, firstNumberOf(settings.firstOrder, series))) {
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
  return { orders, takenBack, lostUnp };
}

function listed({ number, raw, order }: FetchedOrder) {
  return { number, createdAt: order?.createdAt ?? '', rawHash: sha256(raw) };
}

function unpThatIsLost({ order }: FetchedOrder, entry: LedgerEntry): string | null {
  return entry.stage === 'acknowledged' && order !== undefined && order.unp === null ? entry.unp : null;
}

/** What was sent is taken for what the shop has; where that cannot be read, all of it is sent anew. */
async function compareProducts(shared: SharedContext): Promise<void> {
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
