import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import type { OrderLine } from '../../model/order.ts';
import { orderWords } from './order-words.ts';
import { readOrder } from './order-reading.ts';
import { NO_WORDS, wordMeanings } from './word-meanings.ts';

/** A line of three pieces at 10.00 as a shop writes it. */
function three(discount: string, total: string): OrderLine {
  return aLine('A', '10', '3', { discount: decimal(discount), total: decimal(total) });
}

const read = (
  lines: readonly OrderLine[],
  total: string,
  totalLines = [aTotalLine('subtotal', '0')],
  words = NO_WORDS,
) => readOrder(anOrder(lines, { total: decimal(total), totalLines }), words, true);

describe('the arithmetic of a shop', () => {
  it.each([
    ['perLine', '1', '29', '29'],
    ['perLine', '-1', '29', '29'],
    ['perUnit', '1', '27', '27'],
    ['perUnit', '-1', '27', '27'],
    ['inPrice', '1', '30', '30'],
    ['apartPerLine', '1', '30', '29'],
    ['apartPerUnit', '1', '30', '27'],
  ] as const)(
    'I8: a discount %s of %s on lines of %s is read by the sums alone',
    (reading, discount, total, paid) => {
      const found = read([three(discount, total)], paid);
      expect(found).toMatchObject({ discounts: reading, pricesIncludeVat: true });
      const [line] = typeof found === 'string' ? [] : found.order.lines;
      expect([line?.total, Number(line?.discount)]).toEqual([paid, 30 - Number(paid)]);
    },
  );

  it('I8: what no reading explains is not explained away', () => {
    expect(read([three('1', '28')], '28')).toBe('none');
    expect(read([three('1', '29')], '30')).toBe('none');
    expect(read([three('0', '29')], '29')).toBe('none');
  });

  it('I8: two readings that add up with different lines are for a person', () => {
    // A discount in the prices and a tax inside, or a discount apart and the same tax on top.
    expect(read([three('1', '30')], '30', [aTotalLine('tax', '1')])).toBe('several');
  });

  it('S32: prices without tax are told by the sums, whatever the settings say', () => {
    const tax = [aTotalLine('Sub-Total', '10'), aTotalLine('ДДС', '2'), aTotalLine('Общо', '12')];
    expect(read([aLine('A', '10')], '12', tax)).toMatchObject({ pricesIncludeVat: false });
    expect(read([aLine('A', '12')], '12', tax)).toMatchObject({ pricesIncludeVat: true });
  });
});

