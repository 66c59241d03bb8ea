import { describe, expect, it } from 'vitest';
import { aGood, aLine, anOrder, ORIGIN, someSettings, surroundings } from '../../../test/support/builders.ts';
import { decimal } from '../../model/decimal.ts';
import { isPark } from '../park.ts';
import { planOperation } from '../plan-operation.ts';
import { NO_WORDS, wordMeanings } from '../words/word-meanings.ts';
import { paymentTypeOf, receivedPayments } from './order-payments.ts';

const TYPES = [
  { id: 1, name: 'В брой', method: 1 },
  { id: 2, name: 'По банка', method: 2 },
  { id: 3, name: 'С карта', method: 3 },
  { id: 7, name: 'myPOS', method: 3 },
];
const person = (word: string, meaning: `${number}`) =>
  wordMeanings([{ kind: 'payment', word, meaning, source: 'person' }]);
const idOf = (module: string, words = NO_WORDS) => paymentTypeOf(module, TYPES, words)?.id ?? null;

describe('what was received for a sale (facts sections 9, 10)', () => {
  it('a payment module is the first way of payment that its name speaks of', () => {
    expect(
      ['Наложен платеж', 'Cash on delivery', 'Банков превод', 'Плащане с карта (Borica)'].map((name) =>
        idOf(name),
      ),
    ).toEqual([1, 1, 2, 3]);
    expect(['', 'Ваучер', 'На изплащане'].map((name) => idOf(name))).toEqual([null, null, null]);
  });

  it('a person corrects it, in every spelling; a type that is gone is none', () => {
    expect([idOf('MY POS', person('my-pos', '7')), idOf('Ваучер', person('ваучер', '1'))]).toEqual([7, 1]);
    expect(idOf('Карта', person('карта', '99'))).toBeNull();
  });

  it('only an order that the shop says is paid has something received, and only where the way is known', () => {
    const order = (paymentStatus: string, paymentMethod: string) =>
      anOrder([aLine('A', '10')], { paymentStatus, paymentMethod });
    const facts = { types: TYPES, words: NO_WORDS, today: '2026-11-25' };
    const received = (status: string, method: string) =>
      receivedPayments(order(status, method), decimal('10'), facts);
    expect(received('paid', 'Карта')).toEqual([
      { paymentTypeId: 3, isCash: false, amount: '10', date: '2026-11-25' },
    ]);
    expect(received('Платена', 'В брой')[0]).toMatchObject({ paymentTypeId: 1, isCash: true });
    const none = [
      received('unpaid', 'Карта'),
      received('', 'Карта'),
      received('paid', 'Ваучер'),
      received('x', 'Карта'),
    ];
    expect(none).toEqual([[], [], [], []]);
  });
});

describe('note and day of a document', () => {
  it('section 2: lines on the placeholder keep the shop’s code and name in the note’s room', () => {
    const placeholder = aGood(99, { code: 'РАЗНИ' });
    const settings = someSettings({ unknownGoods: 'placeholder', placeholderGood: 99 });
    const context = surroundings([aGood(10, { code: 'A' })], { placeholder, settings });
    const order = anOrder([aLine('A', '10'), aLine('X-1', '5'), aLine('X-2', '7')]);
    const draft = planOperation(order, ORIGIN, context);
    expect(isPark(draft) ? draft : draft.remark).toBe(
      order.lines
        .slice(1)
        .map(({ code, name }) => `${code} ${name}`)
        .join('; '),
    );
    const known = planOperation(anOrder([aLine('A', '10')]), ORIGIN, context);
    expect(isPark(known) ? known : known.remark).toBe('');
  });

  it('I6: a sale bears its order’s day, or the day of writing; other documents their order’s', () => {
    const dayOf = (documentType: '2' | '19', saleDate: 'order' | 'today') => {
      const settings = someSettings({ documentType, saleDate });
      const context = surroundings([aGood(10, { code: 'A' })], { today: '2026-12-01', settings });
      const draft = planOperation(anOrder([aLine('A', '10')]), ORIGIN, context);
      return isPark(draft) ? draft : draft.date;
    };
    expect([dayOf('2', 'today'), dayOf('2', 'order'), dayOf('19', 'today')]).toEqual([
      '2026-12-01',
      '2026-11-20',
      '2026-11-20',
    ]);
  });
});
