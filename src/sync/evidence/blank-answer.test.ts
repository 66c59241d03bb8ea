import { describe, expect, it } from 'vitest';
import { blankAnswer } from './blank-answer.ts';

describe('answers without personal data', () => {
  it('XML: whatever a shop calls its fields; words, sums and moments stay', () => {
    const text = blankAnswer(
      '<Orders><Order><OrderID>1005</OrderID><Status>Нова</Status><CreatedAt>2026-11-20 10:15:00</CreatedAt>' +
        '<Total>12.50</Total><BillingName>Иван Петров</BillingName><billing_tel><![CDATA[0888 123 456]]></billing_tel>' +
        '<Free>пишете на ivan@example.bg</Free><Client><First>Иван</First></Client><PostCode>1000</PostCode>' +
        '<PaymentMethod>Наложен платеж</PaymentMethod><Item><ItemName>Кафе 0888123456</ItemName></Item></Order></Orders>',
    );
    for (const kept of ['1005', 'Нова', '2026-11-20 10:15:00', '12.50', 'Наложен платеж', 'Кафе'])
      expect(text).toContain(kept);
    for (const gone of ['Иван', 'Петров', '123', 'ivan@', '>1000<']) expect(text).not.toContain(gone);
  });

  it('JSON: numbers that are telephones too', () => {
    const order = {
      orderId: 1005,
      customerPhone: 359_888_123_456,
      shippingCity: 'София',
      orderStatus: 'completed',
      orderTotal: '12.50',
      orderItems: [{ productName: 'Кафе', productCode: 'K-1' }],
      note: 'звънете преди 18:00',
    };
    const blanked = JSON.parse(blankAnswer(JSON.stringify(order))) as Record<string, unknown>;
    expect(blanked).toMatchObject({
      orderId: 1005,
      orderStatus: 'completed',
      orderTotal: '12.50',
      customerPhone: 0,
    });
    expect(blanked['orderItems']).toEqual([{ productName: 'Кафе', productCode: 'K-1' }]);
    expect(blanked['shippingCity']).toBe('[заличено]');
    expect(blanked['note']).toBe('[заличено]');
  });

  it('JSON: a telephone or an address of mail in whatever field, as a text or as a number; moments stay', () => {
    const order = {
      viber: '0888 123 456',
      reachable: 359_888_123_456,
      others: ['+359888123457', 888_123_458],
      productTitle: 'Кафе за ivan@example.bg',
      productSku: '3800001234567',
      itemId: 3_800_001_234,
      createdAt: '2026-11-20 10:15:00',
      total: 1234.5,
      isPaid: true,
      feedback: '',
      parent: null,
    };
    expect(JSON.parse(blankAnswer(JSON.stringify(order)))).toEqual({
      ...order,
      viber: '[заличено]',
      reachable: 0,
      others: ['[заличено]', 0],
      productTitle: 'Кафе за [заличено]',
    });
  });

  it('a page of something before the shop keeps only what it is', () => {
    expect(blankAnswer('Access denied for 0888123456').includes('0888')).toBe(false);
  });
});
