import { isProfileName } from '../../model/profile.ts';
import type { Profile, RemovedProfile } from '../../model/profile.ts';
import { profileIdentity } from '../../model/settings.ts';
import type { Settings } from '../../model/settings.ts';
import { SyncError } from '../../model/sync-error.ts';
import type { State } from '../../state/state.ts';
import type { AppParts } from '../app-parts.ts';
import { profileRecords } from './profile-records.ts';
import type { ProfileRecords } from './profile-records.ts';
import { eachOrder } from '../orders/order-list.ts';
import type { ListedOrder } from '../orders/order-list.ts';
import { readArchive } from '../upkeep/archive.ts';
import type { ArchiveRecord } from '../upkeep/archive.ts';

/** A removed profile by its number, or the one that was removed last under a name. */
export type RemovedKey = string | number;

/**
 * What stays of profiles that were removed (R8): their records can be read, and they can be taken back.
 * Rejects `profile.notRemoved` for a key that none has.
 */
export interface RemovedProfiles extends ProfileRecords<RemovedKey> {
  /** Removed last first. */
  list(): Promise<readonly RemovedProfile[]>;
  /**
   * Those that worked with the shop of these settings and have orders of it: a new profile would begin
   * without their ledger.
   */
  ofShop(settings: Settings): Promise<readonly RemovedProfile[]>;
  /** Its orders for a list, newest first, in batches. */
  listedOrders(key: RemovedKey): AsyncIterable<readonly ListedOrder[]>;
  /** Every order as received, with what became of it, by number (I16). */
  archive(key: RemovedKey): AsyncIterable<readonly ArchiveRecord[]>;
  /**
   * Takes a profile back, under another name where one is given. It needs its secrets and a plan before its
   * next run. `isMovedBack`: also one that was moved away, for a person knows that it works nowhere else;
   * without that rejects `move.away`. Rejects `profile.nameTaken`, `profile.nameMalformed`.
   */
  restore(
    key: RemovedKey,
    as: { readonly name: string | null; readonly isMovedBack?: boolean },
  ): Promise<Profile>;
}

/**
 * A profile of a shop that another one worked with before, on the same warehouse, goes on with its ledger
 * instead of meeting its documents and their УНП as strangers (Q12). One that has orders, or runs, stays.
 */
export async function takeOverLedger(parts: AppParts, profile: Profile): Promise<void> {
  const { state, isAlive } = parts;
  // What it remembers by now is of the pair that it has met.
  if ((await state.pairs.find(profile.id)) !== null) return;
  const { warehouse } = profile.settings;
  const before = await removedProfiles(state).ofShop(profile.settings);
  // The settings of those that an older program removed are not known. The ledger of one that was moved away
  // is where it is now.
  const same = before
    .filter((each) => !each.isShelf && each.movedAt === null)
    .filter((each) => ['', warehouse].includes(each.settings.warehouse));
  for (const { id } of same) if (await state.profiles.takeOver(profile.id, id, isAlive)) return;
}

/** The removed profiles of this memory. */
export function removedProfiles(state: State): RemovedProfiles {
  const find = async (key: RemovedKey): Promise<RemovedProfile> => {
    const removed = await state.profiles.removed();
    const found = removed.find((profile) => (typeof key === 'number' ? profile.id : profile.name) === key);
    if (found === undefined) throw new SyncError('profile.notRemoved', { name: key });
    return found;
  };
  return {
    ...profileRecords<RemovedKey>(state, find),
    list: () => state.profiles.removed(),
    ofShop: async (settings) => {
      const identity = profileIdentity(settings);
      if (identity === '') return [];
      const removed = await state.profiles.removed();
      return removed.filter((each) => each.orders > 0 && profileIdentity(each.settings) === identity);
    },
    listedOrders: async function* listed(key) {
      yield* eachOrder(state, (await find(key)).id, { stage: null, search: '' });
    },
    archive: async function* archive(key) {
      yield* readArchive(state, await find(key));
    },
    restore: async (key, { name, isMovedBack = false }) => {
      const removed = await find(key);
      if (removed.movedAt !== null && !isMovedBack)
        throw new SyncError('move.away', { name: removed.name, at: removed.movedAt });
      const kept = name ?? removed.name;
      if (!isProfileName(kept)) throw new SyncError('profile.nameMalformed', { name: kept });
      return state.profiles.restore(removed.id, kept);
    },
  };
}
