import { describe, expect, it } from 'vitest';
import { aLine, anOrder, aTotalLine, BUYER, someSettings } from '../../../test/support/builders.ts';
import { SyncError } from '../../model/sync-error.ts';
import { NO_WORDS, wordMeanings } from '../words/word-meanings.ts';
import { contentDifferences, orderContent, shopSays, statusDecision } from './order-status.ts';

describe('statusDecision', () => {
  it('I2: known words mean what they say; one that nobody knows is neither imported nor called alive', () => {
    const settings = someSettings();
    const words = ['new', 'processing', 'Наш статус', 'unfinished', '', 'cancelled', ' Canceled ', 'Върната'];
    expect(words.map((word) => statusDecision(word, settings, NO_WORDS))).toEqual([
      'import',
      'import',
      'unknown',
      'wait',
      'unknown',
      'cancelled',
      'cancelled',
      'returned',
    ]);
  });

  it('I2: what a person says of a word counts', () => {
    const words = wordMeanings([
      { kind: 'orderStatus', word: 'Наш статус', meaning: 'import', source: 'person' },
      { kind: 'orderStatus', word: 'new', meaning: 'cancelled', source: 'person' },
    ]);
    const decided = ['НАШ СТАТУС', 'new'].map((word) => statusDecision(word, someSettings(), words));
    expect(decided).toEqual(['import', 'cancelled']);
    const listed = someSettings({ orderStatuses: ['new', 'paid'] });
    const beside = ['наш статус', 'new', 'paid', 'shipped'].map((word) =>
      statusDecision(word, listed, words),
    );
    expect(beside).toEqual(['import', 'cancelled', 'import', 'wait']);
  });

  it('I14: delivered is imported; what is final is told by meaning, as the shop writes it', () => {
    const known = (word: string, meaning: 'delivered' | 'wait' | null = null) =>
      ({ kind: 'orderStatus', word, meaning, source: meaning === null ? null : 'person' }) as const;
    const words = wordMeanings([known('Доставена'), known('8', 'delivered'), known('Нова'), known('9')]);
    expect(['Доставена', '8'].map((word) => statusDecision(word, someSettings(), words))).toEqual([
      'import',
      'import',
    ]);
    const names = ['delivered', 'completed', 'cancelled', 'returned'];
    expect(words.finalStatuses).toEqual(['Доставена', '8', ...names]);
    const paused = wordMeanings([known('completed', 'wait')]);
    expect(paused.finalStatuses).toEqual(names.filter((name) => name !== 'completed'));
    const spelled = someSettings({ orderStatuses: ['payment-received'] });
    expect(statusDecision('Payment received', spelled, NO_WORDS)).toBe('import');
  });

  it('I2: what comes back is never chosen by being left out: it is told as returned', () => {
    const settings = someSettings({ orderStatuses: ['confirmed'] });
    expect(['Върната', 'shipped'].map((word) => statusDecision(word, settings, NO_WORDS))).toEqual([
      'returned',
      'wait',
    ]);
  });

  it('I2: with chosen statuses only these, the others wait; cancelled stays cancelled', () => {
    const settings = someSettings({ orderStatuses: ['confirmed', 'Платена'] });
    const words = ['Confirmed', 'платена', 'new', 'cancelled'];
    expect(words.map((word) => statusDecision(word, settings, NO_WORDS))).toEqual([
      'import',
      'import',
      'wait',
      'cancelled',
    ]);
  });
});

describe('shopSays', () => {
  const settings = someSettings();
  const said = (status: string): unknown => {
    const order = anOrder([aLine('A', '10')], { status });
    return shopSays({ number: order.number, raw: '{}', order }, settings, NO_WORDS);
  };

  it('I2: what is due, what waits and what is cancelled, with the shop’s own word', () => {
    expect(['new', 'unfinished', 'cancelled'].map(said)).toEqual([
      { kind: 'due' },
      { kind: 'waits', status: 'unfinished' },
      { kind: 'cancelled', status: 'cancelled' },
    ]);
  });

  it('I2: an order that cannot be read is neither; why is told', () => {
    const { number } = anOrder([]);
    const fault = new SyncError('order.empty', { order: number });
    expect(shopSays({ number, raw: '?', fault }, settings, NO_WORDS)).toEqual({
      kind: 'unreadable',
      reason: { code: 'order.empty', facts: { order: number } },
    });
  });
});

describe('orderContent', () => {
  const order = anOrder([aLine('A', '10')]);

  it('I14: status, notes, УНП and the buyer’s phone may change; goods, sums and company may not', () => {
    const same = {
      ...order,
      status: 'shipped',
      paymentStatus: 'paid',
      instructions: 'бележка',
      unp: 'DT279013-0001-0000001',
      buyer: { ...BUYER, phone: '1' },
    };
    expect(orderContent(same)).toBe(orderContent(order));
  });

  it('I14: says what changed', () => {
    const before = orderContent(order);
    const dearer = anOrder([aLine('A', '10', '2')], { totalLines: [aTotalLine('shipping', '3')] });
    expect(contentDifferences(before, orderContent(dearer))).toEqual(['lines', 'total 10 → 23', 'charges']);
    const company = { ...order, buyer: { ...BUYER, companyNumber: '131135125' } };
    expect(contentDifferences(before, orderContent(company))).toEqual(['company']);
    expect(contentDifferences(before, orderContent({ ...order, currency: 'BGN' }))).toEqual(['currency']);
    expect(contentDifferences(before, before)).toEqual([]);
  });
});
