import type { Good, GoodId } from '../../model/good.ts';
import type { ShownGoods } from '../../model/good-standing.ts';
import { bothSides, waitingGoods } from './look-at-goods.ts';
import type { ListedGood, Looking } from './look-at-goods.ts';

const PAGE = 100;
/** Goods looked through at once where only some of them are wanted, or all of them for a file. */
const LOOKED_THROUGH = 2000;
const MOST_FOUND = 100;

/** Which goods are asked for. */
export interface GoodsPageQuery {
  readonly after: number;
  readonly search: string;
  readonly show: ShownGoods | null;
  /** In large pages, for whoever takes them all. */
  readonly isForFile?: boolean;
}

/** Goods of one page. */
export interface FoundGoods {
  readonly goods: readonly ListedGood[];
  /** After which good the next page begins; null = this is the last one. */
  readonly next: number | null;
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

async function byId(look: Looking, { after, show, isForFile }: GoodsPageQuery): Promise<FoundGoods> {
  const limit = show === null && isForFile !== true ? PAGE : LOOKED_THROUGH;
  const scoped = await scopedAfter(look, after, limit);
  const { links } = look.parts.state;
  const linked = await links.idsAfter(look.profile.id, after as GoodId, limit);
  const ids = [...new Set([...scoped.map(({ id }) => id), ...linked])].toSorted(
    (left, right) => left - right,
  );
  const some = ids.slice(0, limit);
  const goods = await bothSides(look, some, new Map(scoped.map((good) => [good.id, good])));
  return { goods, next: some.length < limit ? null : (some.at(-1) ?? null) };
}

async function waitingOnes(look: Looking, after: number): Promise<FoundGoods> {
  const ids = (await waitingGoods(look.parts, look.profile)).filter((id) => id > after);
  const some = ids.slice(0, PAGE);
  return {
    goods: await bothSides(look, some),
    next: some.length < ids.length ? (some.at(-1) ?? null) : null,
  };
}

async function searched(look: Looking, text: string): Promise<FoundGoods> {
  const query = { kind: 'good', text, isCharge: false, limit: MOST_FOUND } as const;
  const found = await look.warehouse.findRecords(query, look.signal);
  return {
    goods: await bothSides(
      look,
      found.map(({ id }) => id as GoodId),
    ),
    next: null,
  };
}

/** Whether a good is among those that are to be shown. */
export function isShown(good: ListedGood, show: ShownGoods | null): boolean {
  if (show === 'unlinked') return good.standing === 'unlinked';
  if (show === 'differs') return good.differs.length > 0;
  return show === null || good.waiting.length > 0;
}

/** A page of goods. One of a part of them may be empty and not the last. */
export async function findGoods(look: Looking, query: GoodsPageQuery): Promise<FoundGoods> {
  const { after, search, show } = query;
  const isById = search.trim() === '';
  const found = isById
    ? await (show === 'waiting' ? waitingOnes(look, after) : byId(look, query))
    : await searched(look, search);
  return { ...found, goods: found.goods.filter((good) => isShown(good, show)) };
}
