import { describe, expect, it } from 'vitest';
import { whenAsked } from './when-asked.ts';

interface Desk {
  sum(left: number, right: number): Promise<number>;
  refuse(): Promise<never>;
}

describe('a desk that is loaded when it is asked', () => {
  it('is loaded once, with the first question; answers and refusals are its own', async () => {
    let loads = 0;
    const desk = whenAsked<Desk>({ sum: true, refuse: true }, async () => {
      loads += 1;
      return {
        sum: async (left, right) => left + right,
        refuse: async () => {
          throw new Error('refused');
        },
      };
    });
    const copied = { ...desk };
    expect(loads).toBe(0);
    expect(await Promise.all([desk.sum(1, 2), copied.sum(3, 4)])).toEqual([3, 7]);
    await expect(desk.refuse()).rejects.toThrow('refused');
    expect(loads).toBe(1);
  });
});
