import type { OrderNumber } from '../../model/order-origin.ts';
import { SyncError } from '../../model/sync-error.ts';
import { REFUND_WAYS } from '../../model/written-document.ts';
import { fill } from '../../texts/text.ts';
import { EXIT } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { withApp } from '../with-app.ts';

const UNSET = 'unset';

/** Says how the money of an order went back: the column of the audit file that only a person knows. */
export async function refundWayCommand(
  session: CliSession,
  what: { readonly profile: string; readonly order: string; readonly way: string },
): Promise<number> {
  const way = what.way === UNSET ? null : REFUND_WAYS.find((known) => known === what.way);
  if (way === undefined) {
    const expected = [...REFUND_WAYS, UNSET].join(' | ');
    throw new SyncError('settings.badValue', { key: 'refund-way', value: what.way, expected });
  }
  if (!/^\d{1,15}$/.test(what.order)) throw new SyncError('order.notFound', { order: what.order });
  return withApp(session, async (app) => {
    await app.setRefundWay(what.profile, Number(what.order) as OrderNumber, way);
    const { phrases, refundWays } = session.texts;
    if (session.isJson) session.printJson({ order: Number(what.order), refundWay: way });
    else {
      const words = way === null ? phrases.none : refundWays[way];
      session.print(fill(phrases['orders.refundSet'], { order: what.order, way: words }));
    }
    return EXIT.done;
  });
}
