import type { Good, GoodId } from '../../model/good.ts';
import type { ShownGoods } from '../../model/good-standing.ts';
import type { Profile } from '../../model/profile.ts';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import { goodSubject } from '../../sync/product-change.ts';
import type { AttentionItem } from '../../state/state.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { AppParts } from '../app-parts.ts';
import { readSecrets } from '../session.ts';
import { readLevels, readSidesContext, sidesOf } from './good-sides.ts';
import type { GoodSides, SidesContext } from './good-sides.ts';

/** A side that does not answer keeps nobody longer. */
const LOOK_MS = 30_000;
const PAGE = 100;
/** Goods looked through at once where only some of them are wanted. */
const LOOKED_THROUGH = 2000;
const MOST_FOUND = 100;
const TASKS = ['export-goods', 'export-stock'] as const;

/** A good on both sides, and what waits for a person about it. */
export interface ListedGood extends GoodSides {
  readonly waiting: readonly AttentionItem[];
}

export interface GoodsPage {
  readonly goods: readonly ListedGood[];
  /** After which good the next page begins; null = this is the last one. */
  readonly next: number | null;
  /** Of the warehouse's prices. */
  readonly baseCurrency: string;
  /** Of the shop's prices; null = only the shop itself tells it. */
  readonly currency: string | null;
}

/** Facts that a good's price for the shop is made of. */
export interface GoodDetails extends Omit<GoodsPage, 'goods' | 'next'> {
  readonly good: ListedGood;
  readonly pricesIncludeVat: boolean;
  readonly shopPricesIncludeVat: boolean;
  readonly priceGroup: number;
  /** Quantities go out without their fraction. */
  readonly isWhole: boolean;
}

/**
 * Goods for people: both sides beside each other. Every method asks the warehouse and rejects with a
 * SyncError.
 */
export interface GoodsDesk {
  /**
   * By id, those above `after`: of the chosen groups and all that are linked; or those that hold the words,
   * the nearest first, whether they are to be sent or not. A page of a part of them may be empty and not the
   * last.
   */
  page(
    name: string,
    query: { readonly after: number; readonly search: string; readonly show: ShownGoods | null },
    signal: AbortSignal,
  ): Promise<GoodsPage>;
  /** Rejects `good.notFound` where neither side knows it. */
  details(name: string, goodId: GoodId, signal: AbortSignal): Promise<GoodDetails>;
}

interface Looking {
  readonly parts: AppParts;
  readonly profile: Profile;
  readonly warehouse: Warehouse;
  readonly context: SidesContext;
  readonly waiting: ReadonlyMap<GoodId, readonly AttentionItem[]>;
  readonly signal: AbortSignal;
}

/** Opens the warehouse once, for a person who waits. */
async function looking<T>(
  parts: AppParts,
  profile: Profile,
  what: { readonly asked: AbortSignal; readonly work: (looking: Looking) => Promise<T> },
): Promise<T> {
  const signal = AbortSignal.any([what.asked, AbortSignal.timeout(LOOK_MS)]);
  let warehouse: Warehouse | null = null;
  try {
    const secrets = await readSecrets(parts, profile);
    warehouse = await parts.openWarehouse(profile.settings, secrets, { isOnce: true });
    const context = await readSidesContext(parts, profile, { warehouse, signal });
    const waiting = await waitingByGood(parts, profile);
    return await what.work({ parts, profile, warehouse, context, waiting, signal });
  } catch (error) {
    throw asSyncError(error);
  } finally {
    await warehouse?.close();
  }
}

async function waitingByGood(
  { state }: AppParts,
  { id }: Profile,
): Promise<ReadonlyMap<GoodId, readonly AttentionItem[]>> {
  const byGood = new Map<GoodId, AttentionItem[]>();
  for (const item of await state.attention.list(id)) {
    const goodId = Number(item.subject.replace(/^\w+:/, '')) as GoodId;
    const isOfGood = TASKS.some((task) => goodSubject(task, goodId) === item.subject);
    if (item.dismissal !== null || !isOfGood) continue;
    byGood.set(goodId, [...(byGood.get(goodId) ?? []), item]);
  }
  return byGood;
}

