import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCompare, smallProduct, smallRound, smallSum, smallText, smallUnits } from './small-decimal.ts';

const Exact = Big();
Exact.RM = 1;

function plain(value: Big): string {
  const text = value.toFixed();
  return text === '-0' ? '0' : text;
}

/** Canonical decimals of every length, also such as are too long. */
const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.nat({ max: 17 }), fc.nat({ max: 17 }))
  .map(([isNegative, digits, length, places]) => {
    const text = String(digits).slice(0, Math.max(length, 1));
    return plain(
      new Exact(text)
        .times(isNegative ? -1 : 1)
        .div(new Exact(10).pow(places))
        .round(20),
    );
  });

/** Null or exactly this: and never null where all digits together are as few as those of a double. */
function agrees(small: string | number | null, exact: string | number, letters: number): void {
  if (small === null) expect(letters).toBeGreaterThan(15);
  else expect(small).toBe(exact);
}

describe('decimals that a double holds', () => {
  it('sums, differences, products and order are those of exact arithmetic', () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const [one, other] = [new Exact(left), new Exact(right)];
        const letters = left.length + right.length;
        agrees(smallSum(left, right, 1), plain(one.plus(other)), letters);
        agrees(smallSum(left, right, -1), plain(one.minus(other)), letters);
        agrees(smallProduct(left, right), plain(one.times(other)), letters);
        agrees(smallCompare(left, right), one.cmp(other), letters);
      }),
      { numRuns: 3000 },
    );
  });

  it('whole units are those of exact arithmetic, there and back', () => {
    fc.assert(
      fc.property(decimals, fc.nat({ max: 12 }), (value, places) => {
        const units = new Exact(value).times(new Exact(10).pow(places));
        const own = value.split('.')[1]?.length ?? 0;
        if (own > places) expect(smallUnits(value, places)).toBeNull();
        else {
          agrees(smallUnits(value, places), Number(plain(units)), value.length + places - own);
          agrees(smallText(BigInt(plain(units)), places), value, value.length + places - own);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('rounding is half away from zero', () => {
    fc.assert(
      fc.property(decimals, fc.nat({ max: 6 }), (value, places) => {
        agrees(smallRound(value, places), plain(new Exact(value).round(places)), value.length);
      }),
      { numRuns: 3000 },
    );
    for (const [value, rounded] of [
      ['1.005', '1.01'],
      ['-1.005', '-1.01'],
      ['-0.004', '0'],
      ['2.675', '2.68'],
      ['999999.995', '1000000'],
      ['40.0', '40'],
      ['0020.00', '20'],
    ] as const)
      expect(smallRound(value, 2)).toBe(rounded);
  });
});
