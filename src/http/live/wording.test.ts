import { expect, it } from 'vitest';
import type { Telling } from '../../app/work/work.ts';
import { wordedTelling } from './wording.ts';

const TOLD = { profile: 'Магазин', at: '2026-11-25T13:27:00.000Z' };

it('a note is told in the language of whoever listens', () => {
  const telling: Telling = {
    type: 'attention',
    task: 'import-orders',
    note: {
      subject: 'order:30',
      code: 'order.currency.differs',
      facts: { currency: 'USD', expected: 'EUR', order: 30 },
    },
    isNew: true,
  };
  const [bulgarian, english] = (['bg', 'en'] as const).map((each) => wordedTelling(TOLD, telling, each));
  expect(bulgarian).toMatchObject({ ...TOLD, type: 'attention', note: { subject: 'order:30' } });
  expect(bulgarian).not.toEqual(english);
});

it('of a side that does not answer: why in words, what was asked, which try, how long until the next', () => {
  const facts = { address: 'shop.example', reason: 'ECONNREFUSED' };
  const why = { code: 'shop.unreachable', facts, what: 'GET orders', attempt: 2, waitMs: 1500 } as const;
  const telling: Telling = { type: 'retry', task: 'export-goods', ...why };
  const text = expect.stringContaining('shop.example');
  expect(wordedTelling(TOLD, telling, 'bg')).toEqual({ ...TOLD, ...telling, text });
});

it('an end tells its fault in words', () => {
  const error = { code: 'shop.unreachable', facts: { address: 'shop.example', reason: 'x' } } as const;
  const ended = wordedTelling(
    TOLD,
    { type: 'ended', kind: 'run', end: 'interrupted', counts: {}, error },
    'en',
  );
  expect(ended).toMatchObject({ type: 'workEnded', error: { code: error.code, what: expect.any(String) } });
});
