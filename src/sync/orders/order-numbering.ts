import type { LedgerEntry } from '../../model/ledger.ts';
import type { FetchedOrder } from '../../model/order.ts';
import type { OrderNumber } from '../../model/order-origin.ts';
import { wasRecorded } from '../../model/order-stage.ts';
import { SyncError } from '../../model/sync-error.ts';
import { placedAtSameTime, readShopTime } from '../../model/shop-time.ts';

/** The greatest number that the shop's own counter can come to: an unsigned number of 32 bits. */
const LARGEST = 4_294_967_295;
/** A number so many times the one before, and so far from it, is a jump. */
const [JUMP_FACTOR, JUMP_GAP] = [5, 1000];
/** So many orders close behind it make a jump a counter that was set forward. */
const FOLLOWERS = 2;
/** So many orders, or this share of all, may go without anybody asking: people delete orders. */
const [FEW_DELETED, SHARE_DELETED] = [3, 0.1];

/** A shop's order as its list tells it. */
export interface ListedOrder {
  readonly number: OrderNumber;
  /** As the shop wrote it; '' = not told. */
  readonly createdAt: string;
}

function isJump(number: OrderNumber, before: number): boolean {
  if (number > LARGEST) return true;
  return before > 0 && number >= before * JUMP_FACTOR && number - before > JUMP_GAP;
}

function isFollowed(numbers: readonly OrderNumber[], index: number): boolean {
  const [number = 0, follower] = [numbers[index], numbers[index + FOLLOWERS]];
  return number <= LARGEST && follower !== undefined && follower - number <= JUMP_GAP;
}

/**
 * Numbers (ascending) that no counter comes to by itself, each with the last one before them: they never move
 * the cursor (Q6). `cursor`: up to it numbers were believed before; 0 = nothing is known.
 */
export function absurdNumbers(
  numbers: readonly OrderNumber[],
  cursor: OrderNumber,
): ReadonlyMap<OrderNumber, OrderNumber> {
  const absurd = new Map<OrderNumber, OrderNumber>();
  let before = cursor;
  for (const [index, number] of numbers.entries()) {
    if (number > cursor && isJump(number, before) && !isFollowed(numbers, index)) absurd.set(number, before);
    else before = Math.max(before, number) as OrderNumber;
  }
  return absurd;
}

/** What the shop tells of its orders, beside what is remembered. */
export interface NumberingFacts {
  readonly cursor: OrderNumber;
  /** The shop's newest orders, and some that are remembered where all of those are new; ascending. */
  readonly newest: readonly ListedOrder[];
  /** What is remembered of those, where it is. */
  readonly known: readonly LedgerEntry[];
  /** How many orders are remembered above a number, at most a handful. */
  readonly knownAbove: (number: OrderNumber) => Promise<number>;
  /** All orders of the shop, now and when it was last asked; null = it does not count them. */
  readonly count: number | null;
  readonly countBefore: number | null;
}

/**
 * Why the shop's numbers are not those that were met before: they begin again, one was used again, or many
 * orders are gone. Null = they go on. A few that people have deleted are no reason (Q6).
 */
export async function numberingFault(facts: NumberingFacts): Promise<SyncError | null> {
  const { cursor, newest, count, countBefore } = facts;
  if (cursor === 0) return null;
  const absurd = absurdNumbers(
    newest.map(({ number }) => number),
    0 as OrderNumber,
  );
  const steady = newest.filter(({ number }) => !absurd.has(number));
  const witnesses = steady.flatMap((order) => {
    const entry = facts.known.find(({ orderNumber }) => orderNumber === order.number);
    return entry === undefined ? [] : [{ isSame: isSameTime(order, entry) }];
  });
  const usedAgain = numberUsedAgain(steady, facts.known);
  if (usedAgain !== null) return usedAgain;
  const last = steady.at(-1)?.number ?? (0 as OrderNumber);
  const isKnownShop = witnesses.some(({ isSame }) => isSame === true);
  if (last < cursor && !(isKnownShop && (await facts.knownAbove(last)) <= FEW_DELETED))
    return new SyncError('orders.numbersBeganAgain', { newest: last, cursor });
  if (count === null || countBefore === null || count >= countBefore) return null;
  const few = Math.max(FEW_DELETED, countBefore * SHARE_DELETED);
  if (isKnownShop && countBefore - count <= few) return null;
  return new SyncError('orders.fewer', { now: count, before: countBefore });
}

