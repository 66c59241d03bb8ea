import { timeLimit } from '../../lib/sleep.ts';
import { ZERO } from '../../model/decimal.ts';
import type { Decimal } from '../../model/decimal.ts';
import type { Good, GoodId } from '../../model/good.ts';
import type { Profile } from '../../model/profile.ts';
import { profileIdentity } from '../../model/settings.ts';
import { asSyncError } from '../../model/sync-error.ts';
import { goodSubject } from '../../sync/product-change.ts';
import type { AttentionItem } from '../../state/state.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { AppParts } from '../app-parts.ts';
import { readSecrets } from '../session.ts';
import { settingsHash } from '../settings-hash.ts';
import { stockQuery } from '../tasks/stock-quantities.ts';
import { readLevels, readSidesContext, sidesOf } from './good-sides.ts';
import type { GoodSides, SidesContext } from './good-sides.ts';
import { GoodsSnapshot } from './goods-snapshot.ts';
import type { GoodsSource, KeptRead } from './goods-snapshot.ts';

/** A side that does not answer keeps nobody longer. */
const LOOK_MS = 30_000;
const TASKS = ['export-goods', 'export-stock'] as const;

/** A good on both sides, and what waits for a person about it. */
export interface ListedGood extends GoodSides {
  readonly waiting: readonly AttentionItem[];
}

/** An opened warehouse, and what all goods of an answer have in common. */
export interface Looking {
  readonly parts: AppParts;
  readonly profile: Profile;
  readonly warehouse: GoodsSource;
  readonly context: SidesContext;
  readonly signal: AbortSignal;
  /** When the warehouse was read; milliseconds since 1970; null = just now. */
  readonly readAt: number | null;
}

async function openFor(parts: AppParts, profile: Profile): Promise<Warehouse> {
  const secrets = await readSecrets(parts, profile);
  return parts.openWarehouse(profile.settings, secrets, { isOnce: true });
}

/** All of a warehouse that reads nothing less. Others wait for it too, so nobody who leaves ends it. */
async function readSnapshot(parts: AppParts, profile: Profile): Promise<GoodsSnapshot> {
  const { settings } = profile;
  const now = parts.clock.now();
  const asked = { identity: profileIdentity(settings), now, newestOrders: [] };
  const signal = timeLimit(LOOK_MS);
  const warehouse = await openFor(parts, profile);
  try {
    const what = { priceGroup: settings.priceGroup, stock: stockQuery(settings, asked), signal };
    return await GoodsSnapshot.of(warehouse, what, now);
  } finally {
    await warehouse.close();
  }
}

/**
 * Opens the warehouse once, for a person who waits. A list (`kept`) of a warehouse that would have to be read
 * as a whole is answered from the last reading, while it is fresh.
 */
export async function looking<T>(
  parts: AppParts,
  profile: Profile,
  what: {
    readonly asked: AbortSignal;
    readonly kept?: KeptRead<GoodsSnapshot>;
    readonly work: (looking: Looking) => Promise<T>;
  },
): Promise<T> {
  const signal = timeLimit(LOOK_MS, what.asked);
  let opened: Warehouse | null = null;
  try {
    opened = await openFor(parts, profile);
    const key = `${profile.id} ${settingsHash(profile)}`;
    const snapshot =
      what.kept === undefined || opened.abilities.readsRanges
        ? null
        : await what.kept.of(key, parts.clock.now(), async () => readSnapshot(parts, profile));
    const warehouse = snapshot ?? opened;
    const context = await readSidesContext(parts, profile, { warehouse, signal });
    return await what.work({
      parts,
      profile,
      warehouse,
      context,
      signal,
      readAt: snapshot?.readAt ?? null,
    });
  } catch (error) {
    throw asSyncError(error);
  } finally {
    await opened?.close();
  }
}

/** A good's stock in one object. */
export interface StockAtObject {
  readonly name: string;
  readonly physical: Decimal;
}

/** In which of the objects that are added up a good's stock lies; nothing where there is only one. */
export async function stockByObject(
  { parts, profile, warehouse, context, signal }: Looking,
  good: Good,
): Promise<readonly StockAtObject[]> {
  const { settings } = profile;
  if (settings.quantityLocations.length < 2) return [];
  const { locations } = await warehouse.readChoices(signal);
  const found: StockAtObject[] = [];
  for (const id of settings.quantityLocations) {
    const alone = { ...context, profile: { ...profile, settings: { ...settings, quantityLocations: [id] } } };
    const levels = await readLevels(parts, alone, { goods: [good], warehouse, signal });
    const name = locations.find((location) => location.id === id)?.name ?? `№ ${id}`;
    found.push({ name, physical: levels.get(good.id)?.physical ?? ZERO });
  }
  return found;
}

/** What waits for a person about these goods. */
export async function waitingOf(
  { state }: AppParts,
  { id }: Profile,
  ids: readonly GoodId[],
): Promise<ReadonlyMap<GoodId, readonly AttentionItem[]>> {
  const goods = new Map(ids.flatMap((good) => TASKS.map((task) => [goodSubject(task, good), good] as const)));
  const found = await state.attention.about(id, [...goods.keys()]);
  const waits = found.filter(({ dismissal }) => dismissal === null);
  return Map.groupBy(waits, ({ subject }) => goods.get(subject) ?? (0 as GoodId));
}

/** Goods about which something waits, by id. */
export async function waitingGoods({ state }: AppParts, { id }: Profile): Promise<readonly GoodId[]> {
  const ids = new Set<GoodId>();
  for (const task of TASKS) {
    const beginning = goodSubject(task, 0 as GoodId).replace(/0$/, '');
    for (const subject of await state.attention.subjects(id, beginning))
      ids.add(Number(subject.slice(beginning.length)) as GoodId);
  }
  return [...ids].toSorted((left, right) => left - right);
}

/** Both sides of these goods, in their order; `known` need not be asked for. */
export async function bothSides(
  { parts, profile, warehouse, context, signal }: Looking,
  ids: readonly GoodId[],
  known: ReadonlyMap<GoodId, Good> = new Map(),
): Promise<readonly ListedGood[]> {
  const asked = ids.filter((id) => !known.has(id));
  const { priceGroup } = profile.settings;
  const read = asked.length === 0 ? [] : await warehouse.findGoods({ ids: asked, priceGroup }, signal);
  const goods = new Map([...known, ...read.map((good) => [good.id, good] as const)]);
  const listed = ids.flatMap((id) => goods.get(id) ?? []).toSorted((left, right) => left.id - right.id);
  const levels = await readLevels(parts, context, { goods: listed, warehouse, signal });
  const links = new Map((await parts.state.links.find(profile.id, ids)).map((link) => [link.goodId, link]));
  const waiting = await waitingOf(parts, profile, ids);
  return ids.map((goodId) => ({
    ...sidesOf(
      { goodId, good: goods.get(goodId) ?? null, link: links.get(goodId) ?? null },
      levels.get(goodId) ?? null,
      context,
    ),
    waiting: waiting.get(goodId) ?? [],
  }));
}
