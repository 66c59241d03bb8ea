import type { Pair } from '../../model/pair.ts';
import type { Profile, ProfileId } from '../../model/profile.ts';
import type { Settings } from '../../model/settings.ts';

/** A pair that a profile worked with before, put aside with everything that is remembered of it. */
export interface ShelvedPair {
  /** Its records are those of a removed profile of this number, and can be read like them. */
  readonly shelf: ProfileId;
  readonly pair: Pair;
}

/** Which pair of shop and warehouse the memory of a profile is of (Q3). */
export interface PairMemory {
  /** Null before the first run. Repeatable. */
  find(id: ProfileId): Promise<Pair | null>;
  /** Notes what a run has met. Repeatable. */
  remember(id: ProfileId, pair: Pair): Promise<void>;
  /** Former pairs of a profile, the latest first. Repeatable. */
  shelved(id: ProfileId): Promise<readonly ShelvedPair[]>;
  /**
   * Puts links, ledger, archive, attention items, runs, cursor and confirmation of a profile aside, and goes
   * on with those of a shelf, or with none (`shelf` null), under these settings: one transaction. Rejects
   * `profile.changedMeanwhile` unless `version` is still stored. Not repeatable: the version is another then.
   */
  exchange(
    profile: Pick<Profile, 'id' | 'name' | 'version'>,
    to: { readonly settings: Settings; readonly shelf: ProfileId | null; readonly nowIso: string },
  ): Promise<Profile>;
}
