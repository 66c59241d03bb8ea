import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aGood,
  aLine,
  anOrder,
  aPartner,
  aTotalLine,
  BUYER,
  ORIGIN,
  someSettings,
  surroundings,
} from '../../test/support/builders.ts';
import { add, decimal, multiply, round, subtract } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { OperationDraft } from '../model/operation.ts';
import type { Order } from '../model/order.ts';
import type { ProductId } from '../model/product.ts';
import { indexGoods, withNearGoods } from './match-goods.ts';
import { wrongTotal } from './order-money/operation-lines.ts';
import { isPark } from './park.ts';
import { heldByOrder, planOperation } from './plan-operation.ts';
import type { OperationContext } from './plan-operation.ts';

const GOODS = [
  aGood(10, { code: 'A' }),
  aGood(11, { code: 'B', vatRate: decimal('9') }),
  aGood(12, { code: 'K', measure: 'кг' }),
];

function plan(order: Order, context: OperationContext = surroundings(GOODS)): OperationDraft {
  const draft = planOperation(order, ORIGIN, context);
  if (isPark(draft)) throw new Error(`parked: ${draft.park.code} ${JSON.stringify(draft.park.facts)}`);
  return draft;
}

function parkCode(order: Order, context: OperationContext = surroundings(GOODS)): string {
  const draft = planOperation(order, ORIGIN, context);
  return isPark(draft) ? draft.park.code : 'not parked';
}

/** Both ways of adding the document up come to the total (I8). */
function isRight(draft: OperationDraft, total: string, pricesIncludeVat = true): boolean {
  return wrongTotal(draft.lines, { total: decimal(total), pricesIncludeVat }) === null;
}

