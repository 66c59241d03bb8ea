import type { PageWords } from '../../../src/texts/page-words.ts';
import type { ListedOrder } from '../../../src/api/orders.ts';
import type { Column } from '../../parts/lists/column.ts';
import { StageBadge } from '../../parts/stage-badge.tsx';
import { Money, Moment } from '../../parts/values.tsx';
import { buyerText, documentText } from './order-texts.ts';
import { numbered } from '../../formats.ts';

/** Two lines in one cell: what is looked for, and what goes with it. */
function Pair({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <span className="cell-pair">
      <span>{first === '' ? '–' : first}</span>
      {second === '' ? null : <span className="cell-second">{second}</span>}
    </span>
  );
}

/** What stands in the list of orders. */
export function ORDER_COLUMNS(words: PageWords): readonly Column<ListedOrder>[] {
  return [
    {
      key: 'order',
      heading: words.everywhere.order,
      cell: (order) => (
        <span className="cell-pair">
          <span className="figure">{numbered(order.orderNumber, words)}</span>
          <span className="cell-second">
            <Moment iso={order.createdAt} />
          </span>
        </span>
      ),
      width: 'minmax(9rem, 1fr)',
      onCard: 'title',
    },
    {
      key: 'buyer',
      heading: words.orders.buyer,
      cell: (order) => buyerText(order, words) || '–',
      width: 'minmax(7rem, 1.5fr)',
    },
    {
      key: 'payment',
      heading: words.orders.paymentAndDelivery,
      cell: (order) => <Pair first={order.payment} second={order.delivery} />,
      width: 'minmax(9rem, 1.2fr)',
    },
    {
      key: 'sum',
      heading: words.orders.sum,
      isNumber: true,
      cell: (order) => <Money value={order.total} currency={order.currency} />,
      width: 'minmax(5.5rem, 0.7fr)',
    },
    {
      key: 'document',
      heading: `${words.everywhere.document}, ${words.shell.unp}`,
      cell: (order) => <Pair first={documentText(order, words)} second={order.unp ?? ''} />,
      width: 'minmax(10rem, 1.2fr)',
    },
    {
      key: 'stage',
      heading: words.orders.stage,
      cell: (order) => (
        <span className="cell-pair">
          <StageBadge stage={order.stage} />
          {order.reason === null ? null : <span className="cell-second two-lines">{order.reason}</span>}
        </span>
      ),
      width: 'minmax(12.5rem, 1.4fr)',
    },
  ];
}
