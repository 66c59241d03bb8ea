import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { OrderLine } from '../../model/order.ts';
import { taxFault } from './order-taxes.ts';
import type { RatedLine } from './order-taxes.ts';

const rated = (line: OrderLine, rate = '20'): RatedLine => ({ line, rate: decimal(rate) });

/** What is told of each line, of the shop's rate and of the warehouse's; null: no contradiction. */
function told(lines: readonly RatedLine[], withVat: boolean, tax: string | null = null): unknown {
  const totalLines = tax === null ? [] : [aTotalLine('tax', tax)];
  const order = anOrder(
    lines.map(({ line }) => line),
    { totalLines },
  );
  const fault = taxFault(order, lines, withVat);
  if (fault === null) return null;
  expect(fault.park.code).toBe('order.taxRate.differs');
  const { code, shop, warehouse } = fault.park.facts as Record<string, unknown>;
  return { code, shop, warehouse };
}

const withTax = (price: string, taxAmount: string, quantity = '1'): OrderLine =>
  aLine('A', price, quantity, { taxAmount: decimal(taxAmount) });

describe('I8: the tax that a line tells, as an amount', () => {
  it('is on top of its total where the shop’s prices are without VAT, and inside it otherwise', () => {
    expect(told([rated(withTax('10', '2'))], false)).toBe(null);
    expect(told([rated(withTax('12', '2'))], true)).toBe(null);
    expect(told([rated(withTax('12', '2'))], false)).toEqual({ code: 'A', shop: '16.67', warehouse: '20' });
    expect(told([rated(withTax('10', '2'))], true)).toEqual({ code: 'A', shop: '25', warehouse: '20' });
  });

  it('may be off by half a cent for each unit and a cent more, and no further', () => {
    const of = (tax: string): unknown => told([rated(withTax('1', tax, '4'))], false);
    expect([of('0.83'), of('0.77')]).toEqual([null, null]);
    expect([of('0.84'), of('0.76')]).toMatchObject([{ shop: '21' }, { shop: '19' }]);
  });

  it('as great as the line itself stands for no rate: the amount is shown', () => {
    expect(told([rated(withTax('3', '3'))], true)).toEqual({ code: 'A', shop: '3', warehouse: '20' });
  });
});

describe('I8: the tax line of an order whose lines tell none', () => {
  const two = [rated(aLine('A', '109'), '9'), rated(aLine('B', '120'), '20')];

  it('is that of its goods, each at its own rate', () => {
    expect(told(two, true, '29')).toBe(null);
  });

  it('of another sum is shown as a rate, beside the lowest and the highest of the goods, in whatever order', () => {
    const contradiction = { code: '', shop: '14.56', warehouse: '9–20' };
    expect(told(two, true, '29.10')).toEqual(contradiction);
    expect(told(two.toReversed(), true, '29.10')).toEqual(contradiction);
  });

  it('as great as the order itself stands for no rate: the amount is shown', () => {
    expect(told([rated(aLine('A', '5'))], true, '5')).toEqual({ code: '', shop: '5', warehouse: '20' });
  });

  it('of an order of free goods contradicts nothing: there is no rate to compare', () => {
    expect(told([rated(aLine('A', '0'))], true, '1')).toBe(null);
  });

  it('tells nothing where it comes on top: the sums compare it then', () => {
    expect(told([rated(aLine('A', '100'))], false, '9')).toBe(null);
  });
});
