import { describe, expect, it } from 'vitest';
import { wireDecimal, wireFlag } from './wire-values.ts';

describe('wireDecimal', () => {
  it.each([
    ['12.50', '12.5'],
    [' 12,50 ', '12.5'],
    ['1 234,50', '1234.5'],
    ['1.234,50', '1234.5'],
    ['1,234.50', '1234.5'],
    ['-0,5', '-0.5'],
    ['0,125', '0.125'],
    ["1'234.5", '1234.5'],
    ['1.234', '1.234'],
  ])('reads %j', (text, value) => {
    expect(wireDecimal(text)).toBe(value);
  });

  it.each(['', '1,234', '1,50 лв.', '12.5.0', '1,2,3', '12,34.5', 'дванадесет', '1e3', ',', '5,'])(
    'does not guess at %j',
    (text) => {
      expect(wireDecimal(text)).toBeNull();
    },
  );
});

describe('wireFlag', () => {
  it('reads a yes in every spelling', () => {
    expect(['1', 'true', 'TRUE', 'Yes', 'да', 'Y', 'on'].map(wireFlag)).not.toContain(false);
    expect(['', '0', 'false', 'no', 'не', 'off', '2'].map(wireFlag)).not.toContain(true);
  });
});
