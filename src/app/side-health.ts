import type { SyncError } from '../model/sync-error.ts';

/** What is known of one side since the program started; `isWell` null: it was not asked yet. */
export interface SideHealth {
  readonly isWell: boolean | null;
  /** ISO 8601, UTC: when it was found so. */
  readonly at: string | null;
  /** Null while it is well. */
  readonly error: SyncError | null;
}

/** Both sides of a profile. */
export interface Health {
  readonly shop: SideHealth;
  readonly warehouse: SideHealth;
}

const UNKNOWN: SideHealth = { isWell: null, at: null, error: null };
export const UNKNOWN_HEALTH: Health = { shop: UNKNOWN, warehouse: UNKNOWN };

/**
 * What work that came to its end says of both sides: without an error both answered; an error of one side is
 * that side's; any other says nothing new.
 */
export function healthAfter(before: Health, error: SyncError | null, at: string): Health {
  const well: SideHealth = { isWell: true, at, error: null };
  if (error === null) return { shop: well, warehouse: well };
  const ill: SideHealth = { isWell: false, at, error };
  if (error.code.startsWith('shop.')) return { ...before, shop: ill };
  if (error.code.startsWith('warehouse.')) return { ...before, warehouse: ill };
  return before;
}
