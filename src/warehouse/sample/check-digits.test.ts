import { describe, expect, it } from 'vitest';
import { companyNumber, ean13, isCompanyNumber } from './check-digits.ts';

describe('check digits', () => {
  it('EAN-13: sums worked by hand, and all ten check digits', () => {
    expect([ean13(1), ean13(65_000_011), ean13(0)]).toEqual([
      '3800000000010',
      '3800650000118',
      '3800000000003',
    ]);
    const last = new Set(Array.from({ length: 100 }, (_, number) => ean13(number).at(-1)));
    expect(last.size).toBe(10);
    expect(ean13(999_999_999)).toHaveLength(13);
  });

  it('ЕИК: right numbers pass, a changed digit, length or prefix does not', () => {
    for (const number of ['131135125', '121817309', '831641791', '175074752'])
      expect([number, isCompanyNumber(number)]).toEqual([number, true]);
    expect(['131135126', '13113512', '1311351255', '', 'BG1311351'].map(isCompanyNumber)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });

  it('ЕИК: where the first weights give ten, the second ones decide', () => {
    // 5·2 = 10, then 5·4 = 20, which is 9 modulo 11.
    expect(companyNumber(5_000_000)).toBe('050000009');
    // 9·1 + 2·6 = 21, then 9·3 + 2·8 = 43: both are 10 modulo 11, so the digit is 0.
    expect(companyNumber(90_000_200)).toBe('900002000');
  });
});
