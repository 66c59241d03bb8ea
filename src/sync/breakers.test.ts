import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoodsGroupId } from '../model/good.ts';
import type { Change, ChangeKind, FieldChange } from '../model/plan.ts';
import { defaultSettings } from '../model/settings.ts';
import { BREAKERS, breakersOf, emptiedGroup, isTripped, priceJump } from './breakers.ts';

function change(kind: ChangeKind, ...fields: readonly FieldChange[]): Change {
  return { key: 'k', task: 'export-goods', kind, subject: 'good:1', label: 'Стока', fields };
}

const price = (before: string | null, after: string): FieldChange => ({ field: 'price', before, after });
const quantity = (before: string | null, after: string): FieldChange => ({
  field: 'quantity',
  before,
  after,
});
const LIMITS = defaultSettings();

describe('circuit breakers', () => {
  it('count what a change does to the shop', () => {
    expect(breakersOf(change('createProduct', price(null, '5')))).toEqual(['created']);
    expect(breakersOf(change('hideProduct'))).toEqual(['hidden']);
    expect(breakersOf(change('updateProduct', price('5', '6')))).toEqual(['repriced']);
    expect(breakersOf(change('setQuantity', quantity('5', '0')))).toEqual(['zeroed']);
    expect(breakersOf(change('setQuantity', quantity('5', '1')))).toEqual([]);
    expect(breakersOf(change('setQuantity', quantity('0', '0')))).toEqual([]);
    expect(breakersOf(change('setQuantity', quantity(null, '0')))).toEqual([]);
    // Of a shop that tells no quantity, what it offered tells.
    const offered = (before: string, after: string): FieldChange => ({ field: 'isAvailable', before, after });
    expect(breakersOf(change('setQuantity', quantity(null, '0'), offered('yes', 'no')))).toEqual(['zeroed']);
    expect(breakersOf(change('setQuantity', quantity(null, '0'), offered('no', 'no')))).toEqual([]);
  });

  it('trip above their share, never for a handful, never while a shop is filled for the first time', () => {
    for (const breaker of BREAKERS) {
      const percent = { hidden: 2, created: 20, repriced: 30, zeroed: 20 }[breaker];
      expect(isTripped(breaker, { count: percent * 100, linked: 10_000 }, LIMITS)).toBe(false);
      expect(isTripped(breaker, { count: percent * 100 + 1, linked: 10_000 }, LIMITS)).toBe(true);
      expect(isTripped(breaker, { count: 20, linked: 20 }, LIMITS)).toBe(false);
      expect(isTripped(breaker, { count: 5000, linked: 0 }, LIMITS)).toBe(false);
    }
  });

  it('peer-38: a price that falls or rises by more than the limit waits, whatever else changes', () => {
    const jump = (before: string | null, after: string): string | null =>
      priceJump(change('updateProduct', price(before, after)), LIMITS)?.code ?? null;
    expect([jump('10', '5.5'), jump('10', '20'), jump(null, '0.01'), jump('0', '5')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([jump('10', '5.49'), jump('10', '20.01')]).toEqual(['good.price.dropped', 'good.price.rose']);
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 1_000_000 }),
        fc.integer({ min: 1000, max: 1_000_000 }),
        (before, after) => {
          const cents = (value: number): string => (value / 100).toFixed(2);
          const isHeld = jump(cents(before), cents(after)) !== null;
          const isFactor = [after / before, before / after].some(
            (each) => Math.abs(each / 1.95583 - 1) <= 0.01,
          );
          expect(isHeld).toBe(isFactor || after * 100 < before * 55 || after > before * 2);
        },
      ),
    );
  });

  it('a chosen group of which nothing is left while three of its goods leave is an accident', () => {
    const [two, three] = [2 as GoodsGroupId, 3 as GoodsGroupId];
    const leaving = [two, two, two, three].map((groupId) => ({ groupId }));
    expect(emptiedGroup(leaving, new Set([two, three]), new Set())).toEqual({ groupId: two, count: 3 });
    expect(emptiedGroup(leaving, new Set([two]), new Set([two]))).toBeNull();
    expect(emptiedGroup(leaving, new Set([three]), new Set())).toBeNull();
  });

  it('a price that changes as from lev to euro or back always waits, even where the limits let it pass', () => {
    const wide = { ...LIMITS, guardPriceDrop: 100, guardPriceRise: 10_000 };
    const code = (before: string, after: string): string | null =>
      priceJump(change('updateProduct', price(before, after)), wide)?.code ?? null;
    expect([code('19.36', '9.90'), code('9.90', '19.36'), code('39.90', '20.40')]).toEqual(
      Array.from({ length: 3 }, () => 'good.price.currencyFactor'),
    );
    expect([code('10', '19'), code('10', '5.3'), code('10', '0.01'), code('1', '99')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
