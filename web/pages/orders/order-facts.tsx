import type { ReactNode } from 'react';
import { usePage } from '../../context.ts';
import { Money, Moment } from '../../parts/values.tsx';
import type { OrderStory } from '../../../src/api/order-story.ts';
import { buyerText, documentText } from './order-texts.ts';

/** An order at a glance: who, how much, when, how it is paid and delivered, what stands for it. */
export function OrderFacts({ story: { order, content } }: { readonly story: OrderStory }) {
  const { words } = usePage();
  const unp = order.unp === null ? null : <span className="figure">{order.unp}</span>;
  const paid = content?.paymentStatus ?? '';
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.orders.buyer, buyerText(order, words)],
    [words.orders.sum, <Money key="sum" value={order.total} currency={order.currency} />],
    [words.orders.placedAt, <Moment key="placed" iso={order.createdAt} />],
    [words.orders.payment, paid === '' ? order.payment : `${order.payment} (${paid})`],
    [words.orders.delivery, order.delivery],
    [words.everywhere.document, documentText(order, words)],
    [words.shell.unp, unp],
  ];
  return (
    <dl className="order-facts">
      {facts.map(([label, fact]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{fact === '' || fact === null ? '–' : fact}</dd>
        </div>
      ))}
    </dl>
  );
}
