import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import type { Profile } from '../../model/profile.ts';
import type { SecretName } from '../../model/settings.ts';
import type { SettingFault } from '../../model/settings-check.ts';
import { checkSettings } from '../../model/settings-check.ts';
import type { SyncError } from '../../model/sync-error.ts';
import type { FoundWarehouse, WarehouseEngine } from '../../model/warehouse-address.ts';
import { setupState } from '../../sync/setup/setup-steps.ts';
import type { SetupState } from '../../sync/setup/setup-steps.ts';
import type { AppParts } from '../app-parts.ts';
import { checkRecords } from './check-records.ts';
import { triedProfile, voidedSecrets } from './draft.ts';
import type { Draft } from './draft.ts';
import { lookAtShop } from './look-at-shop.ts';
import type { ShopLook } from './look-at-shop.ts';
import { lookAtWarehouse, searchWarehouse } from './look-at-warehouse.ts';
import type { WarehouseLook } from './look-at-warehouse.ts';

/** What is to be said of a form before it is saved. */
export interface DraftCheck {
  /** What keeps a run from starting, and what the warehouse does not have so: each at its field. */
  readonly faults: readonly SettingFault[];
  /** Stored secrets that the typed addresses make void. */
  readonly voided: readonly SecretName[];
  /** Why the warehouse could not be asked; null = it was, or none is named yet. */
  readonly unchecked: SyncError | null;
}

/**
 * Whatever a person needs to set up a profile: what can be seen, what answers, what there is to choose
 * from. A draft is the form as it is typed; nothing is stored. Every method rejects with a SyncError.
 */
export interface SetupDesk {
  /** Warehouses on this machine. Repeatable. */
  found(signal: AbortSignal): Promise<readonly FoundWarehouse[]>;
  /** What a warehouse may be in that is set up here. Repeatable. */
  engines(): Promise<readonly WarehouseEngine[]>;
  /** How far a profile's first run has come. Repeatable. */
  state(name: string): Promise<SetupState>;
  /** What is where the draft says the warehouse is. Reads only; repeatable. */
  warehouse(name: string, draft: Draft, signal: AbortSignal): Promise<WarehouseLook>;
  /** What answers where the draft says the shop is. Reads only; repeatable. */
  shop(name: string, draft: Draft, signal: AbortSignal): Promise<ShopLook>;
  /** Goods or partners of the draft's warehouse. Repeatable. */
  search(
    name: string,
    what: { readonly draft: Draft; readonly query: RecordQuery; readonly signal: AbortSignal },
  ): Promise<readonly FoundRecord[]>;
  /**
   * The draft held against what is stored and, where that is asked for, against its warehouse: not while an
   * address is still being typed, since its password would go there. Repeatable.
   */
  check(
    name: string,
    draft: Draft,
    how: { readonly asksWarehouse: boolean; readonly signal: AbortSignal },
  ): Promise<DraftCheck>;
}

/** The desk over the profiles that `find` finds; it rejects `profile.notFound`. */
export function setupDesk(parts: AppParts, find: (name: string) => Promise<Profile>): SetupDesk {
  const { state } = parts;
  return {
    found: (signal) => parts.findWarehouses(signal),
    engines: async () => parts.offeredEngines,
    state: async (name) => {
      const profile = await find(name);
      const secrets = await state.profiles.secretNames(profile.id);
      return setupState(profile, secrets, await state.runs.lastOf(profile.id, { end: 'done' }));
    },
    warehouse: async (name, draft, signal) =>
      lookAtWarehouse(parts, await triedProfile(parts, await find(name), draft), signal),
    shop: async (name, draft, signal) =>
      lookAtShop(parts, await triedProfile(parts, await find(name), draft), signal),
    search: async (name, { draft, query, signal }) =>
      searchWarehouse(parts, await triedProfile(parts, await find(name), draft), { query, signal }),
    check: async (name, draft, { asksWarehouse, signal }) => {
      const stored = await find(name);
      const { profile, secrets } = await triedProfile(parts, stored, draft);
      const { settings } = profile;
      const { faults, unchecked } = asksWarehouse
        ? await checkRecords(parts, { settings, secrets, signal })
        : { faults: [], unchecked: null };
      const set = await state.profiles.secretNames(stored.id);
      return {
        faults: [...checkSettings(settings), ...faults],
        voided: voidedSecrets(stored.settings, draft, set),
        unchecked,
      };
    },
  };
}
