import { timeLimit } from '../../lib/sleep.ts';
import type { FoundRecord, RecordQuery } from '../../model/found-record.ts';
import type { GoodsGroup } from '../../model/good.ts';
import type { Operator } from '../../model/operator.ts';
import { asSyncError } from '../../model/sync-error.ts';
import type { WarehouseChoices, WarehouseFacts } from '../../model/warehouse-facts.ts';
import { SUPTO_EDITION, WAREHOUSE_BUILDS } from '../../model/warehouse-version.ts';
import type { WarehouseBuild } from '../../model/warehouse-version.ts';
import { proposeSettings } from '../../sync/setup/propose-settings.ts';
import type { Proposals } from '../../sync/setup/propose-settings.ts';
import type { Warehouse, WarehouseAbilities } from '../../warehouse/warehouse.ts';
import type { AppParts } from '../app-parts.ts';
import { checkDatabase } from '../preflight.ts';
import type { TriedProfile } from './draft.ts';

/** So long at most a person waits for a look. */
const LOOK_MS = 30_000;

/** A group with the number of goods that a shop may sell, those of its subgroups left out. */
export interface CountedGroup extends GoodsGroup {
  readonly goods: number;
}

/** What was found where a draft says the warehouse is. */
export interface WarehouseLook {
  readonly facts: WarehouseFacts;
  readonly abilities: WarehouseAbilities;
  /** The edition that the warehouse shows by its УНП. */
  readonly edition: WarehouseBuild;
  readonly groups: readonly CountedGroup[];
  readonly locations: WarehouseChoices['locations'];
  /** Those that are not deleted. */
  readonly operators: readonly Omit<Operator, 'isDeleted'>[];
  readonly partnerGroups: WarehouseChoices['partnerGroups'];
  /** Goods that a shop may sell. */
  readonly goods: number;
  readonly proposals: Proposals;
}

/** Works with the warehouse of a draft, asked once; its errors are SyncErrors. */
async function withWarehouse<T>(
  parts: AppParts,
  tried: TriedProfile,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const { profile, secrets } = tried;
  let warehouse: Warehouse | null = null;
  try {
    warehouse = await parts.openWarehouse(profile.settings, secrets, { isOnce: true });
    return await work(warehouse);
  } catch (error) {
    throw asSyncError(error);
  } finally {
    await warehouse?.close();
  }
}

/**
 * Opens the warehouse of a draft and tells what it is, what there is to choose from, and what it proposes.
 */
export async function lookAtWarehouse(
  parts: AppParts,
  tried: TriedProfile,
  asked: AbortSignal,
): Promise<WarehouseLook> {
  const signal = timeLimit(LOOK_MS, asked);
  return withWarehouse(parts, tried, async (warehouse) => {
    const facts = await warehouse.readFacts(signal);
    checkDatabase(facts);
    const choices = await warehouse.readChoices(signal);
    const usage = await warehouse.readUsage(signal);
    const counted = [...usage.goodsByGroup.values()];
    return {
      facts,
      abilities: warehouse.abilities,
      edition: facts.hasUnpRows ? SUPTO_EDITION : WAREHOUSE_BUILDS[0],
      groups: choices.groups.map((group) => ({ ...group, goods: usage.goodsByGroup.get(group.id) ?? 0 })),
      locations: choices.locations,
      operators: choices.operators.flatMap(({ isDeleted, ...living }) => (isDeleted ? [] : [living])),
      partnerGroups: choices.partnerGroups,
      goods: counted.reduce((sum, goods) => sum + goods, 0),
      proposals: proposeSettings(choices, usage),
    };
  });
}

/** Goods or partners of a draft's warehouse. */
export async function searchWarehouse(
  parts: AppParts,
  tried: TriedProfile,
  what: { readonly query: RecordQuery; readonly signal: AbortSignal },
): Promise<readonly FoundRecord[]> {
  const signal = timeLimit(LOOK_MS, what.signal);
  return withWarehouse(parts, tried, (warehouse) => warehouse.findRecords(what.query, signal));
}
