import type { HistoryPlace } from '../history-place.ts';
import type { Moves } from './moves.ts';

interface Item {
  readonly orderItemProductCode: string;
}

/** An order of one to three lines by one of forty buyers; its number. */
export function placeOrder(place: HistoryPlace, status: 'new' | 'unfinished' = 'new'): number {
  const { random } = place;
  const buyer = random.between(1, 40);
  const lines = Array.from({ length: random.between(1, 3) }, () => ({
    code: place.soldGood()?.code ?? '',
    quantity: String(random.between(1, 3)),
  }));
  const number = place.world.sandbox.placeOrder({
    lines,
    status,
    firstName: 'Купувач',
    lastName: `Номер ${buyer}`,
    email: `buyer${buyer}@example.bg`,
    phone: `08880000${String(buyer).padStart(2, '0')}`,
    shipping: place.pick(['0', '4.99']) ?? '0',
  });
  place.orders.place(number, status === 'unfinished');
  return number;
}

/** An order is deleted in the shop, which gives no quantity back for it. */
export function loseOrder(place: HistoryPlace, number: number): void {
  const { store } = place.world.sandbox;
  place.orders.doubt(number);
  for (const item of (store.get('orders', number)?.['orderItems'] ?? []) as readonly Item[])
    place.removedCodes.add(item.orderItemProductCode);
  store.delete('orders', number);
}

/** What buyers and the shop's owner do. */
export const SHOP_MOVES = {
  placeOrder: async (place) => void placeOrder(place),
  placeUnfinished: async (place) => void placeOrder(place, 'unfinished'),
  finishOrder: async (place) => {
    const number = place.pick([...place.orders.unfinished]);
    if (number === undefined) return;
    place.setOrder(number, { orderStatus: 'new' });
    place.orders.unfinished.delete(number);
  },
  cancelOrder: async (place) => {
    const number = place.anOrder();
    place.orders.doubt(number);
    place.setOrder(number, { orderStatus: 'cancelled' });
  },
  removeOrder: async (place) => loseOrder(place, place.anOrder()),
  remark: async (place) =>
    place.setOrder(place.anOrder(), { orderCustomerInstructions: `Бележка ${place.random.between(1, 99)}` }),
  hideByOwner: async (place) => {
    const { store } = place.world.sandbox;
    const [id] = store.productsByCode(place.soldGood()?.code ?? '');
    const record = id === undefined ? null : store.get('products', id);
    if (id !== undefined && record !== null) store.put('products', id, { ...record, productIsActive: false });
  },
  faultsOn: async (place) => place.setFaults(0.05),
  faultsOff: async (place) => place.setFaults(0),
} satisfies Moves;
