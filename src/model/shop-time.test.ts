import { describe, expect, it } from 'vitest';
import { placedAtSameTime, readShopTime, shopTime } from './shop-time.ts';

describe('shopTime', () => {
  it('writes a moment as the shop does, in Sofia, in winter and in summer', () => {
    expect(shopTime(Date.parse('2026-01-15T22:05:09Z'))).toBe('2026-01-16 00:05:09');
    expect(shopTime(Date.parse('2026-07-15T21:05:09Z'))).toBe('2026-07-16 00:05:09');
  });

  it('peer-30: the hour that comes twice is written the same both times', () => {
    const first = Date.parse('2026-10-25T00:30:00Z');
    expect([shopTime(first), shopTime(first + 3_600_000)]).toEqual([
      '2026-10-25 03:30:00',
      '2026-10-25 03:30:00',
    ]);
  });
});

describe('readShopTime', () => {
  it.each([
    ['2026-11-01 00:30:00', '2026-11-01 00:30:00'],
    ['2026-11-01T00:30', '2026-11-01 00:30:00'],
    ['2026-11-01 0:30:05.123', '2026-11-01 00:30:05'],
    ['2026-11-01', '2026-11-01 00:00:00'],
    ['01.11.2026 00:30', '2026-11-01 00:30:00'],
    ['1.11.2026 г., 9:05', '2026-11-01 09:05:00'],
    ['2026/11/01', '2026-11-01 00:00:00'],
    ['2026/11/01 18:00:59', '2026-11-01 18:00:59'],
    ['2024-02-29 12:00:00', '2024-02-29 12:00:00'],
  ])('reads %s as Sofia’s time', (text, expected) => {
    expect(readShopTime(text)).toBe(expected);
  });

  it.each([
    ['2026-10-31T22:30:00Z', '2026-11-01 00:30:00'],
    ['2026-10-31T22:30:00.000Z', '2026-11-01 00:30:00'],
    ['2026-11-01T00:30:00+02:00', '2026-11-01 00:30:00'],
    ['2026-07-01 00:30:00 +0300', '2026-07-01 00:30:00'],
    ['31.10.2026 17:30 -05', '2026-11-01 00:30:00'],
    ['1793485800', '2026-11-01 00:30:00'],
    ['1793485800000', '2026-11-01 00:30:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25 03:30:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25 03:30:00'],
  ])('takes %s for the moment that it is', (text, expected) => {
    expect(readShopTime(text)).toBe(expected);
  });

  it.each([
    '',
    'вчера',
    '2026-02-29',
    '2026-13-01',
    '2026-11-31 10:00:00',
    '2026-11-01 24:00:00',
    '2026-11-01 10:60',
    '31/10/2026',
    '2026/10-31',
    '12345',
    '2026-11-01T00:30:00+25:00',
    '0000-00-00 00:00:00',
  ])('reads nothing from „%s“', (text) => {
    expect(readShopTime(text)).toBeNull();
  });

  it('Q6: one moment is the same however it was written; another hour of the day is not', () => {
    expect(placedAtSameTime('2026-10-31T22:30:00Z', '2026-11-01 00:30:00')).toBe(true);
    expect(placedAtSameTime('2026-11-01T00:30:00', '2026-10-31 22:30:00')).toBe(true);
    expect(placedAtSameTime('2026-11-01 00:30:00', '2026-11-01 00:31:00')).toBe(false);
    expect(placedAtSameTime('2019-11-01 00:30:00', '2026-11-01 00:30:00')).toBe(false);
    expect([placedAtSameTime('вчера', 'вчера'), placedAtSameTime('вчера', '')]).toEqual([true, false]);
  });
});
