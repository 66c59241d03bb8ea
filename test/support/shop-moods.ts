import type { StoredRecord } from '../../src/sandbox/resource.ts';
import type { World } from './world.ts';

type Shop = Pick<World, 'sandbox'>;

/** Replaces fields of an order in the shop. */
export function changeOrder({ sandbox }: Shop, number: number, more: StoredRecord): void {
  sandbox.store.put('orders', number, { ...sandbox.store.get('orders', number), ...more });
}

/** What a shop may do with an order between a lost moment and the next run: it changes its mind. */
export const MOODS = {
  cancelled: (shop: Shop, number: number) => changeOrder(shop, number, { orderStatus: 'cancelled' }),
  deleted: (shop: Shop, number: number) => shop.sandbox.store.delete('orders', number),
  unreadable: (shop: Shop, number: number) => changeOrder(shop, number, { orderTotal: 'много' }),
  edited: (shop: Shop, number: number) => edit(shop, number, 'quantity'),
  'of another number of lines': (shop: Shop, number: number) => edit(shop, number, 'line'),
} as const;
export type Mood = keyof typeof MOODS;

/** What a person is told of an order whose document stands already. */
export const TOLD: Readonly<Record<Mood, string>> = {
  cancelled: 'order.cancelledAfterImport',
  deleted: 'order.removedAfterImport',
  unreadable: 'order.unreadableAfterImport',
  edited: 'order.changedAfterImport',
  'of another number of lines': 'order.changedAfterImport',
};

/** A piece more of the first item, or the same item once more in a line of its own; the sums still hold. */
function edit(shop: Shop, number: number, more: 'quantity' | 'line'): void {
  const order = shop.sandbox.store.get('orders', number) ?? {};
  const [first = {}, ...others] = order['orderItems'] as readonly StoredRecord[];
  const price = Number(first['orderItemPrice']);
  const grown = {
    ...first,
    orderItemQty: Number(first['orderItemQty']) + 1,
    orderItemTotal: (Number(first['orderItemTotal']) + price).toFixed(2),
  };
  const single = { ...first, orderItemQty: 1, orderItemDiscount: '0.00', orderItemTotal: price.toFixed(2) };
  changeOrder(shop, number, {
    orderItems: more === 'quantity' ? [grown, ...others] : [first, ...others, single],
    orderTotal: (Number(order['orderTotal']) + price).toFixed(2),
  });
}
