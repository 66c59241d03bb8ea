import type { Switches } from './switches.ts';

/** An order as the shop's owner sees it; money in cents, with VAT of 20 %. */
export interface PlacedOrder {
  readonly number: number;
  readonly isCancelled: boolean;
  readonly lines: readonly {
    readonly code: string;
    readonly name: string;
    readonly quantity: number;
    /** Per piece. */
    readonly price: number;
    /** Per piece, taken off. */
    readonly off: number;
  }[];
  readonly shipping: number;
  readonly coupon: number;
  unp: string;
}

export interface Fields {
  readonly [name: string]: string | boolean | readonly Fields[];
}

/** Orders of goods with a rate of 20 %, every tenth of them cancelled. */
export function placeOrders(
  count: number,
  goods: readonly { readonly code: string; readonly name: string }[],
): PlacedOrder[] {
  return Array.from({ length: count }, (_, index) => ({
    number: 1000 + 3 * index,
    isCancelled: index % 10 === 9,
    lines: [0, 1].slice(0, 1 + (index % 2)).map((line) => {
      const good = goods[(2 * index + line) % goods.length];
      return {
        code: good?.code ?? '',
        name: good?.name ?? '',
        quantity: 1 + ((index + line) % 3),
        price: 1200 + 240 * line,
        off: index % 4 === 1 ? 120 : 0,
      };
    }),
    shipping: index % 3 === 0 ? 600 : 0,
    coupon: index % 5 === 2 ? 120 : 0,
    unp: '',
  }));
}

const STATUS = { bulgarian: ['Нова поръчка', 'Отказана'], numbers: ['1', '7'], plain: ['new', 'cancelled'] };
const TYPES = ['subtotal', 'coupon', 'shipping', 'tax', 'total'] as const;
const NAMES = { subtotal: 'Сума', coupon: 'Купон', shipping: 'Доставка', tax: 'ДДС', total: 'Общо' };
const BULGARIAN = {
  subtotal: 'Междинна сума',
  coupon: 'Купон',
  shipping: 'Доставка',
  tax: 'ДДС',
  total: 'Общо',
};
const CAPITALS = {
  subtotal: 'SUB-TOTAL',
  coupon: 'COUPON',
  shipping: 'SHIPPING',
  tax: 'TAX',
  total: 'TOTAL',
};

function typeWord(type: (typeof TYPES)[number], on: Switches): string {
  if (on.has('totalTypesAsNumbers')) return String(10 + TYPES.indexOf(type));
  if (on.has('totalTypesInBulgarian')) return BULGARIAN[type];
  return on.has('totalTypesInCapitals') ? CAPITALS[type] : type;
}

/** Money as the shop writes it. */
export function money(cents: number, on: Switches): string {
  const text = (cents / 100).toFixed(2);
  return on.has('commas') ? text.replace('.', ',') : text;
}

function truth(value: boolean, on: Switches): string | boolean {
  return on.has('truthsInWords') ? (value ? 'Yes' : 'No') : value;
}

/** A text as the shop keeps it. */
export function kept(text: string, on: Switches): string {
  const cut = on.has('threeByteTexts') ? (text.split(/[\u{10000}-\u{10FFFF}]/u)[0] ?? '') : text;
  if (!on.has('namesAsHtml')) return cut;
  return cut.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function lineFields(line: PlacedOrder['lines'][number], on: Switches): Fields {
  const net = (cents: number): number => (on.has('pricesWithoutTax') ? cents / 1.2 : cents);
  const discount = on.has('discountPerUnit') ? line.off : line.off * line.quantity;
  const total = (line.price - (on.has('discountApart') ? 0 : line.off)) * line.quantity;
  return {
    OrderItemProductCode: line.code,
    OrderItemProductName: kept(line.name, on),
    OrderItemQty: String(line.quantity),
    OrderItemPrice: money(net(line.price), on),
    OrderItemDiscount: money(net(on.has('discountSigned') ? -discount : discount), on),
    OrderItemTotal: money(net(total), on),
  };
}

function totalFields(order: PlacedOrder, on: Switches): readonly Fields[] {
  const items = order.lines.reduce((sum, line) => sum + (line.price - line.off) * line.quantity, 0);
  const total = items - order.coupon + order.shipping;
  const isNet = on.has('pricesWithoutTax');
  const net = (cents: number): number => (isNet ? cents / 1.2 : cents);
  const amounts: Partial<Record<(typeof TYPES)[number], number>> = {
    subtotal: net(items),
    coupon: net(on.has('couponUnsigned') ? order.coupon : -order.coupon),
    shipping: net(order.shipping),
    ...(isNet ? { tax: total - total / 1.2 } : {}),
    total,
  };
  const rows = TYPES.flatMap((type) => {
    const amount = amounts[type] ?? 0;
    return amount === 0 ? [] : [{ type: typeWord(type, on), name: NAMES[type], amount }];
  });
  const zero = on.has('zeroLines') ? [{ type: 'bonus_points', name: 'Бонус точки', amount: 0 }] : [];
  return [...rows, ...zero].map(({ type, name, amount }) => ({
    OrderTotalLineType: type,
    OrderTotalLineName: name,
    OrderTotalLineAmount: money(amount, on),
  }));
}

/** An order as the shop tells it, whatever the interface. */
export function orderFields(order: PlacedOrder, index: number, on: Switches): Fields {
  const words = on.has('statusesAsNumbers')
    ? STATUS.numbers
    : on.has('statusesInBulgarian')
      ? STATUS.bulgarian
      : STATUS.plain;
  const items = order.lines.reduce((sum, line) => sum + (line.price - line.off) * line.quantity, 0);
  const total = items - order.coupon + order.shipping;
  const isBad = on.has('oneBadOrder') && index === 3;
  return {
    OrderID: String(order.number),
    OrderStatus: words[order.isCancelled ? 1 : 0] ?? '',
    OrderPaymentStatus: 'paid',
    OrderPaymentModuleName: 'Карта',
    OrderCreatedAt: '2026-11-20 10:00:00',
    OrderCurrencyCode: 'EUR',
    OrderTotal: isBad ? 'колкото е' : money(total, on),
    OrderCustomerEmail: `buyer${order.number}@example.bg`,
    OrderBillingFirstName: 'Мария',
    OrderBillingLastName: kept(`Иванова "${order.number}" & син`, on),
    OrderBillingIsCompany: truth(false, on),
    OrderQuantitiesInStockReduced: truth(true, on),
    OrderUniqueSaleNumber: on.has('unpNotKept') ? '' : order.unp,
    OrderPaymentNotes: on.has('unpNotKept') ? order.unp : '',
    OrderItems: order.lines.map((line) => lineFields(line, on)),
    OrderTotalLines: totalFields(order, on),
  };
}
