import { currencyCode } from '../../model/currency.ts';
import { ZERO } from '../../model/decimal.ts';
import { issueCode } from '../../model/fault-code.ts';
import type { FetchedOrder, NumberlessOrder, Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProductId } from '../../model/product.ts';
import { readShopTime } from '../../model/shop-time.ts';
import { SyncError } from '../../model/sync-error.ts';
import { buyerNames } from '../../model/buyer-names.ts';
import { placesOf } from '../seliton-http/order-places.ts';
import { idOf } from './read-page.ts';
import { listOf, orderSchema } from './wire.ts';
import type { WireOrder } from './wire.ts';

const NUMBER = 'orderId';
/** So much of what stands in a number's place is told. */
const TOLD = 40;

function lineOf(item: WireOrder['orderItems'][number]): Order['lines'][number] {
  return {
    // A variant has its own code and stock: the product that it belongs to is not the good that was bought.
    productId: item.productVariantID === null ? (item.productID as ProductId | null) : null,
    code: item.orderItemProductCode,
    name: item.orderItemProductName,
    quantity: item.orderItemQty,
    unitPrice: item.orderItemPrice,
    discount: item.orderItemDiscount ?? ZERO,
    total: item.orderItemTotal,
    taxRate: item.orderItemTaxesRate,
    taxAmount: item.orderItemTaxesAmount,
  };
}

function namesOf(wire: WireOrder): Pick<Order['buyer'], 'firstName' | 'lastName'> {
  return buyerNames(
    {
      firstName: wire.orderBillingFirstName,
      lastName: wire.orderBillingLastName,
      company: wire.orderBillingCompany,
    },
    { firstName: wire.orderShippingFirstName, lastName: wire.orderShippingLastName },
  );
}

function orderOf(wire: WireOrder): Order {
  return {
    number: wire.orderId as OrderNumber,
    status: wire.orderStatus,
    paymentStatus: wire.orderPaymentStatus,
    paymentMethod: wire.orderPaymentModuleName,
    shippingMethod: wire.orderShippingModuleName,
    createdAt: readShopTime(wire.orderCreatedAt) ?? wire.orderCreatedAt,
    currency: currencyCode(wire.orderCurrencyCode) ?? wire.orderCurrencyCode.toUpperCase(),
    total: wire.orderTotal,
    lines: wire.orderItems.map(lineOf),
    totalLines: wire.orderTotalLines.map((line) => ({
      type: line.orderTotalLineType,
      name: line.orderTotalLineName,
      amount: line.orderTotalLineAmount,
    })),
    buyer: {
      ...namesOf(wire),
      email: wire.orderCustomerEmail,
      phone: wire.orderBillingPhone,
      city: wire.orderBillingCity,
      address: [wire.orderBillingAddress1, wire.orderBillingAddress2]
        .filter((part) => part !== '')
        .join(', '),
      zip: wire.orderBillingZip,
      country: wire.orderBillingCountry,
      isCompany: wire.orderBillingIsCompany,
      company: wire.orderBillingCompany,
      companyNumber: wire.orderBillingTaxNumber,
      vatNumber: wire.orderBillingVatNumber,
      contactPerson: wire.orderBillingInvoiceContactPerson,
    },
    instructions: wire.orderCustomerInstructions,
    isStockReduced: wire.orderQuantitiesInStockReduced,
    unp: wire.orderUniqueSaleNumber === '' ? null : wire.orderUniqueSaleNumber,
  };
}

/** The own number of a record, readable even when nothing else is; null when there is none. */
export function orderNumberOf(record: unknown): OrderNumber | null {
  const number = idOf(record, NUMBER);
  return number > 0 ? (number as OrderNumber) : null;
}

/**
 * A record as an order, or with the field that cannot be read: it stops no other order (I16). Null without
 * a number.
 */
export function orderFromWire(record: unknown): FetchedOrder | null {
  const number = orderNumberOf(record);
  if (number === null) return null;
  const raw = JSON.stringify(record);
  const parsed = orderSchema.safeParse(record);
  if (parsed.success) return { number, raw, order: orderOf(parsed.data) };
  const [issue] = parsed.error.issues;
  const facts = { order: number, field: issue?.path.join('.') ?? '', problem: issueCode(issue) };
  return { number, raw, fault: new SyncError('order.unreadable', facts) };
}

/** An order that was asked for by number, and whose record tells none: unreadable, never gone. */
export function unreadableOrder(number: OrderNumber, record: unknown): FetchedOrder {
  const facts = { order: number, field: NUMBER, problem: writtenNumber(record) || 'missing' };
  return { number, raw: JSON.stringify(record), fault: new SyncError('order.unreadable', facts) };
}

function fieldsOf(record: unknown): Readonly<Record<string, unknown>> {
  return typeof record === 'object' && record !== null ? (record as Readonly<Record<string, unknown>>) : {};
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function writtenNumber(record: unknown): string {
  const told = fieldsOf(record)[NUMBER] ?? '';
  return (typeof told === 'string' ? told : JSON.stringify(told)).slice(0, TOLD);
}

/** The orders of a page that have no number, with what they can be found by (Q10). */
export function numberlessOrders(page: readonly unknown[]): readonly NumberlessOrder[] {
  const numbers = page.map(orderNumberOf);
  const places = placesOf(numbers);
  return page.flatMap((record, index): readonly NumberlessOrder[] => {
    const place = places[index];
    if (place === undefined || numbers[index] !== null) return [];
    const fields = fieldsOf(record);
    const createdAt = plain(fields['orderCreatedAt']);
    const items = listOf(fields['orderItems'] ?? null);
    const codes = (Array.isArray(items) ? items : []).map((item) =>
      plain(fieldsOf(item)['orderItemProductCode']),
    );
    return [
      {
        raw: JSON.stringify(record),
        written: writtenNumber(record),
        createdAt: readShopTime(createdAt) ?? createdAt,
        total: `${plain(fields['orderTotal'])} ${plain(fields['orderCurrencyCode'])}`.trim(),
        codes: codes.filter((code) => code !== ''),
        place,
      },
    ];
  });
}
