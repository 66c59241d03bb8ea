/** Settings as they were stored, of this version or an earlier one. */
export type StoredSettings = Readonly<Record<string, unknown>>;

/** A former default that a profile keeps only because every setting is stored. */
const FORMER_PRICE_DROP = 50;

/**
 * Settings of an earlier version in the shape and meaning of this one. A version is told by the keys that it
 * did not know: whoever chooses a former default anew keeps it.
 */
export function upgradeSettings(stored: StoredSettings): StoredSettings {
  const isBeforeRiseGuard = !('guardPriceRise' in stored);
  // 50 % let the change from leva to euro (−48.9 %) pass.
  return isBeforeRiseGuard && stored['guardPriceDrop'] === FORMER_PRICE_DROP
    ? { ...stored, guardPriceDrop: 45 }
    : stored;
}
