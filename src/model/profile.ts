import type { Settings } from './settings.ts';

declare const profileIdBrand: unique symbol;
export type ProfileId = number & { readonly [profileIdBrand]: true };

/** One configured pair of warehouse and shop: the manual's сървър (S33, S34). Times: ISO 8601, UTC. */
export interface Profile {
  readonly id: ProfileId;
  readonly name: string;
  /** Counts saves; a form made from an older version is refused. */
  readonly version: number;
  readonly settings: Settings;
  readonly createdAt: string;
  /**
   * When a plan was made or `--yes` given, so that the first real run may start (spec section 4); null
   * before.
   */
  readonly confirmedAt: string | null;
  /**
   * When an export of goods first came to its end; null while the shop is being filled for the first time,
   * which its plan has approved.
   */
  readonly firstFilledAt: string | null;
  /**
   * When the first feed (XML) was one product, read back, before others followed; null until then. Profiles
   * that sent before that was asked have it too.
   */
  readonly firstFedAt: string | null;
  /**
   * When orders that were due were last let into a run that sent for long; null = never. Their schedule
   * counts from it as from a start of its own.
   */
  readonly ordersBetweenAt: string | null;
}

/** A profile that was removed: its settings, its ledger, archive and runs are kept (R8). */
export interface RemovedProfile extends Profile {
  readonly removedAt: string;
  /**
   * When it was moved into another memory, where it may go on since (`ProfileMoves`); null: it was only
   * removed.
   */
  readonly movedAt: string | null;
  /** It holds a former pair of a profile that lives on (Q3). */
  readonly isShelf: boolean;
  /** How many orders its ledger holds, with those of past series. */
  readonly orders: number;
}

/** True for a name of 1 to 80 characters without control characters and blanks at its ends. */
export function isProfileName(name: string): boolean {
  return name.length >= 1 && name.length <= 80 && name.trim() === name && !/\p{Cc}/u.test(name);
}
