import { describe, expect, it } from 'vitest';
import { SortedReader } from './sorted-reader.ts';

async function* source(...batches: readonly (readonly number[])[]): AsyncGenerator<readonly number[]> {
  yield* batches;
}

describe('SortedReader', () => {
  const reader = (): SortedReader<number> =>
    new SortedReader(source([1, 3], [], [4, 7, 9], [12]), (record) => record);

  it('hands out records up to a key, each once, over the borders of batches', async () => {
    const numbers = reader();
    expect(await numbers.takeUpTo(0)).toEqual([]);
    expect(await numbers.takeUpTo(4)).toEqual([1, 3, 4]);
    expect(await numbers.takeUpTo(100)).toEqual([7, 9, 12]);
    expect(await numbers.takeUpTo(100)).toEqual([]);
  });

  it('passes over what nobody asks for', async () => {
    const numbers = reader();
    await numbers.skipBelow(4);
    expect(await numbers.takeUpTo(7)).toEqual([4, 7]);
    await numbers.skipBelow(10);
    expect(await numbers.takeUpTo(100)).toEqual([12]);
    await numbers.skipBelow(200);
    await numbers.close();
    expect(await numbers.takeUpTo(300)).toEqual([]);
  });
});