/**
 * An order whose number is an imported one's, and which was placed at another time: it is another order, whoever
 * lists or reads it (Q6). Null = there is none. One that was never imported may have been corrected: its time
 * is no proof against it.
 */
export function numberUsedAgain(
  listed: readonly ListedOrder[],
  known: readonly LedgerEntry[],
): SyncError | null {
  const byNumber = new Map(known.map((entry) => [entry.orderNumber, entry]));
  for (const order of listed) {
    const entry = byNumber.get(order.number);
    if (entry === undefined || !wasRecorded(entry.stage) || isSameTime(order, entry) !== false) continue;
    const told = { order: order.number, before: entry.createdAt, now: order.createdAt };
    return new SyncError('orders.numberUsedAgain', told);
  }
  return null;
}

/**
 * Why a shop is one that was put back to before its numbers began again: it has an order of a past series,
 * and the ledger does not (Q6). Null = it has none.
 */
export function cameBackFault(
  listed: readonly ListedOrder[],
  past: readonly LedgerEntry[],
  known: readonly LedgerEntry[],
): SyncError | null {
  const isKnown = new Set(known.map(({ orderNumber }) => orderNumber));
  for (const order of listed) {
    if (isKnown.has(order.number)) continue;
    const entry = past.find(
      (each) =>
        each.orderNumber === order.number && wasRecorded(each.stage) && isSameTime(order, each) === true,
    );
    if (entry !== undefined)
      return new SyncError('orders.pastCameBack', { order: order.number, createdAt: entry.createdAt });
  }
  return null;
}

/** Whether both tell when the order was placed, and the same; null where one of them does not. */
function isSameTime(order: ListedOrder, entry: LedgerEntry): boolean | null {
  if (readShopTime(order.createdAt) === null || readShopTime(entry.createdAt) === null) return null;
  return placedAtSameTime(order.createdAt, entry.createdAt);
}

/** What is to be told of an order that was read. */
export function asListed({ number, order }: FetchedOrder): ListedOrder {
  return { number, createdAt: order?.createdAt ?? '' };
}

/** An order of the shop beside what is remembered under its number. */
export interface ComparedOrder {
  readonly number: OrderNumber;
  /** It is the one that we know. */
  readonly isSame: boolean;
}

/** True when the shop's order is the one that is remembered. */
export function isSameOrder(order: ListedOrder & { readonly rawHash: string }, entry: LedgerEntry): boolean {
  if (order.rawHash === entry.rawHash) return true;
  return order.createdAt !== '' && placedAtSameTime(order.createdAt, entry.createdAt);
}

/**
 * Where a new series begins: after the last order that the shop still has as we know it; 0 where it has none.
 * `kept`: absurd numbers that it has, too (Q6). Orders ascending.
 */
export function seriesBeginning(orders: readonly ComparedOrder[]): {
  readonly beginsAfter: OrderNumber;
  readonly kept: readonly OrderNumber[];
} {
  const absurd = absurdNumbers(
    orders.map(({ number }) => number),
    0 as OrderNumber,
  );
  const same = orders.filter(({ isSame }) => isSame).map(({ number }) => number);
  const beginsAfter = same.findLast((number) => !absurd.has(number)) ?? (0 as OrderNumber);
  return { beginsAfter, kept: same.filter((number) => number > beginsAfter) };
}