describe('planOperation', () => {
  it('I7: writes the price the buyer saw, the VAT inside it per unit, and no discount', () => {
    const draft = plan(anOrder([aLine('A', '18.50', '2')]));
    expect(draft.lines).toMatchObject([
      {
        goodId: 10,
        quantity: '2',
        unitPrice: '18.5',
        unitVat: '3.0833333333',
        discountPercent: '0',
        total: '37',
      },
    ]);
    expect(draft.total).toBe('37');
  });

  it('I7: without VAT in the prices (configkey20 off) price and VAT per unit add up to the gross price', () => {
    const draft = plan(anOrder([aLine('A', '9.99', '3')]), surroundings(GOODS, { pricesIncludeVat: false }));
    const [line] = draft.lines;
    expect(line).toMatchObject({ unitPrice: '8.325', unitVat: '1.665' });
    expect(isRight(draft, '29.97', false)).toBe(true);
  });

  it('I7: a line discount is in percent and the document holds under both formulas of Warehouse Pro', () => {
    const draft = plan(anOrder([aLine('A', '9.99', '3', { discount: decimal('2.50') })]));
    expect(draft.lines[0]?.total).toBe('27.47');
    expect(isRight(draft, '27.47')).toBe(true);
    expect(draft.lines[0]).toMatchObject({ discountPercent: '8.34', unitPrice: '9.1566666667' });
    expect(isRight(draft, '27.47')).toBe(true);
  });

  it('I7: a free line has price 0 and never a discount of 100 %', () => {
    const draft = plan(anOrder([aLine('A', '5'), aLine('B', '7', '1', { discount: decimal('7') })]));
    expect(draft.lines[1]).toMatchObject({ unitPrice: '0', unitVat: '0', discountPercent: '0', total: '0' });
  });

  it('I8: a weighed good of three decimals keeps the cent', () => {
    const draft = plan(anOrder([aLine('K', '9.99', '0.333')]));
    expect(draft.total).toBe('3.33');
    expect(isRight(draft, '3.33')).toBe(true);
  });

  it('I8: when unrounded lines would miss the total, each line is written so that it is exact', () => {
    // 0.333 kg at 9.99 three times: 3 × 3.32667 = 9.98, the order says 9.99.
    const draft = plan(
      anOrder([aLine('K', '9.99', '0.333'), aLine('K', '9.99', '0.333'), aLine('K', '9.99', '0.333')]),
    );
    expect(draft.total).toBe('9.99');
    expect(isRight(draft, '9.99')).toBe(true);
    expect(draft.lines.map((line) => line.unitPrice)).toEqual(['9.99', '10', '10']);
    expect(draft.lines.map((line) => line.total)).toEqual(['3.33', '3.33', '3.33']);
  });

  it('V7: equal lines are not merged', () => {
    expect(plan(anOrder([aLine('A', '1.99'), aLine('A', '1.99')])).lines).toHaveLength(2);
  });

  it('I8: delivery and fee are lines on their own goods', () => {
    const totals = [
      aTotalLine('subtotal', '10'),
      aTotalLine('shipping', '4.90'),
      aTotalLine('fee', '1.20'),
      aTotalLine('tax', '2'),
      aTotalLine('total', '16.10'),
    ];
    const draft = plan(anOrder([aLine('A', '10')], { totalLines: totals }));
    expect(draft.lines.slice(1)).toMatchObject([
      { goodId: 901, quantity: '1', unitPrice: '4.9', total: '4.9' },
      { goodId: 902, quantity: '1', unitPrice: '1.2', total: '1.2' },
    ]);
    expect(draft.total).toBe('16.1');
  });

  it('I8, V6: a discount of the order is on the lines, by VAT rate and in proportion, and no line is negative', () => {
    const order = anOrder([aLine('A', '29.97'), aLine('B', '12.50')], {
      totalLines: [aTotalLine('coupon', '-5.00')],
    });
    const draft = plan(order);
    expect(draft.lines.map((line) => [line.goodId, line.quantity, line.total])).toEqual([
      [10, '1', '26.44'],
      [11, '1', '11.03'],
    ]);
    expect(isRight(draft, '37.47')).toBe(true);
  });

  it('I8: a negative fee is a discount, and what exceeds the goods comes off the delivery', () => {
    const fee = plan(anOrder([aLine('A', '10')], { totalLines: [aTotalLine('fee', '-1.50')] }));
    expect(fee.lines).toMatchObject([{ goodId: 10, quantity: '1', total: '8.5' }]);
    const totalLines = [aTotalLine('shipping', '5'), aTotalLine('coupon', '-12')];
    const more = plan(anOrder([aLine('A', '10')], { totalLines }));
    expect(more.lines.map((line) => [line.goodId, line.total])).toEqual([
      [10, '0'],
      [901, '3'],
    ]);
  });

  it('I8: an order of delivery only is a document', () => {
    const draft = plan(anOrder([], { totalLines: [aTotalLine('shipping', '4.90')] }));
    expect(draft.lines).toMatchObject([{ goodId: 901, quantity: '1', total: '4.9' }]);
  });

  it('I8: where the settings ask for it the discount has lines of its own, one for each VAT rate', () => {
    const settings = someSettings({ orderDiscounts: 'ownLines' });
    const order = anOrder([aLine('A', '29.97'), aLine('B', '12.50')], {
      totalLines: [aTotalLine('coupon', '-5.00')],
    });
    const draft = plan(order, surroundings(GOODS, { settings }));
    expect(draft.lines.slice(2)).toMatchObject([
      { goodId: 903, quantity: '-1', unitPrice: '3.53', unitVat: '0.5883333333', total: '-3.53' },
      { goodId: 903, quantity: '-1', unitPrice: '1.47', unitVat: '0.1213761468', total: '-1.47' },
    ]);
    expect(draft.total).toBe('37.47');
  });

  it('I8: another VAT rate than that of the good waits with both rates, unless the good counts', () => {
    const german = aLine('A', '11.90', '1', { taxRate: decimal('19'), taxAmount: decimal('1.90') });
    const amountOnly = aLine('B', '11.90', '1', { taxAmount: decimal('1.98') });
    const abroad = aLine('A', '100', '1', { taxRate: decimal('0'), taxAmount: decimal('0') });
    const untaxed = anOrder([abroad], { totalLines: [aTotalLine('tax', '0')] });
    const taxLine = anOrder([aLine('A', '100')], { totalLines: [aTotalLine('tax', '8.26')] });
    expect([
      planOperation(anOrder([german]), ORIGIN, surroundings(GOODS)),
      planOperation(anOrder([amountOnly]), ORIGIN, surroundings(GOODS)),
      planOperation(untaxed, ORIGIN, surroundings(GOODS)),
      planOperation(taxLine, ORIGIN, surroundings(GOODS)),
    ]).toEqual([
      {
        park: {
          code: 'order.taxRate.differs',
          facts: { order: 101, code: 'A', shop: '19', warehouse: '20' },
        },
      },
      {
        park: {
          code: 'order.taxRate.differs',
          facts: { order: 101, code: 'B', shop: '19.96', warehouse: '9' },
        },
      },
      {
        park: { code: 'order.taxRate.differs', facts: { order: 101, code: 'A', shop: '0', warehouse: '20' } },
      },
      {
        park: { code: 'order.taxRate.differs', facts: { order: 101, code: '', shop: '9', warehouse: '20' } },
      },
    ]);
    const settings = someSettings({ taxRates: 'good' });
    expect(plan(anOrder([german]), surroundings(GOODS, { settings })).lines[0]?.unitVat).toBe('1.9833333333');
  });

  it('I8: the same rate, an untold one and a tax rounded by the shop are no contradiction', () => {
    const told = aLine('A', '9.99', '3', { taxRate: decimal('20.00'), taxAmount: decimal('5.01') });
    const byUnit = aLine('A', '9.99', '3', { taxAmount: decimal('5.01') });
    const silent = aLine('A', '9.99', '3', { taxRate: decimal('0'), taxAmount: decimal('0') });
    const taxes = ['1.67', '1.50', '2.48'].map((tax) =>
      anOrder([aLine('A', '10')], {
        totalLines: [aTotalLine('shipping', '4.90'), aTotalLine('coupon', '-1'), aTotalLine('tax', tax)],
      }),
    );
    // A form that holds 20 % for a good of 9 %, and no tax: it contradicts itself, not the warehouse.
    const halfTold = aLine('B', '11.90', '1', { taxRate: decimal('20.00'), taxAmount: decimal('0.00') });
    const orders = [anOrder([told]), anOrder([byUnit]), anOrder([silent]), anOrder([halfTold]), ...taxes];
    expect(orders.map((order) => parkCode(order))).toEqual(orders.map(() => 'not parked'));
  });

  it('S32, I8: prices without VAT, the tax as a total line, delivery taxed or not; a tax that does not fit waits', () => {
    const settings = someSettings({ shopPricesIncludeVat: false });
    const context = surroundings(GOODS, { settings });
    const order = (tax: string, total: string, shipping = '0'): Order =>
      anOrder([aLine('A', '10.42', '2')], {
        totalLines: [aTotalLine('shipping', shipping), aTotalLine('tax', tax)],
        total: decimal(total),
      });
    expect(
      plan(order('4.17', '25.01'), context).lines.map((line) => [line.quantity, line.unitPrice]),
    ).toEqual([
      ['1', '12.51'],
      ['1', '12.5'],
    ]);
    const taxed = plan(order('5.17', '31.01', '5'), context);
    expect(taxed.lines.map((line) => line.total)).toEqual(['12.51', '12.5', '6']);
    const untaxed = plan(order('4.17', '30.01', '5'), context);
    expect(untaxed.lines.map((line) => line.total)).toEqual(['12.51', '12.5', '5']);
    expect(parkCode(order('1.88', '22.72'), context)).toBe('order.tax.differs');
    // Its sums say that the tax is inside: then it is not that of the goods.
    expect(parkCode(order('4.17', '20.84'), context)).toBe('order.taxRate.differs');
  });

  it('Q3, E4: a line whose good is another now, or only looks like it, waits with both codes', () => {
    const productId = 70 as ProductId;
    const strangers = new Map([[productId, aGood(10, { code: 'Z', name: 'Друга' })]]);
    const linked = surroundings(GOODS, { goods: indexGoods(GOODS, new Map(), strangers) });
    const near = surroundings(GOODS, { goods: withNearGoods(indexGoods(GOODS, new Map()), GOODS) });
    expect([
      planOperation(anOrder([aLine('A', '10', '1', { productId })]), ORIGIN, linked),
      planOperation(anOrder([aLine('А', '10')]), ORIGIN, near),
    ]).toMatchObject([
      { park: { code: 'order.good.stranger', facts: { code: 'A', good: 10, goodCode: 'Z', name: 'Друга' } } },
      { park: { code: 'order.good.near', facts: { code: 'А' } } },
    ]);
  });

  it('I8: free delivery needs no delivery good', () => {
    const context = surroundings(GOODS, { charges: { delivery: null, fee: null, discount: null } });
    const draft = plan(anOrder([aLine('A', '10')], { totalLines: [aTotalLine('shipping', '0')] }), context);
    expect(draft.lines).toHaveLength(1);
  });

  it('I8, I9, E7: what cannot be taken over exactly is parked with its reason', () => {
    const none = surroundings(GOODS, { charges: { delivery: null, fee: null, discount: null } });
    const settings = someSettings({ orderDiscounts: 'ownLines' });
    const ownLines = { ...none, settings };
    const twins = surroundings([...GOODS, aGood(13, { code: 'A' })]);
    const gone = surroundings([aGood(10, { code: 'A', isDeleted: true })]);
    const noVat = surroundings([aGood(10, { code: 'A', vatRate: null })]);
    const charge = (type: string, amount: string) =>
      anOrder([aLine('A', '10')], { totalLines: [aTotalLine(type, amount)] });
    expect([
      parkCode(anOrder([])),
      parkCode(anOrder([aLine('НЯМА', '10')])),
      parkCode(anOrder([aLine('A', '10')]), twins),
      parkCode(anOrder([aLine('A', '10')]), gone),
      parkCode(anOrder([aLine('A', '10')]), noVat),
      parkCode(anOrder([aLine('A', '10')], { currency: 'BGN' })),
      parkCode(anOrder([aLine('A', '10')], { total: decimal('10.01') })),
      parkCode(anOrder([aLine('A', '10', '2', { total: decimal('19.99') })])),
      parkCode(anOrder([aLine('A', '10', '0')])),
      parkCode(anOrder([aLine('A', '-1')])),
      parkCode(charge('shipping', '4'), none),
      parkCode(charge('fee', '4'), none),
      parkCode(charge('discount', '-4'), ownLines),
      parkCode(charge('discount', '-40')),
      parkCode(charge('discount', '4')),
      parkCode(charge('shipping', '-4')),
      parkCode(charge('gift_wrap', '4')),
      parkCode(anOrder([aLine('A', '10')], { createdAt: '2026-02-30 10:00:00' })),
      parkCode(anOrder([aLine('A', '10')], { unp: 'DT279013-0001-0000001' })),
    ]).toEqual([
      'order.empty',
      'order.good.unknown',
      'order.good.ambiguous',
      'order.good.deleted',
      'order.good.noVatGroup',
      'order.currency.differs',
      'order.total.doesNotAddUp',
      'order.line.doesNotAddUp',
      'order.quantity.bad',
      'order.price.bad',
      'order.deliveryGood.missing',
      'order.feeGood.missing',
      'order.discountGood.missing',
      'order.discount.tooGreat',
      'order.totalLine.wrongSign',
      'order.totalLine.wrongSign',
      'order.totalLine.unknown',
      'order.date.bad',
      'order.unp.foreign',
    ]);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'Q10: a total line called %s is unknown like any other name',
    (type) => {
      const order = anOrder([aLine('A', '10')], { totalLines: [aTotalLine(type, '1')] });
      expect(planOperation(order, ORIGIN, surroundings(GOODS))).toMatchObject({
        park: { code: 'order.totalLine.unknown', facts: { type } },
      });
    },
  );

  it('Q10: a day far in the future is a slip, one that is near is not', () => {
    const context = surroundings(GOODS, { latestDay: '2026-12-25' });
    const on = (createdAt: string) =>
      planOperation(anOrder([aLine('A', '10')], { createdAt }), ORIGIN, context);
    expect(on('2062-11-24 10:00:00')).toMatchObject({ park: { code: 'order.date.bad' } });
    expect(on('2026-12-26 00:00:00')).toMatchObject({ park: { code: 'order.date.bad' } });
    expect(on('2026-12-25 23:59:59')).toMatchObject({ date: '2026-12-25' });
  });

  it('section 2: an unknown good becomes the chosen placeholder', () => {
    const settings = someSettings({ unknownGoods: 'placeholder', placeholderGood: 77 });
    const draft = plan(
      anOrder([aLine('НЯМА', '10')]),
      surroundings(GOODS, { settings, placeholder: aGood(77) }),
    );
    expect(draft.lines[0]).toMatchObject({ goodId: 77, name: 'Продукт НЯМА' });
  });

  it('section 2: an order in leva becomes a euro document only when the conversion is chosen, exact to the cent', () => {
    const order = anOrder([aLine('A', '5.99'), aLine('B', '9.99')], {
      currency: 'BGN',
      totalLines: [aTotalLine('shipping', '4.99')],
    });
    const draft = plan(
      order,
      surroundings(GOODS, { settings: someSettings({ currencyConversion: 'eurBgn' }) }),
    );
    // 20.97 лв. / 1.95583 = 10.72 €; the parts are split so that they add up to it.
    expect(draft.total).toBe('10.72');
    expect(isRight(draft, '10.72')).toBe(true);
  });

  it('I12, section 2: note, date, place and operator are the agreed ones', () => {
    const draft = plan(anOrder([aLine('A', '10')]));
    expect(draft).toMatchObject({
      operationType: 19,
      date: '2026-11-20',
      note: 'Seliton №101 shop.example.bg',
      locationId: 2,
      operatorId: 3,
      unp: null,
    });
  });

  it('I10: an unknown buyer becomes a partner with all his data; a company with МОЛ, ЕИК and VAT number', () => {
    const company = {
      ...BUYER,
      isCompany: true,
      company: 'Лампи ООД',
      companyNumber: '131135125',
      vatNumber: 'BG131135125',
      contactPerson: 'Петър Петров',
    };
    expect(plan(anOrder([aLine('A', '10')])).partner).toEqual({
      kind: 'new',
      partner: {
        company: 'Мария Иванова',
        contact: 'Мария Иванова',
        city: 'София',
        address: '1000, ул. Шипка 1',
        phone: '0888 123 456',
        email: 'maria@example.bg',
        companyNumber: '',
        vatNumber: '',
        groupId: 1,
      },
    });
    expect(plan(anOrder([aLine('A', '10')], { buyer: company })).partner).toMatchObject({
      partner: {
        company: 'Лампи ООД',
        contact: 'Петър Петров',
        companyNumber: '131135125',
        vatNumber: 'BG131135125',
      },
    });
  });

  it('I10: two partners of one key are never guessed between, and the reason holds no personal data (P6)', () => {
    const company = 'Мария Иванова';
    const partners = [
      aPartner(5, { company, email: 'Maria@Example.bg' }),
      aPartner(6, { company, email: 'maria@example.bg' }),
    ];
    const draft = planOperation(anOrder([aLine('A', '10')]), ORIGIN, surroundings(GOODS, {}, partners));
    expect(draft).toEqual({
      park: { code: 'order.partner.ambiguous', facts: { order: 101, key: 'email', partners: '5, 6' } },
    });
  });

  it('I10: a card of another name is nobody’s until a person has looked, and the reason holds no personal data', () => {
    const partners = [aPartner(5, { company: 'Петя Колева', phones: ['0888 123 456'] })];
    expect(planOperation(anOrder([aLine('A', '10')]), ORIGIN, surroundings(GOODS, {}, partners))).toEqual({
      park: { code: 'order.partner.otherName', facts: { order: 101, key: 'phone', partners: '5' } },
    });
  });

  it('I10: a buyer without any name makes no card: he waits, or goes to who is chosen for such', () => {
    const nobody = { ...BUYER, firstName: '', lastName: '', email: 'x1@example.bg', phone: '' };
    const order = anOrder([aLine('A', '10')], { buyer: nobody });
    expect(parkCode(order, surroundings(GOODS))).toBe('order.partner.nameless');
    const settings = someSettings({ namelessPartner: 1 });
    expect(parkCode(order, surroundings(GOODS, { settings }))).toBe('order.partner.gone');
    const chosen = { kind: 'existing', id: aPartner(1).id, company: 'Служебен партньор' } as const;
    expect(plan(order, surroundings(GOODS, { settings, namelessPartner: chosen })).partner).toBe(chosen);
    const known = aPartner(5, { company: 'Мария Иванова', email: 'x1@example.bg' });
    expect(plan(order, surroundings(GOODS, {}, [known])).partner).toMatchObject({ id: 5 });
    const bare = { ...nobody, company: 'Лампи' };
    expect(plan(anOrder([aLine('A', '10')], { buyer: bare })).partner).toMatchObject({
      partner: { company: 'Лампи' },
    });
  });

  it('section 2: always one chosen partner', () => {
    const settings = someSettings({ partnerMode: 'always', partner: 9 });
    const chosen = { kind: 'existing', id: aPartner(9).id, company: 'Онлайн клиенти' } as const;
    expect(
      plan(anOrder([aLine('A', '10')]), surroundings(GOODS, { settings, chosenPartner: chosen })).partner,
    ).toBe(chosen);
    expect(parkCode(anOrder([aLine('A', '10')]), surroundings(GOODS, { settings }))).toBe(
      'order.partner.gone',
    );
  });

  it('I7, I8, peer-36: any order that adds up becomes a document that adds up, with VAT in the prices and without', () => {
    const cents = fc.integer({ min: 0, max: 50_000 });
    const line = fc.record({
      code: fc.constantFrom('A', 'B', 'K'),
      price: cents,
      thousandths: fc.integer({ min: 1, max: 20_000 }),
      off: fc.integer({ min: 0, max: 100 }),
    });
    const orders = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 6 }),
      shipping: cents,
      fee: cents,
      off: fc.integer({ min: 0, max: 90 }),
      includeVat: fc.boolean(),
    });
    fc.assert(
      fc.property(orders, (seed) => {
        const lines = seed.lines.map((entry) => {
          const [price, quantity] = [decimal(entry.price / 100), decimal(entry.thousandths / 1000)];
          const full = round(multiply(price, quantity), 2);
          const discount = round(multiply(full, decimal(entry.off / 100)), 2);
          const total = subtract(full, discount);
          return aLine(entry.code, price, quantity, { discount, total });
        });
        const items: Decimal = add(...lines.map((entry) => entry.total));
        const off = round(multiply(items, decimal(seed.off / 100)), 2);
        const totalLines = [
          aTotalLine('shipping', String(seed.shipping / 100)),
          aTotalLine('fee', String(seed.fee / 100)),
          aTotalLine('discount', off === '0' ? '0' : `-${off}`),
        ];
        const total = subtract(add(items, decimal(seed.shipping / 100), decimal(seed.fee / 100)), off);
        const draft = plan(
          anOrder(lines, { totalLines, total }),
          surroundings(GOODS, { pricesIncludeVat: seed.includeVat }),
        );
        expect(isRight(draft, total, seed.includeVat)).toBe(true);
        expect(add(...draft.lines.map((entry) => entry.total))).toBe(total);
      }),
      { numRuns: 300 },
    );
  });
});

describe('heldByOrder', () => {
  const index = surroundings(GOODS).goods;

  it('section 2: only goods that the shop has already taken off its stock are held back', () => {
    const lines = [aLine('A', '1', '2'), aLine('НЯМА', '1')];
    expect(heldByOrder(anOrder(lines), index, 'codeThenBarcode')).toEqual([{ goodId: 10, quantity: '2' }]);
    expect(heldByOrder(anOrder(lines, { isStockReduced: false }), index, 'codeThenBarcode')).toEqual([]);
  });
});
