import { Title } from '@mantine/core';
import { usePage } from '../../context.ts';
import { Moment } from '../../parts/values.tsx';
import type { ListedOrder } from '../../../src/api/orders.ts';
import { documentText, wayOf } from './order-texts.ts';
import type { WayStep } from './order-texts.ts';

const LABELS = {
  placed: 'stepPlaced',
  received: 'stepReceived',
  recorded: 'stepRecorded',
  unp: 'stepUnp',
  acknowledged: 'stepAcknowledged',
} as const satisfies Record<WayStep['key'], string>;

/** From the shop into the warehouse and back: what is done, when, and what is still ahead. */
export function OrderWay({ order }: { readonly order: ListedOrder }) {
  const { words } = usePage();
  const notes: Readonly<Partial<Record<WayStep['key'], string>>> = {
    recorded: documentText(order, words),
    unp: order.unp ?? '',
  };
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {words.orders.way}
      </Title>
      <ol className="order-way">
        {wayOf(order).map(({ key, at, isDone }) => (
          <li key={key} className={isDone ? 'done' : 'ahead'}>
            <span>
              {words.orders[LABELS[key]]}
              {isDone && (notes[key] ?? '') !== '' ? <span className="figure"> · {notes[key]}</span> : null}
            </span>
            <span className="order-when">{isDone ? <Moment iso={at} /> : words.orders.stepAhead}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
