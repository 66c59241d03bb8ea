import type { ListManner } from '../../model/list-manner.ts';
import { PROBE_SIZE, probedOrder } from '../seliton-http/probed-order.ts';
import type { XmlOrders } from './order-from-xml.ts';
import type { OrderPages } from './order-pages.ts';

function numbersOf({ orders }: XmlOrders): readonly number[] {
  return [...new Set(orders.map(({ fetched }) => fetched.number))];
}

/**
 * How this shop's list of orders answers, by four small requests. What a shop with an order or two cannot
 * show is left out.
 */
export async function probeXmlLists(pages: OrderPages): Promise<ListManner> {
  const few = numbersOf(await pages.after(0, PROBE_SIZE));
  const [lowest, second] = few.toSorted((left, right) => left - right);
  if (lowest === undefined || second === undefined) return {};
  const one = numbersOf(await pages.after(0, 1));
  const later = numbersOf(await pages.after(second, PROBE_SIZE));
  const isIgnored = later.some((number) => number < second);
  // Not the one that a list of one begins with: that would come in any case.
  const wanted = one[0] === lowest ? second : lowest;
  const named = numbersOf(await pages.numbered([wanted]));
  return {
    ...probedOrder(few, one),
    start: isIgnored ? 'startIgnored' : 'startHeeded',
    ...(isIgnored
      ? {}
      : { boundary: later.includes(second) ? ('boundaryIncluded' as const) : ('boundaryLeftOut' as const) }),
    ...(named.length === 0
      ? {}
      : {
          numbers: named.some((number) => number !== wanted)
            ? ('numbersIgnored' as const)
            : ('numbersHeeded' as const),
        }),
  };
}
