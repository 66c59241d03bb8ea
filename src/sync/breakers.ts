import { BGN_PER_EUR } from '../model/currency.ts';
import { compare, decimal, divide, isPositive, multiply } from '../model/decimal.ts';
import type { Decimal } from '../model/decimal.ts';
import type { ErrorCode } from '../model/error-codes.ts';
import type { Good, GoodsGroupId } from '../model/good.ts';
import type { Change } from '../model/plan.ts';
import type { Settings } from '../model/settings.ts';
import type { ErrorFacts } from '../model/sync-error.ts';
import { isNearQuotient } from './prices/compare-prices.ts';

/** Fewer changes of a kind are never held: a small shop changes a large share of itself every day. */
const FEWEST = 20;
const QUOTIENT_PLACES = 6;

/** What may go wrong with many goods at once (lessons.md section 5, no. 2). */
export const BREAKERS = ['hidden', 'created', 'repriced', 'zeroed'] as const;
export type Breaker = (typeof BREAKERS)[number];

type Limits = Pick<
  Settings,
  'guardHidden' | 'guardCreated' | 'guardRepriced' | 'guardZeroed' | 'guardPriceDrop' | 'guardPriceRise'
>;

/** The breakers that a change counts for. */
export function breakersOf(change: Change): readonly Breaker[] {
  if (change.kind === 'createProduct') return ['created'];
  if (change.kind === 'hideProduct') return ['hidden'];
  // A value that was not known before is made known, not changed.
  const isRepriced = change.fields.some((each) => each.field === 'price' && each.before !== null);
  return [...(isRepriced ? (['repriced'] as const) : []), ...(isZeroed(change) ? (['zeroed'] as const) : [])];
}

/** Of a shop that tells no quantity, what it offered tells whether there was one. */
function isZeroed(change: Change): boolean {
  const quantity = change.fields.find((each) => each.field === 'quantity');
  if (quantity === undefined || quantity.after === null || isPositive(decimal(quantity.after))) return false;
  if (quantity.before !== null) return isPositive(decimal(quantity.before));
  return change.fields.some(({ field, before, after }) => {
    return field === 'isAvailable' && before === 'yes' && after === 'no';
  });
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
 * are linked. A shop with no link yet is being filled for the first time; for prices the products that are
 * adopted in it count as linked, since they are the shop's own.
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

/** A change of price that a person must look at, and why. */
export interface PriceJump {
  readonly code: 'good.price.currencyFactor' | 'good.price.dropped' | 'good.price.rose';
  readonly before: string;
  readonly after: string;
}

/** Leva for euro, or euro for leva, within one per cent: whatever the limits are. */
function isCurrencyFactor(before: Decimal, after: Decimal): boolean {
  return (
    isNearQuotient(divide(after, before, QUOTIENT_PLACES), BGN_PER_EUR) ||
    isNearQuotient(divide(before, after, QUOTIENT_PLACES), BGN_PER_EUR)
  );
}

function percentOf(price: Decimal, percent: number): Decimal {
  return multiply(multiply(price, decimal(percent)), decimal('0.01'));
}

/**
 * A price that changes as from one currency to the other, falls below the limit's share of the last one, or
 * rises above it; null when nobody needs to look at it.
 */
export function priceJump(change: Change, limits: Limits): PriceJump | null {
  const price = change.fields.find((each) => each.field === 'price');
  if (price === undefined || price.before === null || price.after === null) return null;
  const { before, after } = price;
  const [old, fresh] = [decimal(before), decimal(after)];
  if (!isPositive(old) || !isPositive(fresh)) return null;
  if (isCurrencyFactor(old, fresh)) return { code: 'good.price.currencyFactor', before, after };
  if (compare(fresh, percentOf(old, 100 - limits.guardPriceDrop)) < 0)
    return { code: 'good.price.dropped', before, after };
  const isRise = compare(fresh, percentOf(old, 100 + limits.guardPriceRise)) > 0;
  return isRise ? { code: 'good.price.rose', before, after } : null;
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
