import { describe, expect, it } from 'vitest';
import { orderFromXml } from './order-from-xml.ts';

const LINE = `<OrderItem><OrderItemID>1</OrderItemID><OrderID>1203</OrderID><ProductID>45</ProductID>
<OrderItemProductCode>007</OrderItemProductCode>
<OrderItemProductName>Сирене &quot;Елена&quot; &amp; мед</OrderItemProductName>
<OrderItemQty>2.500</OrderItemQty><OrderItemPrice>10.00</OrderItemPrice>
<OrderItemDiscount>1.00</OrderItemDiscount>
<OrderItemTotal>24.00</OrderItemTotal><OrderItemTaxesRate>20.00</OrderItemTaxesRate></OrderItem>`;
const TOTALS = `<OrderTotalLine><OrderTotalLineType>subtotal</OrderTotalLineType>
<OrderTotalLineName>Сума</OrderTotalLineName>
<OrderTotalLineAmount>24.00</OrderTotalLineAmount></OrderTotalLine>
<OrderTotalLine><OrderTotalLineType>coupon</OrderTotalLineType>
<OrderTotalLineName/><OrderTotalLineAmount>-4.00</OrderTotalLineAmount></OrderTotalLine>`;

/** An order's record with some of its elements replaced, or left out (null). */
function record(changes: Readonly<Record<string, string | null>> = {}): string {
  const elements: Record<string, string | null> = {
    OrderID: '1203',
    OrderStatus: 'new',
    OrderPaymentStatus: 'paid',
    OrderPaymentModuleName: 'Карта',
    OrderShippingModuleName: 'Куриер',
    OrderCreatedAt: '2026-11-24 10:00:00',
    OrderCurrencyCode: 'eur',
    OrderTotal: '20.00',
    OrderQuantitiesInStockReduced: '1',
    OrderCustomerInstructions: ' след 18 ч. ',
    OrderCustomerEmail: 'ivan@example.bg',
    OrderBillingFirstName: 'Иван',
    OrderBillingLastName: 'Петров 🍀',
    OrderBillingAddress1: 'ул. Шипка 1',
    OrderBillingAddress2: 'ет. 2',
    OrderBillingCity: 'Варна',
    OrderBillingZip: '9000',
    OrderBillingCountry: 'България',
    OrderBillingPhone: '0888 123 456',
    OrderBillingIsCompany: '1',
    OrderBillingCompany: 'Петров &amp; син ООД',
    OrderBillingTaxNumber: '131135125',
    OrderBillingVatNumber: 'BG131135125',
    OrderBillingInvoiceContactPerson: 'Иван Петров',
    OrderItems: LINE,
    OrderTotalLines: TOTALS,
    ...changes,
  };
  const written = Object.entries(elements).filter((entry) => entry[1] !== null);
  return `<Order>${written.map(([name, text]) => `<${name}>${text}</${name}>`).join('\n')}</Order>`;
}

describe('orderFromXml', () => {
  it('reads every field that the port names; money to the cent, texts trimmed', () => {
    const raw = record();
    expect(orderFromXml(raw)?.fetched).toEqual({
      number: 1203,
      raw,
      order: {
        number: 1203,
        status: 'new',
        paymentStatus: 'paid',
        paymentMethod: 'Карта',
        shippingMethod: 'Куриер',
        createdAt: '2026-11-24 10:00:00',
        currency: 'EUR',
        total: '20',
        lines: [
          {
            productId: 45,
            code: '007',
            name: 'Сирене "Елена" & мед',
            quantity: '2.5',
            unitPrice: '10',
            discount: '1',
            total: '24',
            taxRate: '20',
            taxAmount: null,
          },
        ],
        totalLines: [
          { type: 'subtotal', name: 'Сума', amount: '24' },
          { type: 'coupon', name: '', amount: '-4' },
        ],
        buyer: {
          firstName: 'Иван',
          lastName: 'Петров 🍀',
          email: 'ivan@example.bg',
          phone: '0888 123 456',
          city: 'Варна',
          address: 'ул. Шипка 1, ет. 2',
          zip: '9000',
          country: 'България',
          isCompany: true,
          company: 'Петров & син ООД',
          companyNumber: '131135125',
          vatNumber: 'BG131135125',
          contactPerson: 'Иван Петров',
        },
        instructions: 'след 18 ч.',
        isStockReduced: true,
        unp: null,
      },
    });
  });

  it('reads an order without buyer, status and discount, and one with a УНП', () => {
    const bare = record({
      OrderStatus: null,
      OrderCustomerEmail: null,
      OrderBillingAddress2: '',
      OrderBillingIsCompany: 'false',
      OrderQuantitiesInStockReduced: null,
      OrderUniqueSaleNumber: 'DT123456-0001-0000001',
    });
    const order = orderFromXml(bare)?.fetched.order;
    expect(order).toMatchObject({ status: '', isStockReduced: false, unp: 'DT123456-0001-0000001' });
    expect(order?.buyer).toMatchObject({ email: '', address: 'ул. Шипка 1', isCompany: false });
  });

  it.each([
    ['OrderTotal', null, 'missing'],
    ['OrderTotal', '1,500', 'notNumber: 1,500'],
    ['OrderTotal', 'NaN', 'notNumber: NaN'],
    ['OrderItems', null, 'missing'],
    ['OrderTotalLines', null, 'missing'],
  ])('makes an order with %s = %s a fault that names the field', (field, text, problem) => {
    const raw = record({ [field]: text });
    expect(orderFromXml(raw)?.fetched).toMatchObject({
      number: 1203,
      raw,
      fault: { code: 'order.unreadable', facts: { order: 1203, field, problem } },
    });
  });

  it('knows no product for a line that is a variant: the code tells which good it is', () => {
    const items = LINE.replace('<ProductID>', '<ProductVariantID>9</ProductVariantID><ProductID>');
    const lines = orderFromXml(record({ OrderItems: items }))?.fetched.order?.lines;
    expect(lines).toMatchObject([{ productId: null, code: '007' }]);
  });

  it('names the field of a line that cannot be read', () => {
    const fetched = orderFromXml(record({ OrderItems: LINE.replace('2.500', '') }))?.fetched;
    expect(fetched?.fault?.facts).toEqual({ order: 1203, field: 'OrderItemQty', problem: 'missing' });
  });

  it('makes a malformed record a fault under its own number', () => {
    const fetched = orderFromXml(record({ OrderBillingCompany: 'Петров & син' }))?.fetched;
    expect(fetched).toMatchObject({ number: 1203, fault: { facts: { order: 1203, field: 'Order' } } });
  });

  it('takes nothing that has no number for an order', () => {
    for (const OrderID of [null, '', '0', '-4', '12a', '1e3', '9999999999999999'])
      expect(orderFromXml(record({ OrderID }))).toBeNull();
  });
});