/** Both sides of these goods, in their order; `known` need not be asked for. */
async function both(
  { parts, profile, warehouse, context, waiting, signal }: Looking,
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
  return ids.map((goodId) => ({
    ...sidesOf(
      { goodId, good: goods.get(goodId) ?? null, link: links.get(goodId) ?? null },
      levels.get(goodId) ?? null,
      context,
    ),
    waiting: waiting.get(goodId) ?? [],
  }));
}

/** The first goods above `after` that are to be sent. */
async function scopedAfter(
  { profile, warehouse, context, signal }: Looking,
  after: number,
  limit: number,
): Promise<readonly Good[]> {
  const { groupIds } = context;
  if (groupIds === null) return [];
  const found: Good[] = [];
  const query = { groupIds, priceGroup: profile.settings.priceGroup, after };
  for await (const batch of warehouse.readGoods(query, signal)) {
    found.push(...batch.filter(({ id }) => id > after));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

type Found = Pick<GoodsPage, 'goods' | 'next'>;

async function byId(look: Looking, after: number, show: ShownGoods | null): Promise<Found> {
  const limit = show === null ? PAGE : LOOKED_THROUGH;
  const scoped = await scopedAfter(look, after, limit);
  const { links } = look.parts.state;
  const linked = await links.idsAfter(look.profile.id, after as GoodId, limit);
  const ids = [...new Set([...scoped.map(({ id }) => id), ...linked])].toSorted(
    (left, right) => left - right,
  );
  const some = ids.slice(0, limit);
  const goods = await both(look, some, new Map(scoped.map((good) => [good.id, good])));
  return { goods, next: some.length < limit ? null : (some.at(-1) ?? null) };
}

async function waitingOnes(look: Looking, after: number): Promise<Found> {
  const ids = [...look.waiting.keys()].filter((id) => id > after).toSorted((left, right) => left - right);
  const some = ids.slice(0, PAGE);
  return { goods: await both(look, some), next: some.length < ids.length ? (some.at(-1) ?? null) : null };
}

async function searched(look: Looking, text: string): Promise<Found> {
  const query = { kind: 'good', text, isCharge: false, limit: MOST_FOUND } as const;
  const found = await look.warehouse.findRecords(query, look.signal);
  const ids = found.map(({ id }) => id as GoodId);
  return { goods: await both(look, ids), next: null };
}

function isShown(good: ListedGood, show: ShownGoods | null): boolean {
  if (show === 'unlinked') return good.standing === 'unlinked';
  if (show === 'differs') return good.differs.length > 0;
  return show === null || good.waiting.length > 0;
}

/** The desk over the application's parts. */
export function goodsDesk(parts: AppParts, find: (name: string) => Promise<Profile>): GoodsDesk {
  return {
    page: async (name, { after, search, show }, asked) =>
      looking(parts, await find(name), {
        asked,
        work: async (look) => {
          const found =
            search.trim() === ''
              ? await (show === 'waiting' ? waitingOnes(look, after) : byId(look, after, show))
              : await searched(look, search);
          const { baseCurrency } = look.context.facts;
          const goods = found.goods.filter((good) => isShown(good, show));
          return { goods, next: found.next, baseCurrency, currency: look.context.currency };
        },
      }),
    details: async (name, goodId, asked) =>
      looking(parts, await find(name), {
        asked,
        work: async (look) => {
          const [good] = await both(look, [goodId]);
          if (good === undefined || (good.good === null && good.link === null))
            throw new SyncError('good.notFound', { good: goodId });
          const { facts, currency } = look.context;
          const { priceGroup, shopPricesIncludeVat, wholeQuantities: isWhole } = look.profile.settings;
          const { baseCurrency, pricesIncludeVat } = facts;
          const modes = { pricesIncludeVat, shopPricesIncludeVat, priceGroup, isWhole };
          return { good, baseCurrency, currency, ...modes };
        },
      }),
  };
}
