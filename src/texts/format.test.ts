import { describe, expect, it } from 'vitest';
import { BLANK } from './digits.ts';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatCounted,
  formatDate,
  formatDay,
  formatDuration,
  formatMoment,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPrice,
  formatQuantity,
  formatSchedule,
  formatTime,
} from './format.ts';
import type { Language } from './text.ts';

/** The text with ordinary blanks, so that what is expected can be read. */
function plain(text: string): string {
  return text.replaceAll(BLANK, ' ');
}

type Row = readonly [value: string, currency: string, bg: string, en: string];

describe('what people read (issue 15, point 11)', () => {
  it.each<Row>([
    ['1202.64', 'EUR', '1 202,64 €', '€1,202.64'],
    ['0.5', 'EUR', '0,50 €', '€0.50'],
    ['89.9', 'BGN', '89,90 лв.', 'BGN 89.90'],
    ['0', 'EUR', '0,00 €', '€0.00'],
    ['-1202.64', 'EUR', '-1 202,64 €', '-€1,202.64'],
    ['-89.9', 'BGN', '-89,90 лв.', '-BGN 89.90'],
    ['-0.004', 'EUR', '0,00 €', '€0.00'],
    ['1.005', 'EUR', '1,01 €', '€1.01'],
    ['-1.005', 'eur', '-1,01 €', '-€1.01'],
    ['999.995', 'USD', '1 000,00 $', '$1,000.00'],
    ['12.5', 'RON', '12,50 RON', 'RON 12.50'],
    ['12.5', '', '12,50', '12.50'],
    ['0.33333333333333333333', 'EUR', '0,33 €', '€0.33'],
    [
      '123456789012345678901234567890.125',
      'EUR',
      '123 456 789 012 345 678 901 234 567 890,13 €',
      '€123,456,789,012,345,678,901,234,567,890.13',
    ],
    ['by agreement', 'EUR', 'by agreement EUR', 'by agreement EUR'],
    ['', '', '', ''],
  ])('money %s %s', (value, currency, bg, en) => {
    expect([plain(formatMoney(value, currency, 'bg')), plain(formatMoney(value, currency, 'en'))]).toEqual([
      bg,
      en,
    ]);
  });

  it('a unit price has four places where it needs them, and never twenty', () => {
    expect(
      ['12', '0.5', '0.1234', '0.12345', '4.16666666666666666667', '-0.00001'].map((price) =>
        plain(formatPrice(price, 'EUR', 'bg')),
      ),
    ).toEqual(['12,00 €', '0,50 €', '0,1234 €', '0,1235 €', '4,1667 €', '0,00 €']);
    expect(formatPrice('1234.5678', 'EUR', 'en')).toBe('€1,234.5678');
  });

  it('a quantity has no zeros behind and four places at most', () => {
    const written = (language: Language): readonly string[] =>
      [
        '40.0',
        '8',
        '20000',
        '0.25',
        '-1234.5',
        '0.00005',
        '0.00004',
        '-0.00004',
        '1.12345678901234567890',
      ].map((quantity) => plain(formatQuantity(quantity, language)));
    expect(written('bg')).toEqual(['40', '8', '20 000', '0,25', '-1 234,5', '0,0001', '0', '0', '1,1235']);
    expect(written('en')).toEqual(['40', '8', '20,000', '0.25', '-1,234.5', '0.0001', '0', '0', '1.1235']);
    expect(['n/a', '1e5', '1,5', 'NaN'].map((odd) => formatQuantity(odd, 'bg'))).toEqual([
      'n/a',
      '1e5',
      '1,5',
      'NaN',
    ]);
  });

  it('nothing inside a number or before its unit breaks over two lines', () => {
    const texts = [
      formatMoney('1234567.5', 'EUR', 'bg'),
      formatMoney('1234567.5', 'BGN', 'en'),
      formatQuantity('20000', 'bg'),
      formatCount(20_000, 'bg'),
      formatCounted(2, 'change', 'bg'),
      formatPercent('12.5', 'bg'),
      formatDate('2026-11-25', 'en'),
      formatDuration(390, 'bg'),
    ];
    for (const text of texts) expect(text).not.toMatch(/[ \n\t]/);
  });

  it('counts, and their words', () => {
    expect(
      [0, 1, 999, 1000, 20_000, -5000, 1e15, 12_340.4].map((count) => plain(formatCount(count, 'bg'))),
    ).toEqual(['0', '1', '999', '1 000', '20 000', '-5 000', '1 000 000 000 000 000', '12 340']);
    expect([formatCount(10n ** 20n, 'en'), formatCount(NaN, 'en'), formatCount(Infinity, 'bg')]).toEqual([
      '100,000,000,000,000,000,000',
      '–',
      '–',
    ]);
    const changes = (language: Language): readonly string[] =>
      [0, 1, 2, 21, 12_340].map((count) => plain(formatCounted(count, 'change', language)));
    expect(changes('bg')).toEqual(['0 промени', '1 промяна', '2 промени', '21 промени', '12 340 промени']);
    expect(changes('en')).toEqual(['0 changes', '1 change', '2 changes', '21 changes', '12,340 changes']);
    expect(plain(formatCounted(5, 'document', 'bg'))).toBe('5 документа');
  });

  it('per cent, sizes and plain numbers', () => {
    expect(
      ['20', '20.00', '12.5', '33.333333', '-5'].map((rate) => plain(formatPercent(rate, 'bg'))),
    ).toEqual(['20 %', '20 %', '12,5 %', '33,33 %', '-5 %']);
    expect(formatPercent('20', 'en')).toBe('20%');
    const sizes = [0, 1, 999, 1000, 1500, 999_949, 999_950, 1_000_000, 5e12, 5e15].map((size) =>
      plain(formatBytes(size, 'bg')),
    );
    expect(sizes).toEqual([
      '0 Б',
      '1 Б',
      '999 Б',
      '1 КБ',
      '1,5 КБ',
      '999,9 КБ',
      '1 МБ',
      '1 МБ',
      '5 ТБ',
      '5 000 ТБ',
    ]);
    expect([plain(formatBytes(1_530_000, 'en')), formatBytes(NaN, 'en')]).toEqual(['1.5 MB', '–']);
    expect(formatNumber('1234.5', { atLeast: 0, atMost: 1 }, 'en')).toBe('1,234.5');
  });

  it.each([
    // In winter Sofia is two hours ahead of UTC, in summer three; the hour of the change comes twice.
    ['2026-11-25T13:27:45Z', '25.11.2026 г., 15:27 ч.', '25 Nov 2026, 15:27'],
    ['2026-06-01T21:00:00Z', '02.06.2026 г., 00:00 ч.', '2 Jun 2026, 00:00'],
    ['2026-03-29T00:59:59Z', '29.03.2026 г., 02:59 ч.', '29 Mar 2026, 02:59'],
    ['2026-03-29T01:00:00Z', '29.03.2026 г., 04:00 ч.', '29 Mar 2026, 04:00'],
    ['2026-10-25T00:30:00Z', '25.10.2026 г., 03:30 ч.', '25 Oct 2026, 03:30'],
    ['2026-10-25T01:30:00Z', '25.10.2026 г., 03:30 ч.', '25 Oct 2026, 03:30'],
    ['2026-12-31T22:00:00.000Z', '01.01.2027 г., 00:00 ч.', '1 Jan 2027, 00:00'],
    ['2026-11-25T15:27:00+02:00', '25.11.2026 г., 15:27 ч.', '25 Nov 2026, 15:27'],
    ['2026-09-05 09:05:00', '05.09.2026 г., 09:05 ч.', '5 Sep 2026, 09:05'],
    ['2026-09-05', '05.09.2026 г.', '5 Sep 2026'],
    ['soon', 'soon', 'soon'],
    ['', '', ''],
  ])('the moment %s', (moment, bg, en) => {
    expect([plain(formatMoment(moment, 'bg')), plain(formatMoment(moment, 'en'))]).toEqual([bg, en]);
  });

  it('dates and times of day alone', () => {
    const moment = '2026-11-24T22:05:00Z';
    expect([formatDate, formatDay, formatTime].map((format) => plain(format(moment, 'bg')))).toEqual([
      '25.11.2026 г.',
      '25.11.',
      '00:05 ч.',
    ]);
    expect([formatDate, formatDay, formatTime].map((format) => plain(format(moment, 'en')))).toEqual([
      '25 Nov 2026',
      '25 Nov',
      '00:05',
    ]);
    expect([formatTime('2026-11-25', 'bg'), formatDay('x', 'en'), formatDate('', 'en')]).toEqual([
      '2026-11-25',
      'x',
      '',
    ]);
  });

  it('lengths of time by their two greatest units', () => {
    expect(
      [0, 0.4, 5, 60, 390, 3600, 3661, 5400, 86_400, 180_000, -3].map((time) =>
        plain(formatDuration(time, 'bg')),
      ),
    ).toEqual([
      '0 сек.',
      'под 1 сек.',
      '5 сек.',
      '1 мин.',
      '6 мин. 30 сек.',
      '1 ч.',
      '1 ч. 1 мин.',
      '1 ч. 30 мин.',
      '1 ден',
      '2 дни 2 ч.',
      '0 сек.',
    ]);
    expect([plain(formatDuration(390, 'en')), formatDuration(Infinity, 'en')]).toEqual(['6 min 30 sec', '–']);
    const short = [0, 0.3].flatMap((time) => [formatDuration(time, 'bg'), formatDuration(time, 'en')]);
    expect(short.map(plain)).toEqual(['0 сек.', '0 sec', 'под 1 сек.', 'under 1 sec']);
  });

  it('how far a moment is', () => {
    const now = '2026-11-25T12:00:00Z';
    const far = (moment: string, language: Language): string => plain(formatAgo(moment, now, language));
    expect(
      ['11:59:30', '11:57:00', '11:00:01', '09:10:00', '12:10:00', '12:00:20'].map((time) =>
        far(`2026-11-25T${time}Z`, 'bg'),
      ),
    ).toEqual(['току-що', 'преди 3 мин.', 'преди 59 мин.', 'преди 2 ч.', 'след 10 мин.', 'току-що']);
    expect([
      far('2026-11-24T12:00:00Z', 'bg'),
      far('2026-11-22T11:00:00Z', 'bg'),
      far('2026-11-18T12:00:00Z', 'bg'),
    ]).toEqual(['преди 1 ден', 'преди 3 дни', '18.11.2026 г.']);
    expect([
      far('2026-11-25T11:57:00Z', 'en'),
      far('2026-11-25T14:00:00Z', 'en'),
      far('never', 'en'),
    ]).toEqual(['3 min ago', 'in 2 h', 'never']);
  });

  it.each([
    ['', 'ръчно', 'by hand'],
    ['1', 'всяка минута', 'every minute'],
    ['10', 'на всеки 10 минути', 'every 10 minutes'],
    ['* * * * *', 'всяка минута', 'every minute'],
    ['*/10 8-19 * * *', 'на всеки 10 минути, 08:00–20:00 ч.', 'every 10 minutes, 08:00–20:00'],
    [
      '*/10 8-19 * * 1-5',
      'на всеки 10 минути, 08:00–20:00 ч., понеделник–петък',
      'every 10 minutes, 08:00–20:00, Monday–Friday',
    ],
    ['0 * * * *', 'всеки час', 'every hour'],
    ['15 */2 * * *', 'на всеки 2 часа, в 15 мин.', 'every 2 hours at 15 past'],
    ['5 8 * * *', 'всеки ден в 08:05 ч.', 'every day at 08:05'],
    ['0 8,14,20 * * *', 'всеки ден в 08:00, 14:00 и 20:00 ч.', 'every day at 08:00, 14:00 and 20:00'],
    ['0 8 1 * *', '0 8 1 * *', '0 8 1 * *'],
    ['5-10 8 * * *', '5-10 8 * * *', '5-10 8 * * *'],
    ['0 0 8 * * *', '0 0 8 * * *', '0 0 8 * * *'],
    ['tomorrow', 'tomorrow', 'tomorrow'],
  ])('the schedule „%s“', (schedule, bg, en) => {
    expect([plain(formatSchedule(schedule, 'bg')), plain(formatSchedule(schedule, 'en'))]).toEqual([bg, en]);
  });
});
