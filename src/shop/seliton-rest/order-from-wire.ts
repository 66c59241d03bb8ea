import { currencyCode } from '../../model/currency.ts';
import { ZERO } from '../../model/decimal.ts';
import type { FetchedOrder, Order } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import type { ProductId } from '../../model/product.ts';
import { readShopTime } from '../../model/shop-time.ts';
import { SyncError } from '../../model/sync-error.ts';
import { buyerNames } from '../../model/buyer-names.ts';
import { orderSchema } from './wire.ts';
import type { WireOrder } from './wire.ts';

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
  const number = Number((record as { orderId?: unknown } | null)?.orderId);
  return Number.isSafeInteger(number) && number > 0 ? (number as OrderNumber) : null;
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
  const facts = { order: number, field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' };
  return { number, raw, fault: new SyncError('order.unreadable', facts) };
}
