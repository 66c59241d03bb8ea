import type { OrderPlace } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';

const NOWHERE: OrderPlace = { above: null, below: null };

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}

/**
 * Where each record of a list stands among the numbers that can be read (null: cannot). A list that is in no
 * order tells nothing.
 */
export function placesOf(numbers: readonly (OrderNumber | null)[]): readonly OrderPlace[] {
  const readable = numbers.filter((number) => number !== null);
  const isUpwards = isRising(readable);
  if (!isUpwards && !isRising(readable.toReversed())) return numbers.map(() => NOWHERE);
  return numbers.map((_, index) => {
    const before = numbers.slice(0, index).findLast((number) => number !== null) ?? null;
    const behind = numbers.slice(index + 1).find((number) => number !== null) ?? null;
    return isUpwards ? { above: before, below: behind } : { above: behind, below: before };
  });
}
