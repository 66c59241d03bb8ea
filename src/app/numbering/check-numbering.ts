import { nowIso } from '../../lib/clock.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { RECORDED_STAGES } from '../../model/order-stage.ts';
import type { SyncError } from '../../model/sync-error.ts';
import { asListed, cameBackFault, numberingFault } from '../../sync/orders/order-numbering.ts';
import type { ListedOrder } from '../../sync/orders/order-numbering.ts';
import { tellQuestion } from '../report/standing-question.ts';
import type { SharedContext } from '../task-context.ts';

/** More need not be counted: it is a handful, or too many. */
const HANDFUL = 20;
/** The shop's newest orders, and what it has deleted of them. */
const NEWEST = 100;
/** So many imported orders are asked for by number where the shop's list names none. */
const WITNESSES = 3;

/**
 * Whether the shop's order numbers go on from those that were met (Q6); null = they do. Asks the shop only
 * where its own facts leave a doubt. Reads only.
 */
export async function findNumberingFault(
  shared: Pick<SharedContext, 'state' | 'profile' | 'series' | 'shop' | 'shopFacts' | 'signal'>,
): Promise<SyncError | null> {
  const { state, profile, shop, shopFacts, signal } = shared;
  const cameBack = await findPastOrder(shared);
  if (cameBack !== null) return cameBack;
  const cursor = await state.ledger.cursor(profile.id);
  if (cursor === 0) return null;
  const knownAbove = async (after: number, limit: number) =>
    state.ledger.list(profile.id, { stages: null, after: after as OrderNumber, limit });
  const newest = [...(await metBefore(shared, cursor)), ...shopFacts.newestOrders];
  const fault = await numberingFault({
    cursor,
    newest,
    known: await knownAbove((newest[0]?.number ?? cursor) - 1, NEWEST),
    knownAbove: async (after) => (await knownAbove(after, HANDFUL)).length,
    count: shopFacts.orderCount,
    countBefore: await state.series.ordersAtShop(profile.id),
  });
  if (fault?.code !== 'orders.numbersBeganAgain') return fault;
  // A shop that lists its orders otherwise has not told its newest ones.
  for await (const orders of shop.fetchOrders((cursor - 1) as OrderNumber, signal))
    if (orders.length > 0) return null;
  return fault;
}

/**
 * The last imported orders as the shop has them now, where all that it has told are new: a counter that began
 * again may have come past the cursor meanwhile.
 */
async function metBefore(
  { state, profile, shop, shopFacts, signal }: Parameters<typeof findNumberingFault>[0],
  cursor: OrderNumber,
): Promise<readonly ListedOrder[]> {
  const oldest = shopFacts.newestOrders[0]?.number ?? cursor;
  if (oldest <= cursor) return [];
  const from = (await state.ledger.newestRecorded(profile.id, WITNESSES)) ?? 1;
  const query = { stages: RECORDED_STAGES, after: (from - 1) as OrderNumber, limit: WITNESSES };
  const numbers = (await state.ledger.list(profile.id, query)).map(({ orderNumber }) => orderNumber);
  return (await shop.fetchOrdersByNumber(numbers, signal)).map(asListed);
}

/** Whether the shop has orders again that it had before its numbers began again: then it was put back. */
async function findPastOrder({
  state,
  profile,
  series,
  shop,
  shopFacts,
  signal,
}: Parameters<typeof findNumberingFault>[0]): Promise<SyncError | null> {
  if (series.length === 0) return null;
  const { newestOrders } = shopFacts;
  const seen = new Set(newestOrders.map(({ number }) => number));
  const last = (await state.series.lastPast(profile.id)).filter((number) => !seen.has(number));
  const listed = [...newestOrders, ...(await shop.fetchOrdersByNumber(last, signal)).map(asListed)];
  const numbers = listed.map(({ number }) => number);
  const past = (await state.series.findPast(profile.id, numbers)).map(({ entry }) => entry);
  return past.length === 0 ? null : cameBackFault(listed, past, await state.ledger.find(profile.id, numbers));
}

/**
 * Rejects `orders.*` where the shop's order numbers are not those that were met before, and keeps the question
 * for a person while it lasts: nothing else is written.
 */
export async function checkNumbering(shared: SharedContext): Promise<void> {
  const { state, profile, clock } = shared;
  const fault = await findNumberingFault(shared);
  await tellQuestion(state, profile, { kind: 'numbering', error: fault, nowIso: nowIso(clock) });
  if (fault !== null) throw fault;
}

/** Remembers how many orders the shop has, for the next run to compare. Repeatable. */
export async function keepOrdersAtShop({ state, profile, shopFacts }: SharedContext): Promise<void> {
  const { orderCount } = shopFacts;
  if (orderCount === null || orderCount === (await state.series.ordersAtShop(profile.id))) return;
  await state.series.keepOrdersAtShop(profile.id, orderCount);
}
