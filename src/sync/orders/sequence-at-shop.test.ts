import { describe, expect, it } from 'vitest';
import { aLine, anOrder, someSettings } from '../../../test/support/builders.ts';
import { sequenceAtShop } from './sequence-at-shop.ts';

describe('sequenceAtShop', () => {
  it('F14: the highest number of our device inside our range; others, and what is no УНП, do not count', () => {
    const carrying = (...unps: readonly (string | null)[]) =>
      unps.map((unp) => anOrder([aLine('C1', '1')], { unp }));
    const settings = someSettings({ deviceSerial: 'DT900001', unpFrom: 10, unpTo: 99 });
    expect(sequenceAtShop(carrying('DT900001-0001-0000043', 'DT900001-0009-0000044', null), settings)).toBe(
      44,
    );
    const foreign = [
      'DT900002-0001-0000050',
      'DT900001-0001-0000009',
      'DT900001-0001-0000100',
      'DT900001-43',
    ];
    expect(sequenceAtShop(carrying(...foreign), settings)).toBe(0);
    expect(sequenceAtShop([], settings)).toBe(0);
  });
});
