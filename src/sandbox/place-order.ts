import { z } from 'zod';
import { shopTime } from './rest-routes.ts';
import type { StoredRecord } from './resource.ts';
import { addRecord } from './store.ts';
import type { Store } from './store.ts';

/** Statuses of this shop; a real one may have others. */
export const ORDER_STATUSES = [
  'unfinished',
  'new',
  'confirmed',
  'processing',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'returned',
  'payment_failed',
] as const;

const money = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/);

/** A test order as it is placed by hand or over the admin API. */
export const orderDraftSchema = z.strictObject({
  status: z.enum(ORDER_STATUSES).default('new'),
  currency: z.string().length(3).optional(),
  firstName: z.string().max(100).default('Тест'),
  lastName: z.string().max(100).default('Тестов'),
  email: z.string().max(200).default('test@example.bg'),
  phone: z.string().max(50).default('0888000111'),
  city: z.string().max(100).default('София'),
  address: z.string().max(200).default('ул. Шипка 1'),
  company: z.string().max(200).default(''),
  companyNumber: z.string().max(20).default(''),
  vatNumber: z.string().max(20).default(''),
  contactPerson: z.string().max(100).default(''),
  lines: z
    .array(
      z.strictObject({
        code: z.string().min(1),
        quantity: z.string().regex(/^\d{1,6}(\.\d{1,3})?$/),
        discount: money.default('0'),
      }),
    )
    .min(1)
    .max(200),
  shipping: money.default('0'),
  fee: money.default('0'),
  discount: money.default('0'),
});

export type OrderDraft = z.input<typeof orderDraftSchema>;

/** An order that cannot be placed. */
export class BadOrder extends Error {}

/** Thousandths of a cent, so that sums of weighed goods are exact before they are rounded. */
function cents(text: string): number {
  return Math.round(Number(text) * 100);
}

export function fixed(amount: number): string {
  return (amount / 100).toFixed(2);
}

export interface ItemDraft {
  readonly product: StoredRecord | null;
  readonly code: string;
  readonly name: string;
  /** Cents, VAT included. */
  readonly price: number;
  readonly quantity: number;
  readonly discount: number;
  /** Percent; null where the shop tells no tax by item, which the wire shows as 0.00. */
  readonly taxRate: number | null;
}

/** VAT inside what the item costs, cents. */
export function itemTax(item: ItemDraft): number {
  const rate = item.taxRate ?? 0;
  return Math.round((itemTotal(item) * rate) / (100 + rate));
}

export function itemTotal(item: ItemDraft): number {
  return Math.round(item.price * item.quantity + 1e-6) - item.discount;
}

/** Fields of one item of an order; the rest takes its defaults. */
export function itemFields(item: ItemDraft): StoredRecord {
  const total = fixed(itemTotal(item));
  return {
    productID: item.product?.['productId'] ?? null,
    orderItemProductCode: item.code,
    orderItemOriginalProductCode: item.code,
    orderItemProductName: item.name,
    orderItemCustomerLanguageProductName: item.name,
    orderItemQty: item.quantity,
    orderItemPrice: fixed(item.price),
    orderItemDiscount: fixed(item.discount),
    orderItemTotal: total,
    orderItemTaxesAmount: fixed(itemTax(item)),
    orderItemTaxesRate: (item.taxRate ?? 0).toFixed(2),
    orderItemCustomerCurrencyPrice: fixed(item.price),
    orderItemCustomerCurrencyDiscount: fixed(item.discount),
    orderItemCustomerCurrencyTotal: total,
  };
}

/** Rows of the order's totals, in the shop's order: subtotal, delivery, fee, discounts, tax, total. */
export function totalLines(
  parts: readonly (readonly [type: string, name: string, amount: number])[],
): readonly StoredRecord[] {
  return parts.map(([type, name, amount], index) => ({
    orderTotalLineType: type,
    orderTotalLineName: name,
    orderTotalLineCustomerLanguageName: name,
    orderTotalLineAmount: fixed(amount),
    orderTotalLineCustomerCurrencyAmount: fixed(amount),
    orderTotalLineSort: index + 1,
  }));
}

function nameOf(product: StoredRecord): string {
  const names = product['productName'] as Readonly<Record<string, string>>;
  return names['BG'] ?? Object.values(names)[0] ?? '';
}

/** Takes an order's goods off the shop's stock, or gives them back. */
export function moveStock(store: Store, order: StoredRecord, direction: 1 | -1): void {
  for (const item of order['orderItems'] as readonly StoredRecord[]) {
    const id = Number(item['productID'] ?? 0);
    const product = store.get('products', id);
    if (product === null) continue;
    const quantity =
      Math.round((Number(product['productQuantity']) + direction * Number(item['orderItemQty'])) * 1000) /
      1000;
    store.put('products', id, { ...product, productQuantity: quantity });
  }
}

