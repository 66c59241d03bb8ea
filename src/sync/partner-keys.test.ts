import { describe, expect, it } from 'vitest';
import { comparableEmails, comparablePhones, companyNumbers } from './partner-keys.ts';

const numbers = (companyNumber: string, vatNumber = '') => companyNumbers({ companyNumber, vatNumber });

describe('companyNumbers', () => {
  it('I10: a ЕИК counts with 9 or 13 digits and a right check digit only, in either field, with or without BG', () => {
    const spellings = ['131135125', 'BG131135125', 'bg 131 135 125', 'БГ131135125'];
    expect(spellings.map((typed) => numbers(typed))).toEqual(spellings.map(() => ['131135125']));
    expect(numbers('', 'BG131135125')).toEqual(['131135125']);
    expect(numbers('131135125', 'BG131135125')).toEqual(['131135125']);
    for (const bad of ['999999999', '000000000', '131135126', '13113512', '7501020018', 'BG', 'няма', '-'])
      expect([bad, numbers(bad)]).toEqual([bad, []]);
  });

  it('I10: a foreign VAT number keeps its country and never meets a ЕИК of the same digits', () => {
    expect(numbers('DE 131135125')).toEqual(['DE131135125']);
    expect(numbers('131135125', 'RO131135125')).toEqual(['RO131135125']);
    expect(numbers('', 'ATU12345678')).toEqual(['ATU12345678']);
    expect(numbers('131135125', 'EL094019245')).toEqual(['131135125', 'EL094019245']);
  });
});

describe('comparableEmails', () => {
  it('I10: one field may hold several addresses; letter case means nothing', () => {
    expect(comparableEmails(' A.B@X.bg, cc1@y.bg;dora@z.bg <eli@w.bg> ')).toEqual([
      'a.b@x.bg',
      'cc1@y.bg',
      'dora@z.bg',
      'eli@w.bg',
    ]);
    expect(comparableEmails('няма')).toEqual([]);
  });

  it('I10: fillers are nobody’s', () => {
    const fillers = [
      'noemail@shop.bg',
      'No-Email@x.bg',
      'a@a.bg',
      'няма@abv.bg',
      '123456@x.bg',
      'x@localhost',
    ];
    expect(fillers.flatMap(comparableEmails)).toEqual([]);
    expect(comparableEmails('info@lampi.bg')).toEqual(['info@lampi.bg']);
  });
});

describe('comparablePhones', () => {
  it('takes the same phone in all its spellings, several in one field, and no short ones', () => {
    expect(comparablePhones('+359 (888) 12-34-56; 02/987 65 43, 112')).toEqual(['888123456', '29876543']);
    expect(comparablePhones('00359888123456')).toEqual(comparablePhones('0888 123 456'));
    expect(comparablePhones('+359 (0) 888 123-456')).toEqual(comparablePhones('0888 123 456'));
  });

  it('I10: repeated and counting digits are fillers', () => {
    const fillers = [
      '0000000000',
      '0888888888',
      '0123456789',
      '987654321',
      '123123123',
      '0888000000',
      '1111111',
    ];
    expect(fillers.flatMap(comparablePhones)).toEqual([]);
  });
});
