import { letOut } from './sleep.ts';
import { OneByOne } from './one-by-one.ts';

/** How pieces of work follow each other. */
export interface Overlap<Item, Outcome> {
  /**
   * Does one. It begins at the head of the line and leaves it when the next may begin; what must not go on
   * beside another's first part enters the line again.
   */
  readonly work: (item: Item, leave: () => void, line: OneByOne) => Promise<readonly Outcome[]>;
  /** Whether an item begins only when an earlier one has wholly ended. */
  readonly waitsFor: (item: Item, earlier: Item) => boolean;
  /** True when nothing more is to be taken. */
  readonly isOver: () => boolean;
}

/**
 * Works through items in their order, the first part of one beside the rest of the one before, and yields
 * what comes of them in that order. An item is taken when its turn has come. After a failure none is taken
 * any more; what is under way ends and is yielded, then the first failure is thrown.
 */
export async function* overlapped<Item, Outcome>(
  items: Iterable<Item>,
  how: Overlap<Item, Outcome>,
): AsyncGenerator<Outcome> {
  const line = new OneByOne();
  const source = items[Symbol.iterator]();
  const underWay: { readonly item: Item; readonly outcomes: Promise<readonly Outcome[]> }[] = [];
  const failures: unknown[] = [];
  const take = (): readonly [Item] | null => {
    if (failures.length > 0 || how.isOver()) return null;
    try {
      const next = source.next();
      return next.done === true ? null : [next.value];
    } catch (error) {
      failures.push(error);
      return null;
    }
  };
  const carry = async (item: Item, leave: () => void): Promise<readonly Outcome[]> => {
    try {
      return await how.work(item, leave, line);
    } catch (error) {
      failures.push(error);
      return [];
    } finally {
      leave();
    }
  };
  const begin = async (): Promise<boolean> => {
    let leave = await line.enter();
    const taken = take();
    if (taken === null) {
      leave();
      return false;
    }
    const [item] = taken;
    const earlier = underWay.filter((each) => how.waitsFor(item, each.item));
    if (earlier.length > 0) {
      leave();
      await Promise.all(earlier.map(({ outcomes }) => outcomes));
      leave = await line.enter();
    }
    underWay.push({ item, outcomes: carry(item, leave) });
    return true;
  };
  try {
    for (let isMore = true; isMore || underWay.length > 0;) {
      if (isMore) isMore = await begin();
      const first = isMore && underWay.length < 2 ? undefined : underWay.shift();
      if (first === undefined) continue;
      const outcomes = await first.outcomes;
      await letOut();
      yield* outcomes;
    }
  } finally {
    // Also when nobody asks any more: nothing goes on behind whoever has begun it.
    await Promise.all(underWay.map(({ outcomes }) => outcomes));
  }
  if (failures.length > 0) throw failures[0];
}