type PlacedDraft = z.output<typeof orderDraftSchema>;

function itemsOf(store: Store, draft: PlacedDraft): readonly ItemDraft[] {
  return draft.lines.map((line) => {
    const [id] = store.productsByCode(line.code);
    const product = id === undefined ? null : store.get('products', id);
    if (product === null) throw new BadOrder(`Няма продукт с код ${line.code}`);
    return {
      product,
      code: line.code,
      name: nameOf(product),
      price: cents(String(product['productPrice'])),
      quantity: Number(line.quantity),
      discount: cents(line.discount),
      taxRate: null,
    };
  });
}

function buyerFields(draft: PlacedDraft): StoredRecord {
  return {
    orderCustomerEmail: draft.email,
    orderBillingFirstName: draft.firstName,
    orderBillingLastName: draft.lastName,
    orderBillingPhone: draft.phone,
    orderBillingCity: draft.city,
    orderBillingAddress1: draft.address,
    orderBillingCountry: 'България',
    orderBillingCountryCode2: 'bg',
    orderBillingCompany: draft.company,
    orderBillingTaxNumber: draft.companyNumber,
    orderBillingVatNumber: draft.vatNumber,
    orderBillingInvoiceContactPerson: draft.contactPerson,
    orderBillingIsCompany: draft.company !== '',
  };
}

function moneyFields(draft: PlacedDraft, items: readonly ItemDraft[], currency: string): StoredRecord {
  const subtotal = items.reduce((sum, item) => sum + itemTotal(item), 0);
  const [shipping, fee, discount] = [cents(draft.shipping), cents(draft.fee), cents(draft.discount)];
  const total = subtotal + shipping + fee - discount;
  return {
    orderTotal: fixed(total),
    orderTotalPayAmount: fixed(total),
    orderCustomerCurrencyTotal: fixed(total),
    orderCurrencyCode: currency,
    orderTotalPayCurrencyCode: currency,
    orderCustomerCurrencyCode: currency,
    orderItems: items.map(itemFields),
    orderTotalLines: totalLines([
      ['subtotal', 'Междинна сума', subtotal],
      ['shipping', 'Доставка', shipping],
      ...(fee > 0 ? ([['fee', 'Такса наложен платеж', fee]] as const) : []),
      ...(discount > 0 ? ([['discount', 'Отстъпка', -discount]] as const) : []),
      ['total', 'Общо', total],
    ]),
  };
}

/**
 * Places an order as a buyer would: its goods leave the shop's stock unless it is unfinished. Throws
 * BadOrder. Returns its number.
 */
export function placeOrder(
  shop: { readonly store: Store; readonly clock: () => Date; readonly currency: string },
  input: OrderDraft,
): number {
  const draft = orderDraftSchema.parse(input);
  const { store } = shop;
  const isReduced = draft.status !== 'unfinished' && draft.status !== 'cancelled';
  const fields: StoredRecord = {
    orderCreatedAt: shopTime(shop.clock()),
    orderLanguageCode: 'bg',
    orderStatus: draft.status,
    orderPaymentStatus: 'unpaid',
    orderPaymentModuleName: 'Наложен платеж',
    orderQuantitiesInStockReduced: isReduced,
    ...buyerFields(draft),
    ...moneyFields(draft, itemsOf(store, draft), draft.currency ?? shop.currency),
  };
  let number = 0;
  store.transaction(() => {
    number = addRecord(store, 'orders', { id: null, fields });
    if (isReduced) moveStock(store, store.get('orders', number) as StoredRecord, -1);
  });
  return number;
}

/**
 * Sets an order's status; a cancelled one gives its goods back, a finished one takes them. Throws BadOrder.
 */
export function setOrderStatus(store: Store, number: number, status: string): void {
  const order = store.get('orders', number);
  if (order === null) throw new BadOrder(`Няма поръчка №${number}`);
  if (!ORDER_STATUSES.some((known) => known === status)) throw new BadOrder(`Непознат статус ${status}`);
  const isReduced = order['orderQuantitiesInStockReduced'] === true;
  const shouldBe = status !== 'unfinished' && status !== 'cancelled';
  store.transaction(() => {
    if (isReduced !== shouldBe) moveStock(store, order, shouldBe ? -1 : 1);
    store.put('orders', number, { ...order, orderStatus: status, orderQuantitiesInStockReduced: shouldBe });
  });
}
