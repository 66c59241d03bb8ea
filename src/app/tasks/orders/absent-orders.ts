import type { OrderNumber } from '../../../model/order-origin.ts';
import { orderSubject } from '../../../sync/orders/order-changes.ts';
import type { Gathering } from '../../task-context.ts';

const AT_ONCE = 2000;
/** Over REST each is a request of its own; what is known to be gone is not asked for again. */
const ASKED_AT_ONCE = 20;
const MINUTE_MS = 60_000;

/** Imported orders of the re-check window that the shop's list of orders did not hold. */
export interface AbsentOrders {
  /** Told as gone by an earlier run, and still absent. */
  readonly known: readonly OrderNumber[];
  /** To be asked for by number: a list may leave out what the shop has (Q10). */
  readonly asked: readonly OrderNumber[];
}

/**
 * Imported orders above a number that were not met in this run (I14). Where many are absent and are there all
 * the same, as in a shop whose list leaves some out, each minute begins at another one. Reads only.
 */
export async function absentOrders(
  { state, profile, open, clock }: Gathering,
  from: OrderNumber,
  met: ReadonlySet<OrderNumber>,
): Promise<AbsentOrders> {
  const absent: OrderNumber[] = [];
  let after = from;
  for (;;) {
    const query = { after, upTo: null, limit: AT_ONCE };
    const recorded = await state.ledger.recorded(profile.id, query);
    for (const { orderNumber } of recorded) if (!met.has(orderNumber)) absent.push(orderNumber);
    const last = recorded.at(-1);
    if (last === undefined || recorded.length < AT_ONCE) break;
    after = last.orderNumber;
  }
  const isKnown = (number: OrderNumber): boolean => {
    const item = open.item(orderSubject(number));
    return item?.code === 'order.removedAfterImport' && !item.isReleased;
  };
  const known = absent.filter(isKnown);
  const unknown = absent.filter((number) => !isKnown(number));
  const start = unknown.length <= ASKED_AT_ONCE ? 0 : Math.floor(clock.now() / MINUTE_MS) % unknown.length;
  const turned = [...unknown.slice(start), ...unknown.slice(0, start)].slice(0, ASKED_AT_ONCE);
  return { known, asked: turned.toSorted((left, right) => left - right) };
}
