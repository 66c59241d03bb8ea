import type { LedgerEntry } from '../../model/ledger.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { restoredSign } from '../../sync/orders/restored-shop.ts';
import type { RestoredSign } from '../../sync/orders/restored-shop.ts';
import type { SharedContext } from '../task-context.ts';
import { compareOrders, compareProducts } from './compare-shop.ts';

/** More need not be known: above a handful a person is asked (`findNumberingFault`). */
const HANDFUL = 20;

/**
 * A shop whose numbers go on may have been restored from a backup all the same (Q6): its newest orders are
 * gone, or УНП that it has shown. Then its products are those of the backup, too: all of it is compared
 * once, so that what is lost goes out again, and no more is offered than there is. Answers the sign; null =
 * there is none. Repeatable: the sign goes last.
 */
export async function mendRestoredShop(shared: SharedContext): Promise<RestoredSign | null> {
  const { state, profile, shop, signal } = shared;
  const sign = await findSign(shared);
  if (sign === null) return null;
  await compareProducts(shared);
  const { lostUnp } = await compareOrders(shared);
  for (const { order, unp } of lostUnp) await shop.writeUnp(order, unp, signal);
  if (sign.kind === 'newestGone') await state.series.turnBack(profile.id, sign.newest);
  return sign;
}

async function findSign(shared: SharedContext): Promise<RestoredSign | null> {
  const { state, profile, shopFacts } = shared;
  const { newestOrders } = shopFacts;
  const [first] = newestOrders;
  const cursor = await state.ledger.cursor(profile.id);
  if (first === undefined || cursor === 0) return null;
  const query = {
    stages: null,
    after: (first.number - 1) as OrderNumber,
    limit: newestOrders.length + HANDFUL,
  };
  const sign = restoredSign({
    cursor,
    newest: newestOrders,
    known: await state.ledger.list(profile.id, query),
  });
  if (sign?.kind !== 'unpGone' || sign.isShown) return sign;
  for (const entry of sign.entries) if (await hasShownUnp(shared, entry)) return sign;
  return null;
}

/** Whether the shop has shown this order's УНП itself: an interface may keep it and tell nobody. */
async function hasShownUnp(
  { state, profile, readOrder }: SharedContext,
  entry: LedgerEntry,
): Promise<boolean> {
  const versions = await state.ledger.versions(profile.id, entry.orderNumber);
  return versions.some(({ raw }) => (readOrder(raw)?.order?.unp ?? null) !== null);
}
