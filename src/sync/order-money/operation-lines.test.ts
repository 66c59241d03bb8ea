import { describe, expect, it } from 'vitest';
import {
  aGood,
  aLine,
  anOrder,
  aTotalLine,
  ORIGIN,
  someSettings,
  surroundings,
} from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { OperationDraft } from '../../model/operation.ts';
import type { Order } from '../../model/order.ts';
import { isPark } from '../park.ts';
import type { Park } from '../park.ts';
import { planOperation } from '../plan-operation.ts';
import type { OperationContext } from '../plan-operation.ts';

const GOODS = [aGood(10, { code: 'A' }), aGood(11, { code: 'B', vatRate: decimal('9') })];

const decided = (order: Order, context: OperationContext): OperationDraft | Park =>
  planOperation(order, ORIGIN, context);

function plan(order: Order, context: OperationContext): OperationDraft {
  const draft = decided(order, context);
  if (isPark(draft)) throw new Error(`parked: ${draft.park.code}`);
  return draft;
}

describe('the lines of a document', () => {
  it('I8, V6: a rate whose goods are free gets no line of the discount', () => {
    const settings = someSettings({ orderDiscounts: 'ownLines' });
    const order = anOrder([aLine('A', '10'), aLine('B', '0')], { totalLines: [aTotalLine('coupon', '-2')] });
    expect(plan(order, surroundings(GOODS, { settings })).lines.slice(2)).toMatchObject([
      { goodId: 903, quantity: '-1', unitPrice: '2', unitVat: '0.3333333333' },
    ]);
  });

  it('I7: where the warehouse keeps lots a sale has no percent: the price itself is reduced', () => {
    const order = anOrder([aLine('A', '9.99', '3', { discount: decimal('2.50') })]);
    const percent = (documentType: '2' | '19', usesLots: boolean): unknown =>
      plan(order, surroundings(GOODS, { settings: someSettings({ documentType }), usesLots })).lines.map(
        ({ discountPercent }) => discountPercent,
      );
    expect([percent('2', false), percent('19', true)]).toEqual([['8.34'], ['8.34']]);
    expect(new Set(percent('2', true) as string[])).toEqual(new Set(['0']));
  });

  it('S32, I8: prices without VAT and no tax line: right for goods of 0 %, told for all others', () => {
    const settings = someSettings({ shopPricesIncludeVat: false });
    const goods = [...GOODS, aGood(13, { code: 'N', vatRate: decimal('0') })];
    const context = surroundings(goods, { settings });
    expect(plan(anOrder([aLine('N', '10')]), context).lines).toMatchObject([
      { unitPrice: '10', unitVat: '0' },
    ]);
    expect(decided(anOrder([aLine('A', '10')]), context)).toEqual({
      park: { code: 'order.tax.differs', facts: { order: 101, expected: '2', found: '0', currency: 'EUR' } },
    });
  });

  it('I8: a tax on free goods has no line to stand on, be it a cent: it waits', () => {
    const settings = someSettings({ shopPricesIncludeVat: false });
    const order = anOrder([aLine('A', '0')], {
      totalLines: [aTotalLine('tax', '0.01')],
      total: decimal('0.01'),
    });
    expect(decided(order, surroundings(GOODS, { settings }))).toMatchObject({
      park: { code: 'order.tax.differs', facts: { expected: '0', found: '0.01' } },
    });
  });
});
