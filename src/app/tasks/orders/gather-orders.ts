import { nowIso } from '../../../lib/clock.ts';
import { sha256 } from '../../../lib/hash.ts';
import type { LedgerEntry } from '../../../model/ledger.ts';
import type { FetchedOrder } from '../../../model/order.ts';
import type { OrderNumber } from '../../../model/order-origin.ts';
import type { AbsurdNumbers, AskedOrders, GatheredOrders } from '../../../sync/orders/order-decisions.ts';
import { hearOrder, meetOrder } from '../../../sync/orders/order-met.ts';
import { isStillHeld, withHeld } from '../../../sync/orders/reserve-order.ts';
import type { AskedOrder, HeardOrder, MetOrder } from '../../../sync/orders/order-met.ts';
import { asListed, numberUsedAgain } from '../../../sync/orders/order-numbering.ts';
import { isDue } from '../../../sync/orders/plan-order.ts';
import type { Gathering } from '../../task-context.ts';
import { askWarehouse } from './order-adopter.ts';
import type { OrderSurroundings } from './order-surroundings.ts';

/**
 * Puts orders that were read beside what is remembered of each; without those that only have an imported one's
 * number. Reads only.
 */
export async function meetOrders(
  gathering: Gathering,
  orders: readonly FetchedOrder[],
): Promise<readonly MetOrder[]> {
  return (await meet(gathering, orders)).met;
}

/**
 * `others`: orders that have an imported one's number and are not that one, where the shop's list of the newest has
 * not shown them (Q6). They are told, and nothing of the imported one is taken for theirs.
 */
async function meet(
  { state, profile, settings, words, clock }: Gathering,
  orders: readonly FetchedOrder[],
): Promise<{ readonly met: readonly MetOrder[]; readonly others: readonly HeardOrder[] }> {
  const known = await state.ledger.find(
    profile.id,
    orders.map((order) => order.number),
  );
  const byNumber = new Map<OrderNumber, LedgerEntry>(known.map((entry) => [entry.orderNumber, entry]));
  const seenAt = nowIso(clock);
  const met: MetOrder[] = [];
  const others: HeardOrder[] = [];
  for (const fetched of orders) {
    const entry = byNumber.get(fetched.number) ?? null;
    const fault = entry === null ? null : numberUsedAgain([asListed(fetched)], [entry]);
    if (entry !== null && fault !== null) {
      const note = { tell: 'attention', code: fault.code, facts: fault.facts } as const;
      others.push({ kind: 'told', entry, note });
    } else met.push(meetOrder(fetched, entry, { rawHash: sha256(fetched.raw), seenAt, settings, words }));
  }
  return { met, others };
}

/** Hears what the shop says of orders that were read, and asks the warehouse where it must. Reads only. */
export async function gatherOrders(
  gathering: Gathering,
  surroundings: OrderSurroundings,
  orders: { readonly read: readonly FetchedOrder[]; readonly absurd: AbsurdNumbers },
): Promise<GatheredOrders> {
  const { met, others } = await meet(gathering, orders.read);
  const heard = [...others, ...met.map((order) => hearOrder(order, gathering))];
  const asked = heard.flatMap((each) => (each.kind === 'asked' ? [each.asked] : []));
  const told = heard.flatMap((each) => (each.kind === 'told' ? [each] : []));
  return { met, told, absurd: orders.absurd, ...(await gatherAsked(gathering, surroundings, asked)) };
}

/** Ledger, claim and note are all asked before an order is recorded or put aside (I4, I18). Reads only. */
export async function gatherAsked(
  gathering: Gathering,
  surroundings: OrderSurroundings,
  asked: readonly AskedOrder[],
): Promise<AskedOrders> {
  if (asked.length === 0) return { asked, adoptions: new Map(), around: null };
  const questions = asked.map(({ entry, order }) => ({ number: entry.orderNumber, order }));
  const adoptions = await askWarehouse(gathering, questions, surroundings);
  const left = asked.filter((each) => !adoptions.has(each.entry.orderNumber));
  const due = left.filter(isDue);
  const around = due.length === 0 ? null : await surroundings.of(due.map((each) => each.order));
  const held = new Set(asked.filter((each) => isStillHeld(each, adoptions.get(each.entry.orderNumber))));
  if (held.size === 0) return { asked, adoptions, around };
  const goods = await surroundings.goodsOf([...held].flatMap(({ order }) => order ?? []));
  const now = asked.map((each) => (held.has(each) ? withHeld(each, goods, gathering.settings) : each));
  return { asked: now, adoptions, around };
}
