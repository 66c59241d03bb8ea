import { describe, expect, it } from 'vitest';
import { pageWords } from '../../../src/texts/page.ts';
import { addressLines, buyerText, documentText, isElsewhere, sumsBefore, wayOf } from './order-texts.ts';

const PLACE = { name: 'Иван Петров', phone: '', address: 'ул. Шипка 1', city: 'София', zip: '1000' };
const ORDER = {
  createdAt: '2026-11-25 15:27:00',
  seenAt: '2026-11-25T13:30:00.000Z',
  recordedAt: '2026-11-25T13:30:01.000Z',
  acknowledgedAt: null,
  unp: 'DT900001-0001-0000011',
  documentNumber: 16,
  stage: 'recorded',
} as const;

describe('what is told of an order', () => {
  it('its document by the name of its kind; of an unknown kind, that it is one', () => {
    const words = pageWords('bg');
    expect(documentText({ operationType: 19, documentNumber: 16 }, words)).toBe('Поръчка №\u00a016');
    expect(documentText({ operationType: 99, documentNumber: 7 }, words)).toBe('Документ №\u00a07');
    expect(documentText({ operationType: null, documentNumber: null }, words)).toBe('');
    expect(documentText({ operationType: 19, documentNumber: 16 }, pageWords('en'))).toContain('no.\u00a016');
  });

  it('an address without empty lines; the same one is not told twice', () => {
    expect(addressLines({ ...PLACE, address: '', zip: '' })).toEqual(['Иван Петров', 'София']);
    const buyer = {
      ...PLACE,
      email: '',
      country: '',
      company: '',
      companyNumber: '',
      vatNumber: '',
      contactPerson: '',
    };
    expect(isElsewhere({ buyer, delivery: { ...PLACE, phone: '0888' } })).toBe(false);
    expect(isElsewhere({ buyer, delivery: { ...PLACE, city: 'Варна' } })).toBe(true);
    expect(isElsewhere({ buyer, delivery: null })).toBe(false);
  });

  it('the rows of its sum without the sum itself; an erased buyer in the page’s language', () => {
    const rows = [
      { type: 'subtotal', name: 'Междинна сума', amount: '10' },
      { type: 'total', name: 'Общо', amount: '12.00' },
    ];
    expect(sumsBefore({ totals: rows }, '12')).toEqual(rows.slice(0, 1));
    expect(sumsBefore({ totals: rows }, '13')).toEqual(rows);
    expect(buyerText({ buyer: '[заличено]' }, pageWords('en'))).toBe('erased buyer');
    expect(buyerText({ buyer: 'Иван' }, pageWords('en'))).toBe('Иван');
  });

  it('its way: what is done and what is ahead; without a УНП there is none to tell the shop', () => {
    expect(wayOf(ORDER).map(({ key, isDone }) => [key, isDone])).toEqual([
      ['placed', true],
      ['received', true],
      ['recorded', true],
      ['unp', true],
      ['acknowledged', false],
    ]);
    expect(wayOf({ ...ORDER, unp: null }).map(({ key }) => key)).toEqual(['placed', 'received', 'recorded']);
    const waiting = wayOf({ ...ORDER, recordedAt: null, unp: null });
    expect(waiting.map(({ isDone }) => isDone)).toEqual([true, true, false, false, false]);
  });
});
