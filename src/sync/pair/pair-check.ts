import { isGoodsMark, shopPlace, warehousePlace } from '../../model/pair.ts';
import { shopIdentity } from '../../model/order-origin.ts';
import { together } from './pair-evidence.ts';
import type { MetPair, Pair, PairEvidence, PairQuestion, PairSide } from '../../model/pair.ts';
import { profileIdentity } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';

/** A side that is not, or may not be, the one that is remembered. */
export interface ChangedSide {
  readonly side: PairSide;
  /** False: nothing but the records of both can tell. */
  readonly isCertain: boolean;
}

/**
 * Which side is not the one that is remembered (Q3); null = both are. The shop comes first: whoever answers
 * for it is asked for the warehouse in the next run.
 */
export function changedSide(remembered: Pair, met: MetPair): ChangedSide | null {
  if (!isKnownShop(remembered.settings, met.settings)) return { side: 'shop', isCertain: true };
  if (isOtherWarehouse(remembered, met)) return { side: 'warehouse', isCertain: true };
  const isRecognised = remembered.mark !== null && met.marks.includes(remembered.mark);
  return isRecognised ? null : { side: 'warehouse', isCertain: false };
}

/**
 * At its place a shop is known by its claims. Somewhere else it is only where its old identity was put into
 * the settings since: that is how a person says that it has moved (I4).
 */
function isKnownShop(before: Settings, now: Settings): boolean {
  if (profileIdentity(before) !== profileIdentity(now)) return false;
  return shopPlace(before) === shopPlace(now) || before.identity !== now.identity;
}

/** Another place, a mark that is gone, or a version that has gone back. */
function isOtherWarehouse(remembered: Pair, met: MetPair): boolean {
  const { mark } = remembered;
  if (warehousePlace(remembered.settings) !== warehousePlace(met.settings)) return true;
  if (mark !== null && !isGoodsMark(mark) && !met.marks.includes(mark)) return true;
  return isOlder(met.databaseVersion, remembered.databaseVersion);
}

function isOlder(version: string | null, than: string | null): boolean {
  if (version === null || than === null) return false;
  const [left = [], right = []] = [version, than].map((text) => text.split('.').map(Number));
  const place = right.findIndex((part, index) => part !== left[index]);
  return place >= 0 && (left[place] ?? 0) < (right[place] ?? 0);
}

/** What records speak for; where they do not agree clearly, a person has to look. */
export function likeness({ agree, differ }: PairEvidence): PairQuestion['looksLike'] {
  if (agree + differ === 0) return 'unknown';
  if (differ > agree) return 'another';
  return agree > differ * 4 ? 'same' : 'unknown';
}

/**
 * What a shop looks like that is not where one that is known is. Where their orders do not tell, it is that
 * one if it says so itself: `told` is the address in its answers, `known` the place of the one that is known.
 */
export function shopLikeness(
  orders: PairEvidence,
  { told, known }: { readonly told: string | null; readonly known: string },
): PairQuestion['looksLike'] {
  const byOrders = likeness(orders);
  return byOrders === 'unknown' && told !== null && shopIdentity(told) === known ? 'same' : byOrders;
}

/**
 * What a warehouse looks like. Documents that are missing make no stranger of it: a backup may be older than
 * they are. Goods that are others do.
 */
export function warehouseLikeness(goods: PairEvidence, documents: PairEvidence): PairQuestion['looksLike'] {
  if (likeness(goods) === 'another') return 'another';
  const all = likeness(together(goods, documents));
  return all === 'another' ? 'unknown' : all;
}

/** Whether a person is to be asked: a change that nothing but records can tell is one only if they differ. */
export function isToBeAsked({ isCertain }: ChangedSide, evidence: PairEvidence): boolean {
  return isCertain || likeness(evidence) === 'another';
}
