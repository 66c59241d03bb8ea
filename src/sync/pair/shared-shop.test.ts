import { describe, expect, it } from 'vitest';
import { goesOn } from './shared-shop.ts';

describe('Q4: two profiles of one shop', () => {
  it.each([
    ['the one that has orders', { id: 2, hasOrders: true }, { id: 1, hasOrders: false }],
    ['with none, the one that was there first', { id: 1, hasOrders: false }, { id: 2, hasOrders: false }],
    [
      'with orders in both, the one that was there first',
      { id: 1, hasOrders: true },
      { id: 2, hasOrders: true },
    ],
  ])('%s goes on, and the other one does not', (_name, own, other) => {
    expect([goesOn(own, other), goesOn(other, own)]).toEqual([true, false]);
  });
});
