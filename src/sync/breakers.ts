import { compare, decimal, isPositive, multiply } from '../model/decimal.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { Good, GoodsGroupId } from '../model/good.ts';
import type { Change } from '../model/plan.ts';
import type { Settings } from '../model/settings.ts';
import type { ErrorFacts } from '../model/sync-error.ts';

/** Fewer changes of a kind are never held: a small shop changes a large share of itself every day. */
const FEWEST = 20;

/** What may go wrong with many goods at once (lessons.md section 5, no. 2). */
export const BREAKERS = ['hidden', 'created', 'repriced', 'zeroed'] as const;
export type Breaker = (typeof BREAKERS)[number];

type Limits = Pick<
  Settings,
  'guardHidden' | 'guardCreated' | 'guardRepriced' | 'guardZeroed' | 'guardPriceDrop'
>;

/** The breakers that a change counts for. */
export function breakersOf(change: Change): readonly Breaker[] {
  if (change.kind === 'createProduct') return ['created'];
  if (change.kind === 'hideProduct') return ['hidden'];
  // A value that was not known before is made known, not changed.
  const isRepriced = change.fields.some((each) => each.field === 'price' && each.before !== null);
  return [...(isRepriced ? (['repriced'] as const) : []), ...(isZeroed(change) ? (['zeroed'] as const) : [])];
}

function isZeroed(change: Change): boolean {
  const quantity = change.fields.find((each) => each.field === 'quantity');
  if (quantity === undefined || quantity.before === null || quantity.after === null) return false;
  return isPositive(decimal(quantity.before)) && !isPositive(decimal(quantity.after));
}

function limitOf(breaker: Breaker, limits: Limits): number {
  return {
    hidden: limits.guardHidden,
    created: limits.guardCreated,
    repriced: limits.guardRepriced,
    zeroed: limits.guardZeroed,
  }[breaker];
}

/**
 * True when so many changes of one kind are no day's work: more than the setting's share of the products that
 * are linked. A shop with no link yet is being filled for the first time.
 */
export function isTripped(
  breaker: Breaker,
  numbers: { readonly count: number; readonly linked: number },
  limits: Limits,
): boolean {
  const { count, linked } = numbers;
  if (linked === 0 || count <= FEWEST) return false;
  return count * 100 > linked * limitOf(breaker, limits);
}

/** Facts of a tripped breaker, for its text. */
export function breakerFacts(
  breaker: Breaker,
  numbers: { readonly count: number; readonly linked: number },
  limits: Limits,
): ErrorFacts {
  return { count: numbers.count, linked: numbers.linked, percent: limitOf(breaker, limits) };
}

export const BREAKER_CODES: Readonly<Record<Breaker, ErrorCode>> = {
  hidden: 'guard.hidden',
  created: 'guard.created',
  repriced: 'guard.repriced',
  zeroed: 'guard.zeroed',
};

/** A price that falls more than so many percent below the last one: a person must look at it; else null. */
export function priceDrop(
  change: Change,
  limits: Limits,
): { readonly before: string; readonly after: string } | null {
  const price = change.fields.find((each) => each.field === 'price');
  if (price === undefined || price.before === null || price.after === null) return null;
  const { before, after } = price;
  const least = multiply(decimal(before), decimal(String((100 - limits.guardPriceDrop) / 100)));
  return compare(decimal(after), least) < 0 ? { before, after } : null;
}

/** So many goods that leave an empty group behind look like an accident, whatever their share is. */
const EMPTYING = 3;

/** A chosen group of which nothing is left while so many of its goods leave. */
export interface EmptiedGroup {
  readonly groupId: GoodsGroupId;
  readonly count: number;
}

/**
 * The first chosen group that leaving goods empty, if any: `leaving` are those of them that the warehouse still
 * has, `met` the groups of which a good stays.
 */
export function emptiedGroup(
  leaving: readonly Pick<Good, 'groupId'>[],
  chosen: ReadonlySet<GoodsGroupId>,
  met: ReadonlySet<GoodsGroupId>,
): EmptiedGroup | null {
  const counts = new Map<GoodsGroupId, number>();
  for (const { groupId } of leaving)
    if (chosen.has(groupId) && !met.has(groupId)) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
  for (const [groupId, count] of counts) if (count >= EMPTYING) return { groupId, count };
  return null;
}
