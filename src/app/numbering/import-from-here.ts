import { nowIso } from '../../lib/clock.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { Profile } from '../../model/profile.ts';
import { SyncError } from '../../model/sync-error.ts';
import { seriesBeginning } from '../../sync/orders/order-numbering.ts';
import type { AppParts } from '../app-parts.ts';
import type { AttentionNote } from '../../model/run.ts';
import { tellQuestion } from '../report/standing-question.ts';
import type { Following } from '../run-request.ts';
import type { SharedContext } from '../task-context.ts';
import { keepMissing, listMissing } from '../upkeep/missing-orders.ts';
import { withLeasedSession } from '../upkeep/leased-session.ts';
import { findNumberingFault } from './check-numbering.ts';
import { compareOrders, compareProducts } from './compare-shop.ts';

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
  /** Orders without a number: they cannot be compared, and a person is told of each (Q10). */
  readonly numberless: readonly AttentionNote[];
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
      const { orders, takenBack, lostUnp, numberless } = await compareOrders(shared);
      const told = numberless.notes;
      const beginning = seriesBeginning(orders);
      const { beginsAfter } = beginning;
      const past = new Set(takenBack.map(({ orderNumber }) => orderNumber));
      const kept = beginning.kept.filter((number) => !past.has(number));
      const same = orders.filter(({ isSame }) => isSame).length;
      const toImport = orders.filter(({ number, isSame }) => number > beginsAfter && !isSame).length;
      if (!request.isConfirmed) return { beginsAfter, toImport, same, past: null, numberless: told };
      const at = nowIso(shared.clock);
      // First what may be repeated: after a crash the series is not open yet, and all of it is done again.
      for (const { order, unp } of lostUnp) await shared.shop.writeUnp(order, unp, shared.signal);
      await compareProducts(shared);
      const opening = { beginsAfter, kept, takenBack, nowIso: at };
      const left = await shared.state.series.open(profile.id, opening);
      await numberless.keep(shared);
      await tellQuestion(shared.state, profile, { kind: 'numbering', error: null, nowIso: at });
      return { beginsAfter, toImport, same, past: left, numberless: told };
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
