import type { ListManner } from '../../model/list-manner.ts';

/** So many orders are asked for to see how a list answers. */
export const PROBE_SIZE = 3;

export function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}

export function isDescending(numbers: readonly number[]): boolean {
  return isAscending(numbers.toReversed());
}

/**
 * What the first few orders of a list show beside the first one alone: whether the limit is heeded, and which
 * end the list is cut from.
 */
export function probedOrder(few: readonly number[], one: readonly number[]): ListManner {
  const [only] = one;
  if (few.length < 2 || only === undefined) return {};
  if (one.length > 1) {
    const limit = 'limitIgnored' as const;
    if (isAscending(few)) return { limit, order: 'oldestFirst' };
    return isDescending(few) ? { limit, order: 'newestFirst' } : { limit };
  }
  const limit = 'limitHeeded' as const;
  if (only === Math.min(...few)) return { limit, order: 'oldestFirst' };
  return only === Math.max(...few) ? { limit, order: 'newestFirst' } : { limit };
}
