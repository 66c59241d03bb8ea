import { array, bigInt, check, constantFrom, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgnFromEur, eurFromBgn } from './currency.ts';
import {
  add,
  compare,
  decimal,
  decimalFromNumber,
  divide,
  floor,
  formatFixed,
  parseDecimal,
  round,
  fromUnits,
  roundedQuotient,
  splitUnits,
  toUnits,
  subtract,
  ZERO,
} from './decimal.ts';
import { vatInside, withoutVat, withVat } from './vat.ts';

/** Units of 10^-4: zeros, whole numbers and cents as often as anything else. */
const UNITS = oneof(
  constantFrom(0n, 1n, -1n, 10_000n, -10_000n, 25_000n, -19_900n, 5n),
  bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
);

describe('decimals', () => {
  it('are canonical text: equal numbers are the same text', () => {
    expect(['1.50', '01.5', '1.5'].map((text) => decimal(text))).toEqual(['1.5', '1.5', '1.5']);
    expect([decimal('-0'), subtract(decimal('1'), decimal('1'))]).toEqual(['0', '0']);
    expect(['', '1e5', '1,5', 'abc', '--1', 'Infinity', '1.'].map(parseDecimal)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });

  it('round half away from zero and never through floats', () => {
    expect([round(decimal('1.005'), 2), round(decimal('-1.005'), 2), round(decimal('2.675'), 2)]).toEqual([
      '1.01',
      '-1.01',
      '2.68',
    ]);
    expect([floor(decimal('-1.2')), floor(decimal('1.9')), divide(decimal('1'), decimal('3'), 4)]).toEqual([
      '-2',
      '1',
      '0.3333',
    ]);
    expect([
      decimalFromNumber(3.08333333333333, 4),
      decimalFromNumber(0.1 + 0.2, 4),
      decimalFromNumber(Number.NaN, 2),
    ]).toEqual(['3.0833', '0.3', null]);
    expect(formatFixed(decimal('9.9'), 2)).toBe('9.90');
  });

  it('add, subtract, round, floor and compare as whole units do, whatever their text lets them skip', () => {
    const result = check(
      property(UNITS, UNITS, integer({ min: 0, max: 4 }), (left, right, places) => {
        const [first, second] = [fromUnits(left, 4), fromUnits(right, 4)];
        const step = 10n ** BigInt(4 - places);
        const down = left / 10_000n - (left < 0n && left % 10_000n !== 0n ? 1n : 0n);
        return (
          add(first, second, ZERO) === fromUnits(left + right, 4) &&
          subtract(first, second) === fromUnits(left - right, 4) &&
          round(first, places) === fromUnits(roundedQuotient(left, step) * step, 4) &&
          floor(first) === fromUnits(down, 0) &&
          Math.sign(compare(first, second)) === Number(left > right) - Number(left < right) &&
          compare(first, ZERO) === Number(left > 0n) - Number(left < 0n)
        );
      }),
    );
    expect(result.counterexample).toBe(null);
  });

  it('are whole units and back, negative ones too', () => {
    expect(['1.5', '-0.05', '0', '12.345', '-12.345'].map((text) => toUnits(decimal(text), 2))).toEqual([
      150n,
      -5n,
      0n,
      1235n,
      -1235n,
    ]);
    expect([150n, -5n, 0n, 1n, -12_345n].map((units) => fromUnits(units, 2))).toEqual([
      '1.5',
      '-0.05',
      '0',
      '0.01',
      '-123.45',
    ]);
    expect([roundedQuotient(5n, 2n), roundedQuotient(-5n, 2n), roundedQuotient(4n, 3n)]).toEqual([
      3n,
      -3n,
      1n,
    ]);
  });

  it('V6: a split adds up exactly, gives equal remainders to the earlier part and never exceeds a weight', () => {
    expect(splitUnits(500n, [2997n, 199n, 1250n])).toEqual([337n, 22n, 141n]);
    expect(splitUnits(1n, [5n, 5n])).toEqual([1n, 0n]);
    expect(splitUnits(0n, [0n, 0n])).toEqual([0n, 0n]);
    expect(() => splitUnits(1n, [0n])).toThrow(RangeError);
    const weights = array(integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 9 });
    const result = check(
      property(weights, integer({ min: 0, max: 100 }), (cents, percent) => {
        const sum = cents.reduce((left, right) => left + right, 0);
        const total = BigInt(Math.floor((sum * percent) / 100));
        const parts = splitUnits(total, cents.map(BigInt));
        const isWithin = parts.every((part, index) => part >= 0n && part <= BigInt(cents[index] ?? 0));
        return isWithin && parts.reduce((left, part) => left + part, 0n) === total;
      }),
    );
    expect(result.failed).toBe(false);
  });
});

describe('VAT (V1..V4)', () => {
  it('is that of the table, and its parts add up to the gross', () => {
    const table = [
      ['0.03', 20, '0.01'],
      ['1', 20, '0.17'],
      ['9.99', 20, '1.67'],
      ['19.95', 20, '3.33'],
      ['99.99', 20, '16.67'],
      ['9.99', 9, '0.82'],
      ['29.99', 9, '2.48'],
      ['-9.99', 20, '-1.67'],
    ] as const;
    for (const [gross, rate, vat] of table) {
      const [amount, percent] = [decimal(gross), decimal(rate)];
      expect(vatInside(amount, percent, 2), gross).toBe(vat);
      expect(add(withoutVat(amount, percent, 2), vatInside(amount, percent, 2))).toBe(amount);
    }
    expect(withVat(decimal('8.325'), decimal('20'))).toBe('9.99');
  });
});

describe('euro and lev (C1..C3)', () => {
  it('are those of the tables', () => {
    const leva = [
      ['0.01', '0.01'],
      ['0.03', '0.02'],
      ['0.4', '0.2'],
      ['1.77', '0.9'],
      ['5.99', '3.06'],
      ['10', '5.11'],
      ['60', '30.68'],
      ['100', '51.13'],
      ['1955.83', '1000'],
      ['-5.99', '-3.06'],
    ] as const;
    for (const [bgn, eur] of leva) expect(eurFromBgn(decimal(bgn)), bgn).toBe(eur);
    const euro = [
      ['0.01', '0.02'],
      ['10', '19.56'],
      ['500', '977.92'],
      ['1500', '2933.75'],
      ['2500', '4889.58'],
    ] as const;
    for (const [eur, bgn] of euro) expect(bgnFromEur(decimal(eur)), eur).toBe(bgn);
  });

  it('EUR → BGN → EUR always returns the amount', () => {
    const result = check(
      property(integer({ min: 0, max: 5_000_000 }), (cents) => {
        const amount = divide(decimal(cents), decimal(100), 2);
        return compare(eurFromBgn(bgnFromEur(amount)), amount) === 0;
      }),
    );
    expect(result.failed).toBe(false);
  });
});