describe('lines of the totals that nobody knows', () => {
  const types = (found: ReturnType<typeof read>) =>
    typeof found === 'string' ? found : found.order.totalLines.map(({ type, amount }) => `${type} ${amount}`);

  it('I8: the items’ sum, the total and what exactly is missing name themselves', () => {
    const lines = [
      aTotalLine('1', '20'),
      aTotalLine('2', '-3'),
      aTotalLine('x-delivery', '5'),
      aTotalLine('9', '22'),
    ];
    const found = read([aLine('A', '20')], '22', lines);
    expect(types(found)).toEqual(['subtotal 20', 'discount -3', 'shipping 5', 'total 22']);
    expect(found).toMatchObject({
      proven: [{ word: '1' }, { word: '2' }, { word: 'x-delivery' }, { word: '9' }],
    });
  });

  it('I8: a discount without its sign is taken off only where the sums say so', () => {
    expect(types(read([aLine('A', '20')], '15', [aTotalLine('Отстъпка', '5')]))).toEqual(['discount -5']);
    expect(types(read([aLine('A', '20')], '15', [aTotalLine('q', '5')]))).toEqual(['discount -5']);
    expect(read([aLine('A', '20')], '25', [aTotalLine('discount', '5')])).toBe('none');
  });

  it('I8: which good bears a charge is no matter of sums: a person says it, once', () => {
    const lines = [aTotalLine('q7', '5')];
    expect(read([aLine('A', '20')], '25', lines)).toBe('none');
    const words = wordMeanings([{ kind: 'totalLine', word: 'Q-7', meaning: 'shipping', source: 'person' }]);
    expect(types(read([aLine('A', '20')], '25', lines, words))).toEqual(['shipping 5']);
  });

  it.each(['giftcard', 'Подаръчна карта', 'points', 'Депозит', 'prepayment', 'Voucher', 'подаръчен купон'])(
    'I8: sums do not make a discount of "%s": the buyer may have paid with it, and a person says so, once',
    (word) => {
      const [coded, own] = [{ ...aTotalLine('7', '-10'), name: word }, aTotalLine(word, '-10')];
      for (const line of [coded, own]) expect(read([aLine('A', '12.50')], '2.50', [line])).toBe('none');
      const said = wordMeanings([{ kind: 'totalLine', word, meaning: 'discount', source: 'person' }]);
      expect(types(read([aLine('A', '12.50')], '2.50', [own], said))).toEqual(['discount -10']);
    },
  );

  it.each([
    ['Промоция', 'coupon'],
    ['Намаление 10%', 'discount'],
    ['Безплатна доставка', 'discount'],
    ['m3', 'discount'],
  ])('I8: "%s" is a %s where exactly it is missing', (word, meaning) => {
    const lines = [aTotalLine('shipping', '5'), aTotalLine(word, '-5')];
    expect(types(read([aLine('A', '20')], '20', lines))).toEqual(['shipping 5', `${meaning} -5`]);
  });

  it('I8: two ways to add up are none', () => {
    expect(read([aLine('A', '20')], '15', [aTotalLine('p', '-5'), aTotalLine('q', '-5')])).toBe('none');
  });

  it('I8: what only repeats is the subtotal, the total or a tax inside; anything else is not explained', () => {
    const named = { type: '4', name: 'ДДС 20 %', amount: decimal('2') };
    expect(types(read([aLine('A', '12')], '12', [named]))).toEqual(['tax 2']);
    expect(read([aLine('A', '12')], '12', [aTotalLine('4', '2')])).toBe('none');
  });

  it('S32, I8: a tax that nobody knows is on top where only so the order adds up', () => {
    const named = { type: '4', name: 'ДДС 20 %', amount: decimal('2') };
    const found = read([aLine('A', '10')], '12', [named]);
    expect(types(found)).toEqual(['tax 2']);
    expect(found).toMatchObject({ pricesIncludeVat: false, proven: [{ word: '4', meaning: 'tax' }] });
  });

  it('I8: what is taken off is a coupon where its name says so', () => {
    const named = { type: '8', name: 'Промо код ЕСЕН', amount: decimal('-5') };
    expect(types(read([aLine('A', '20')], '15', [named]))).toEqual(['coupon -5']);
  });

  it('I8: more than five lines that nobody knows are not sorted out', () => {
    const sums = (count: number) =>
      Array.from({ length: count }, (_, index) => aTotalLine(`q${index}`, '20'));
    expect(types(read([aLine('A', '20')], '20', sums(5)))).toEqual(sums(5).map(() => 'subtotal 20'));
    expect(read([aLine('A', '20')], '20', sums(6))).toBe('none');
  });

  it('I8: a line of 0 parks nothing', () => {
    expect(types(read([aLine('A', '20')], '20', [aTotalLine('бонус точки', '0')]))).toEqual([
      'informative 0',
    ]);
  });
});

describe('orderWords', () => {
  it('I2: what an order uses, each word once, with what its sums prove', () => {
    const order = anOrder([three('1', '27')], {
      status: ' Наш статус ',
      total: decimal('25'),
      totalLines: [aTotalLine('a', '-2'), aTotalLine('празно', '0'), aTotalLine('shipping', '0')],
    });
    expect(orderWords(order, NO_WORDS, true).map(({ kind, word, proven }) => [kind, word, proven])).toEqual([
      ['orderStatus', 'Наш статус', null],
      ['paymentStatus', 'unpaid', null],
      ['payment', 'Наложен платеж', null],
      ['shipping', 'Куриер', null],
      ['currency', 'EUR', null],
      ['totalLine', 'a', 'discount'],
      ['totalLine', 'shipping', null],
      ['arithmetic', 'perUnit', null],
    ]);
  });
});
