import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine, someSettings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import { NO_WORDS } from '../words/word-meanings.ts';
import { readMoney } from './read-money.ts';

describe('readMoney', () => {
  it('I8: an order that adds up in two ways with different lines waits for a person', () => {
    const line = aLine('A', '10', '3', { discount: decimal('1'), total: decimal('30') });
    const read = (tax: string) =>
      readMoney(anOrder([line], { totalLines: [aTotalLine('tax', tax)], total: decimal('30') }), {
        settings: someSettings(),
        baseCurrency: 'EUR',
        words: NO_WORDS,
      });
    expect(read('1')).toEqual({ park: { code: 'order.arithmetic.ambiguous', facts: { order: 101 } } });
    expect(read('5')).toMatchObject({ pricesIncludeVat: true, amounts: { total: '30' } });
  });
});
